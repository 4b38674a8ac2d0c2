import { readNumber } from '../targets/find-figures.ts';

/** One count of a cell; `thing` where the cell says what it counts ("2 tin"). */
export interface CellCount {
  count: number;
  thing: string | null;
  /** Only the lower end is said: "≥ 2", "1-2". */
  isLeast: boolean;
}

const figure = String.raw`(\d{1,3}(?:[.\s]\d{3})+|\d{1,6}(?:,\d+)?)`;
const least = String.raw`(?:(≥|>=|>|từ|ít\s+nhất|tối\s+thiểu)\s*)?`;
const bare = new RegExp(`^\\(?${least}${figure}(\\s?[-–]\\s?\\d{1,6})?(\\s+trở\\s+lên)?\\)?\\*?$`, 'iu');
const named = new RegExp(
  `^${least}(\\d{1,3}(?:\\.\\d{3})+|\\d{1,6})(\\s?[-–]\\s?\\d{1,6})?\\s+(\\p{Ll}+(?:\\s\\p{Ll}+){0,2})[.]?$`,
  'u',
);
/** Words behind a number that make it a time, a sum of money or a part of a whole. */
export const noThing =
  /^(?:năm|tháng|quý|tuần|ngày|giờ|phút|tiết|lần|đồng|nghìn|ngàn|triệu|trđ|tỷ|tỉ|trưởng|phó|thành\s+viên|ủy\s+viên|uỷ\s+viên|thư\s+ký|nam|nữ)(?![\p{L}])/u;

/** Nothing is asked here: "-", "x", "…". */
export const isEmptyCell = (text: string): boolean => /^[-–—_.…x\s]*$/iu.test(text);

/** The counts of a cell of an allotment: "12", "(1.050)", "≥ 2", "1-2", "02 tin", "2 tin, 1 bài"; none for other text. */
export function readCountCell(text: string): CellCount[] {
  const one = bare.exec(text);
  if (one) return [{ count: readNumber(one[2]!), thing: null, isLeast: Boolean(one[1] ?? one[3] ?? one[4]) }];
  if (text.length > 60 || !/^\D{0,10}\d/u.test(text)) return [];
  const counts: CellCount[] = [];
  for (const part of text.split(/[,;+]|\svà\s/u)) {
    const m = named.exec(part.trim());
    if (!m || noThing.test(m[4]!)) return [];
    counts.push({ count: readNumber(m[2]!), thing: m[4]!, isLeast: Boolean(m[1] ?? m[3]) });
  }
  return counts;
}
