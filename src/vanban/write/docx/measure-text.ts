import { timesWidths } from './times-widths-data.ts';

export type Face = keyof typeof timesWidths;

/**
 * Width of one line of text in points. The decree wants rules as long as the words above them and a national title
 * that never breaks; a .docx knows neither, so both are reckoned here.
 */
export function measureText(text: string, face: Face, size: number): number {
  let sum = 0;
  for (const letter of text.normalize('NFC')) {
    let width = known[face].get(letter);
    if (width === undefined) known[face].set(letter, (width = widthOf(letter, timesWidths[face])));
    sum += width;
  }
  return (sum * size) / 1000;
}

const known: Record<Face, Map<string, number>> = { regular: new Map(), bold: new Map(), italic: new Map() };

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
  /(công đoàn|liên đoàn|lao động|việt nam|thành phố|công nghiệp|kinh tế|công nhân|viên chức|công chức|giáo dục|cơ sở|ban chấp|chấp hành|thường vụ|thị xã|đặc khu|tuyên giáo|tuyên truyền|thực hiện|tổ chức|kết quả|nhiệm vụ|tổng kết|sơ kết|an toàn|vệ sinh|công ty|trách nhiệm|hữu hạn|thành viên|cổ phần|môi trường|đô thị|doanh nghiệp|xí nghiệp|trường học|bệnh viện|đại học|khu vực)$/iu;
const wantsNext = /^(và|của|về|cho|với|tại|các|những|trong|từ|đến|ngày|tháng|năm|quý|số|nhiệm|kỳ|giai|lần|thứ)$/iu;
const wantsBefore = /^(\d|[IVX]+([.,;:]|$))/u;

/**
 * Breaks a heading into lines of similar length that fit a width in points, into few. Line feeds in
 * the text are kept as they are. What needs more than eight lines is no heading, and a single word may be wider
 * than the line: both are left to the word processor.
 */
export function breakEvenly(text: string, face: Face, size: number, width: number): string[] {
  if (text.includes('\n')) return text.split(/\s*\n\s*/).filter(Boolean);
  const words = text.split(/\s+/);
  const measure = (line: string): number => measureText(line, face, size);
  const total = measure(text);
  let best: Break | undefined;
  for (let count = Math.max(1, Math.ceil(total / width)); count <= mostLines; count++) {
    const found = bestBreak(words, count, (line) => {
      const wide = measure(line);
      return wide > width ? Infinity : Math.abs(wide - total / count) / width;
    });
    // One more line is better than a torn word.
    if (found && (!best || found.cost + 0.5 < best.cost)) best = found;
    else if (best) break;
  }
  return best?.lines ?? [text];
}

const mostLines = 8;

interface Break {
  cost: number;
  lines: string[];
}

/** The cheapest way to set the words on so many lines; undefined if some line never fits. */
function bestBreak(words: readonly string[], count: number, costOfLine: (line: string) => number): Break | undefined {
  // best[n]: the first n words on as many lines as there were rounds.
  let best: (Break | undefined)[] = [{ cost: 0, lines: [] }];
  for (let round = 1; round <= count; round++) {
    const next: (Break | undefined)[] = [];
    for (let end = 1; end <= words.length; end++) {
      for (let start = end - 1; start >= 0; start--) {
        const line = words.slice(start, end).join(' ');
        const own = costOfLine(line);
        if (own === Infinity) break; // a longer line fits even less
        const before = best[start];
        if (!before) continue;
        const cost = before.cost + own + (round > 1 ? costOfBreak(before.lines.at(-1)!, line) : 0);
        if (cost < (next[end]?.cost ?? Infinity)) next[end] = { cost, lines: [...before.lines, line] };
      }
    }
    best = next;
  }
  return best[words.length];
}

/** What a break costs beside unevenness: about 1 for one that hurts, less than nothing for a good one. */
function costOfBreak(before: string, after: string): number {
  const last = before.split(' ').at(-1)!;
  const first = after.split(' ')[0]!;
  if (together.test(`${last} ${first}`)) return 1;
  if (wantsNext.test(last) || wantsBefore.test(first)) return 0.5;
  if (before.endsWith(',') || startsPlace.test(`${after} `)) return -0.35;
  return 0;
}
