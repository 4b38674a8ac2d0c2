import { timesWidths } from './times-widths-data.ts';

export type Face = keyof typeof timesWidths;

/**
 * Width of one line of text in points. The decree wants rules as long as the words above them and a national title
 * that never breaks; a .docx knows neither, so both are reckoned here.
 */
export function measureText(text: string, face: Face, size: number): number {
  const widths = timesWidths[face];
  let sum = 0;
  for (const letter of text.normalize('NFC')) sum += widthOf(letter, widths);
  return (sum * size) / 1000;
}

// Tone and vowel marks add nothing; the horn (U+031B) does and stays with its letter.
const marks = /[\u0300-\u031a\u031c-\u036f]/g;

function widthOf(letter: string, { ascii, others }: (typeof timesWidths)[Face]): number {
  const base = letter.normalize('NFD').replace(marks, '').normalize('NFC');
  const code = base.codePointAt(0) ?? 32;
  if (code >= 32 && code < 127) return ascii[code - 32] ?? 500;
  if (code === 0xa0) return 250;
  return (others as Record<string, number>)[base] ?? 722;
}

// A name of a body reads best when the place stays whole: a line that begins with one of these words is worth some unevenness.
const startsPlace = /^(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu|ngành|khu) /iu;
// Words of one meaning that no clerk would part.
const together =
  /(công đoàn|liên đoàn|lao động|việt nam|thành phố|công nghiệp|kinh tế|công nhân|viên chức|công chức|giáo dục|cơ sở|ban chấp|chấp hành|thường vụ|thị xã|đặc khu|tuyên giáo|tuyên truyền|thực hiện|tổ chức|kết quả|nhiệm vụ|tổng kết|sơ kết|an toàn|vệ sinh)$/iu;
const wantsNext = /^(và|của|về|cho|với|tại|các|những|trong|từ|đến|ngày|tháng|năm|quý|số|nhiệm|kỳ|giai|lần|thứ)$/iu;
const wantsBefore = /^(\d|[IVX]+([.,;:]|$))/u;

/**
 * Breaks a heading into lines of similar length that fit a width in points. Line feeds in the text are kept as they
 * are. More than three lines are left to the word processor.
 */
export function breakEvenly(text: string, face: Face, size: number, width: number): string[] {
  if (text.includes('\n')) return text.split(/\s*\n\s*/).filter(Boolean);
  const words = text.split(/\s+/);
  const fits = (line: string): boolean => measureText(line, face, size) <= width;
  for (let count = 1; count <= 3; count++) {
    const best = splitsOf(words, count)
      .filter((lines) => lines.every(fits))
      .map((lines) => ({ lines, cost: unevenness(lines, face, size, width) }))
      .toSorted((a, b) => a.cost - b.cost)[0];
    if (best) return best.lines;
  }
  return [text];
}

function splitsOf(words: string[], count: number): string[][] {
  if (count === 1) return [[words.join(' ')]];
  return words
    .slice(1)
    .flatMap((_, at) =>
      splitsOf(words.slice(at + 1), count - 1).map((rest) => [words.slice(0, at + 1).join(' '), ...rest]),
    );
}

/** 0 for lines of one length and good breaks; about 1 and more for a break that hurts. */
function unevenness(lines: string[], face: Face, size: number, width: number): number {
  const widths = lines.map((line) => measureText(line, face, size));
  const breaks = lines.slice(1).map((line, at) => costOfBreak(lines[at]!, line));
  return (Math.max(...widths) - Math.min(...widths)) / width + breaks.reduce((sum, cost) => sum + cost, 0);
}

function costOfBreak(before: string, after: string): number {
  const last = before.split(' ').at(-1)!;
  const first = after.split(' ')[0]!;
  if (together.test(`${last} ${first}`)) return 1;
  if (wantsNext.test(last) || wantsBefore.test(first)) return 0.5;
  if (before.endsWith(',') || startsPlace.test(`${after} `)) return -0.35;
  return 0;
}
