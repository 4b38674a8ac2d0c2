import { type SourceDocument } from '../../source-document.ts';
import { readTypeLine } from '../words/document-types.ts';
import { cleanRange } from './clean-text.ts';
import { type Wrapping } from './join-paragraphs.ts';
import { type Line } from './split-lines.ts';

export interface ColumnPart {
  lines: Line[];
  /** Each line is a paragraph of its own (one column of a letterhead or a signature). */
  isList: boolean;
}

const gap = /\S(?: {4,}|\t)[ \t]*\S/;
const motto = /CỘNG H[ÒO]A XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN TNCS|Độc lập\s*-\s*Tự do/iu;
const recipients = /^\s*(?:\*\s*)?Nơi\s+nhận\s*:?/iu;

/**
 * Text from a page layout sets the letterhead and the signature in two columns parted by spaces. Those two regions are
 * read left column first; the rest of the lines stays as it is.
 */
export function splitColumns(source: SourceDocument, lines: Line[], wrapping: Wrapping): ColumnPart[] {
  const parts: ColumnPart[] = [];
  let rest: Line[] = [];
  const raw = (line: Line): string => source.text.slice(line.start, line.end);
  const isTwoColumned = (line: Line): boolean =>
    !line.isTabbed && gap.test(raw(line)) && segmentsOf(raw(line)).length > 1;
  for (let i = 0; i < lines.length;) {
    const line = lines[i]!;
    const opens =
      isTwoColumned(line) &&
      (recipients.test(raw(line)) || (lines.slice(i, i + 4).some((l) => motto.test(l.text)) && i < 12));
    if (!opens) {
      rest.push(line);
      i++;
      continue;
    }
    const end = recipients.test(raw(line)) ? endOfSignature(lines, i) : endOfLetterhead(lines, i, raw, isTwoColumned);
    if (rest.length) parts.push({ lines: rest, isList: false });
    rest = [];
    parts.push(...columnsOf(source, lines.slice(i, end), raw));
    i = end;
  }
  if (rest.length) parts.push({ lines: rest, isList: false });
  return wrapping.width >= 0 ? parts : [];
}

function endOfLetterhead(
  lines: readonly Line[],
  i: number,
  raw: (line: Line) => string,
  isTwoColumned: (line: Line) => boolean,
): number {
  let end = i + 1;
  for (let k = i + 1; k < Math.min(lines.length, i + 12); k++) {
    if (readTypeLine(lines[k]!.text) || lines[k]!.text.length > 140) break;
    if (isTwoColumned(lines[k]!) || /Số\s*:/iu.test(raw(lines[k]!)) || /ngày.*tháng.*năm/iu.test(raw(lines[k]!)))
      end = k + 1;
  }
  return end;
}

function endOfSignature(lines: readonly Line[], i: number): number {
  let end = i + 1;
  let blanks = 0;
  for (let k = i + 1; k < Math.min(lines.length, i + 45); k++) {
    const line = lines[k]!;
    if (/^(?:PHỤ LỤC|KẾ HOẠCH|DANH SÁCH|BIỂU)/u.test(line.text)) break;
    blanks = line.isBlank ? blanks + 1 : 0;
    if (blanks > 9) break;
    if (!line.isBlank) end = k + 1;
  }
  return end;
}

/** Pieces of the lines, by whether they begin left or right of the middle gap. */
function columnsOf(source: SourceDocument, lines: readonly Line[], raw: (line: Line) => string): ColumnPart[] {
  const starts = lines
    .flatMap((line) =>
      segmentsOf(raw(line))
        .slice(1)
        .map((s) => s.column),
    )
    .sort((a, b) => a - b);
  const middle = starts[Math.floor(starts.length / 2)] ?? 40;
  const boundary = Math.max(12, middle - 12);
  const left: Line[] = [];
  const right: Line[] = [];
  for (const line of lines) {
    for (const segment of segmentsOf(raw(line))) {
      const start = line.start + segment.from;
      const piece = cleanRange(source.text, start, line.start + segment.to);
      const made: Line = {
        ...line,
        start,
        end: line.start + segment.to,
        piece,
        text: piece.text,
        indent: 0,
        isTabbed: false,
      };
      if (piece.text) (segment.column >= boundary ? right : left).push(made);
    }
  }
  return [
    { lines: left, isList: true },
    { lines: right, isList: true },
  ];
}

interface Segment {
  from: number;
  to: number;
  column: number;
}

/** Runs of a line parted by four spaces or a tab, with the column at which each begins. */
function segmentsOf(raw: string): Segment[] {
  const segments: Segment[] = [];
  for (const m of raw.matchAll(/\S(?:\S| {1,3}(?=\S))*/gu)) {
    const last = segments.at(-1);
    if (last && isRoom(raw.slice(last.from, last.to), m[0])) last.to = m.index + m[0].length;
    else segments.push({ from: m.index, to: m.index + m[0].length, column: columnAt(raw, m.index) });
  }
  return segments;
}

/** "Số:       /KH-CĐ", "ngày      tháng 10": room left for what is written by hand, not the space between columns. */
function isRoom(before: string, after: string): boolean {
  return (
    (/(?:^|\s)Số\s*:?$/u.test(before) && /^[/-]/.test(after)) ||
    (/(?:^|\s)ngày$/iu.test(before) && /^tháng\s/iu.test(after)) ||
    (/(?:^|\s)tháng$/iu.test(before) && /^năm\s/iu.test(after))
  );
}

function columnAt(raw: string, index: number): number {
  let column = 0;
  for (let i = 0; i < index; i++) column += raw[i] === '\t' ? 8 - (column % 8) : 1;
  return column;
}
