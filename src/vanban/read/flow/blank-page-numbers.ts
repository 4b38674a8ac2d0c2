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
  let expected = 2;
  const dropped = new Set<number>();
  lines.forEach((line, i) => {
    const number = /^(?:-\s*)?(\d{1,3})(?:\s*-)?$/.exec(line.text)?.[1];
    if (number === undefined || !standsApart(lines, i) || isInTable(source, lines, i)) return;
    const isNext = Number(number) === expected || (expected === 2 && Number(number) === 1);
    if (!isNext && !nearPageStart(starts, line)) return;
    expected = Number(number) + 1;
    dropped.add(i);
  });
  return lines.map((line, i) => (dropped.has(i) ? { ...line, text: '', piece: noPiece, isBlank: true } : line));
}

/** Between the pipes of a table a number alone is a cell. */
function isInTable(source: SourceDocument, lines: readonly Line[], i: number): boolean {
  const line = lines[i]!;
  const near = [lines[i - 1], lines[i + 1]];
  if (near.some((l) => l !== undefined && source.text.slice(l.start, l.end).includes('|'))) return true;
  return (source.tables ?? []).some((table) => line.start >= table.span.start && line.end <= table.span.end);
}

/** A page number stands at the edge of a page: alone between blanks, far to the right, or at the end. */
function standsApart(lines: readonly Line[], i: number): boolean {
  const line = lines[i]!;
  const before = lines[i - 1];
  const after = lines[i + 1];
  if (line.indent >= 20 || after === undefined) return true;
  return (before?.isBlank ?? true) && after.isBlank;
}

function nearPageStart(starts: readonly number[], line: Line): boolean {
  return starts.some((start) => Math.abs(start - line.start) <= 4 || Math.abs(start - line.end) <= 4);
}
