import { type SourceDocument } from '../../source-document.ts';
import { noPiece } from './clean-text.ts';
import { type Wrapping } from './join-paragraphs.ts';
import { type Line } from './split-lines.ts';

/**
 * Makes blanks of the lines that hold a running page number. Only numbers that count up through the document go, and
 * never from a document that writes one cell to a line, where a number alone is a figure.
 */
export function blankPageNumbers(source: SourceDocument, lines: readonly Line[], wrapping: Wrapping): Line[] {
  const starts = source.pageStarts ?? [];
  if (wrapping.mode === 'lines' && starts.length === 0) return [...lines];
  const inTable = markTables(source);
  const nearStart = markPageStarts(source.text.length, starts);
  let expected = 2;
  const dropped = new Set<number>();
  lines.forEach((line, i) => {
    const number = /^(?:-\s*)?(\d{1,3})(?:\s*-)?$/.exec(line.text)?.[1];
    if (number === undefined || !standsApart(lines, i) || isAmongPipes(source, lines, i)) return;
    if (inTable[line.start] && inTable[line.end]) return;
    const isNext = Number(number) === expected || (expected === 2 && Number(number) === 1);
    if (!isNext && !nearStart[line.start] && !nearStart[line.end]) return;
    expected = Number(number) + 1;
    dropped.add(i);
  });
  return lines.map((line, i) => (dropped.has(i) ? { ...line, text: '', piece: noPiece, isBlank: true } : line));
}

/** Between the pipes of a table a number alone is a cell. */
function isAmongPipes(source: SourceDocument, lines: readonly Line[], i: number): boolean {
  const near = [lines[i - 1], lines[i + 1]];
  return near.some((l) => l !== undefined && source.text.slice(l.start, l.end).includes('|'));
}

/** For each offset whether it lies in a table that the format knows. */
function markTables({ text, tables = [] }: SourceDocument): Uint8Array {
  const marks = new Uint8Array(text.length + 1);
  for (const { span } of tables) marks.fill(1, span.start, span.end + 1);
  return marks;
}

/** For each offset whether a page begins within a few signs of it. */
function markPageStarts(length: number, starts: readonly number[]): Uint8Array {
  const marks = new Uint8Array(length + 1);
  for (const start of starts) marks.fill(1, Math.max(0, start - 4), start + 5);
  return marks;
}

/** A page number stands at the edge of a page: alone between blanks, far to the right, or at the end. */
function standsApart(lines: readonly Line[], i: number): boolean {
  const line = lines[i]!;
  const before = lines[i - 1];
  const after = lines[i + 1];
  if (line.indent >= 20 || after === undefined) return true;
  return (before?.isBlank ?? true) && after.isBlank;
}
