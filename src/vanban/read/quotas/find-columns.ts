import { type Cell } from '../flow/build-flow.ts';
import { opensWithBody } from '../words/bodies.ts';
import { countWords } from '../words/letters.ts';
import { alignHead, nameOver } from './align-head.ts';
import { isEmptyCell, readCountCell } from './read-count-cell.ts';

export interface Columns {
  /** Rows before the first row of data. */
  headRows: number;
  number: number;
  /** The column of those who owe; of the things owed where the head names who owes them. */
  unit: number;
  /** A column of months or quarters before it; -1 without. */
  time: number;
  items: { column: number; name: string }[];
  /** A column of words that says what "Số lượng" behind it counts; -1 without. */
  thing: number;
  /** "Nội dung | LĐLĐ huyện A | LĐLĐ huyện B": a column for each body, a row for each thing. */
  isTransposed: boolean;
}

const numberHead = /^(?:TT|STT|Số TT|S\.TT)$/iu;
/** Columns that tell the state, money, points or time are no allotment. */
export const noItem =
  /trước\s+\d|hiện\s+(?:nay|có|tại)|(?:^|\s)đã\s|điểm|kinh\s+phí|dự\s+toán|đồng|tiền|đơn\s+giá|tỷ\s+lệ|tỉ\s+lệ|%|ghi\s+chú|thời\s+gian|năm\s+sinh|điện\s+thoại|số\s+tiết|tiết|ngân\s+sách|thu\s|chi\s|vốn|năm\s+20\d\d|kết\s+quả|thực\s+hiện\s+năm|ngày|giờ|^(?:số\s+|tổng\s+số\s+)?lớp(?:\s+\d+)?$|mã|cột/iu;
/** Heads of a column of things, not of those who owe them. */
const things = /^(?:nội\s+dung|công\s+việc|nhiệm\s+vụ|hoạt\s+động|chỉ\s+tiêu|tiêu\s+chí|hạng\s+mục|vấn\s+đề|tên)/iu;
/** A table of points, of a budget or of how things stand. */
const otherTable = /điểm\s+(?:chuẩn|tối\s+đa)|thang\s+điểm|dự\s+toán|ước\s+thực\s+hiện|năm\s+hiện\s+hành/iu;
const measureHead = /đơn\s+vị\s+tính|đvt/iu;
const momentCell = /^(?:tháng|quý|tuần|đợt|kỳ)\s+[\dIVX]{1,4}(?:\s*[/–-]\s*[\dIVX]{1,4}|\/20\d\d)?$/iu;

/** Names of columns that leave to the cell, or to the one beside it, what is counted. */
export const isGeneral = (name: string): boolean =>
  /^(?:số\s+lượng(?:\s+giao)?|chỉ\s+tiêu(?:\s+giao)?|giao|kế\s+hoạch|được\s+giao|phân\s+bổ)$/iu.test(name);

/**
 * The rows of a table that is set in two or three equal blocks beside each other to save paper ("TT | Đơn vị | Số bài |
 * TT | Đơn vị | Số bài"), one block below the other.
 */
export function stackBlocks(rows: readonly Cell[][]): readonly Cell[][] {
  const head = rows[0]?.map((cell) => cell.text) ?? [];
  const blocks = [2, 3].find((n) => {
    const width = head.length / n;
    return Number.isInteger(width) && width >= 2 && head[0] !== '' && head.every((text, c) => text === head[c % width]);
  });
  if (!blocks) return rows;
  const width = head.length / blocks;
  return [
    rows[0]!.slice(0, width),
    ...Array.from({ length: blocks }, (_, b) =>
      rows.slice(1).map((row) => row.slice(b * width, (b + 1) * width)),
    ).flat(),
  ];
}

/** What stands in which column of a table that allots; null for another table. */
export function findColumns(rows: readonly Cell[][]): Columns | null {
  const number = Math.max(
    -1,
    (rows[0] ?? []).findIndex((cell) => numberHead.test(cell.text)),
  );
  const headRows = findHeadRows(rows, number);
  const body = rows.slice(headRows);
  const head = rows.slice(0, headRows);
  if (headRows === 0 || body.length < 2 || head.flat().some((cell) => otherTable.test(cell.text))) return null;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const texts = (c: number): string[] => body.map((row) => row[c]?.text ?? '').filter((text) => !isEmptyCell(text));
  const countsOf = (c: number): number => texts(c).filter((text) => readCountCell(text).length > 0).length;
  const holdsCounts = (c: number): boolean => countsOf(c) > 0 && countsOf(c) >= 0.6 * texts(c).length;
  const names = alignHead(
    head.filter((row) => !numbersColumns(row)),
    width,
    holdsCounts,
  );
  const places = findUnit(width, number, texts, countsOf);
  if (!places) return null;
  const { unit, time } = places;
  const items: Columns['items'] = [];
  for (let column = unit + 1; column < width; column++) {
    const name = names[column] ?? '';
    if (column !== number && holdsCounts(column) && /\p{L}/u.test(name) && !noItem.test(name))
      items.push({ column, name: tidyName(name) });
  }
  const isOfBodies = texts(unit).filter(opensWithBody).length >= texts(unit).length / 2;
  const isOfThings = !isOfBodies && things.test(names[unit] ?? '');
  const first = items[0]?.column ?? 0;
  const isCounted = items.length > 0 && items.every(({ name }) => isGeneral(name));
  const thing = isCounted && first === unit + 2 && !noItem.test(names[unit + 1] ?? '') ? unit + 1 : -1;
  const columns = { headRows, number, unit, time, items, thing };
  if (!isOfBodies && areBodies(items, head)) return { ...columns, isTransposed: true };
  const isMeasured = head.flat().some((cell) => measureHead.test(cell.text));
  return isOfThings || isMeasured || unit === time ? null : { ...columns, isTransposed: false };
}

/** The first column of words, behind one of months where there is one; the months where nothing else is. */
function findUnit(
  width: number,
  number: number,
  texts: (c: number) => string[],
  countsOf: (c: number) => number,
): { unit: number; time: number } | null {
  let time = -1;
  for (let c = 0; c < width; c++) {
    const filled = texts(c);
    if (c === number || filled.length === 0 || countsOf(c) >= filled.length / 2) continue;
    if (time < 0 && filled.every((text) => momentCell.test(text))) time = c;
    else return { unit: c, time };
  }
  return time < 0 ? null : { unit: time, time };
}

/** Two columns at least, and each but the sum named after a body, or "Đơn vị thực hiện" stands over them. */
function areBodies(items: Columns['items'], head: readonly Cell[][]): boolean {
  const own = items.filter(({ name }) => !/^(?:tổng|cộng)(?![\p{L}])/iu.test(name));
  const isUnder = (column: number): boolean =>
    head.some(
      (row) =>
        row[column]?.text === '' &&
        /^(?:các\s+)?(?:đơn\s+vị|địa\s+phương|cơ\s+sở|cơ\s+quan)(?!\s+tính)/iu.test(nameOver(row, column)),
    );
  return (
    own.length >= 2 &&
    (own.every(({ name }) => opensWithBody(name)) || own.slice(1).every(({ column }) => isUnder(column)))
  );
}

/** The head ends before the row numbered 1, or before the first row with a figure beside its name. */
function findHeadRows(rows: readonly Cell[][], number: number): number {
  for (const [r, row] of rows.entries()) {
    if (r > 4) return 0;
    const first = number >= 0 ? (row[number]?.text ?? '') : '';
    if (r > 0 && numbersColumns(row)) return r + 1;
    if (r > 0 && /^(?:0?1|I|A)\.?$/.test(first)) return r;
    const counts = row.filter((cell, c) => c !== number && readCountCell(cell.text).length > 0);
    const hasName = row.some((cell) => countWords(cell.text) >= 2 && /\p{Ll}/u.test(cell.text));
    // A name of one word shows a row of data where no year can be meant.
    const isNamed =
      /\p{L}{2}/u.test(row[0]?.text ?? '') && counts.some((cell) => !/^(?:19|20)\d\d$/.test(cell.text.trim()));
    if (r > 0 && counts.length > 0 && (hasName || isNamed)) return r;
  }
  return 0;
}

/** "A | B | 1 | 2 | 3": the last row of a head numbers its columns. */
function numbersColumns(row: readonly Cell[]): boolean {
  const texts = row.map((cell) => cell.text.replace(/^\((.*)\)$/u, '$1')).filter(Boolean);
  const numbers = texts.filter((text) => /^\d{1,2}$/.test(text)).map(Number);
  return (
    texts.length >= 3 &&
    numbers.length >= 2 &&
    texts.every((text) => /^(?:\p{L}|\d{1,2})$/u.test(text)) &&
    numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1)
  );
}

function tidyName(name: string): string {
  return name
    .replace(/[*\s:]+$/u, '')
    .replace(/^(?:Số\s+lượng|SL)\s+(?=tin|bài|ảnh)/iu, '')
    .trim();
}
