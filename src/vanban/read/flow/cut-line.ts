import { type SourceDocument } from '../../source-document.ts';
import { cleanRange } from './clean-text.ts';
import { type RawCell } from './find-tables.ts';
import { type Line } from './split-lines.ts';

/** The cells of a line that holds a whole row, parted by tabs or by another mark. */
export function cutLine(source: SourceDocument, line: Line, mark: '\t' | '|' = '\t'): RawCell[] {
  const raw = source.text.slice(line.start, line.end);
  const cells: RawCell[] = [];
  let from = 0;
  for (let at = 0; at <= raw.length; at++) {
    if (at < raw.length && raw[at] !== mark) continue;
    cells.push(cellWithin(source, line, from, at));
    from = at + 1;
  }
  return cells;
}

/** The part of a line from one place in it to another as a cell. */
export function cellWithin(source: SourceDocument, line: Line, from: number, to: number): RawCell {
  const piece = cleanRange(source.text, line.start + from, line.start + to);
  const part: Line = {
    ...line,
    start: line.start + from,
    end: line.start + to,
    piece,
    text: piece.text,
    isBlank: piece.text === '',
    isTabbed: false,
  };
  return { lines: piece.text ? [part] : [], text: piece.text };
}
