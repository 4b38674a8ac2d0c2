import { type SourceDocument } from '../../source-document.ts';
import { cellWithin } from './cut-line.ts';
import { cellOf, coveredCell, type RawCell, type RawTable } from './find-tables.ts';
import { type Line } from './split-lines.ts';

const figure = /^\(?\d{1,3}(?:[.\s]?\d{3})*\)?$/;
const none = /^[-–_.x]?$/iu;

interface Segment {
  from: number;
  to: number;
}

/**
 * A row to a line whose cells stand below each other, lined up by spaces: text out of a page or an e-mail. A cell
 * belongs to the name of the column that it stands nearest to, so that an empty one leaves its gap. A single short line
 * between rows names a group. What makes lines a table is a head of three names and figures below.
 */
export function readSpacedRows(source: SourceDocument, lines: readonly Line[], i: number): RawTable | null {
  const head = segmentsOf(source, lines[i]!);
  if (head.length < 3 || !head.every((s) => namesColumn(cellWithin(source, lines[i]!, s.from, s.to).text))) return null;
  const rows: RawCell[][] = [head.map((s) => cellWithin(source, lines[i]!, s.from, s.to))];
  let to = i + 1;
  for (let k = i + 1; k < lines.length && k - to < 2; k++) {
    const line = lines[k]!;
    if (line.isBlank) continue;
    if (line.isTabbed) break;
    const row = segmentsOf(source, line);
    const placed = placeSegments(row, head);
    if (!placed) break;
    const cells = placed.map((s) => (s ? cellWithin(source, line, s.from, s.to) : coveredCell));
    if (goesOn(cells, rows)) {
      rows.push(joinRows(rows.pop()!, cells));
      to = k + 1;
      continue;
    }
    if (row.length === 1 && !opensGroup(source, lines, k)) break;
    if (row.length > 1 && !cells.slice(1).some(({ text }) => figure.test(text))) break;
    rows.push(cells);
    to = k + 1;
  }
  const filled = rows.slice(1).filter((row) => row.filter(({ text }) => text).length > 1);
  const isTable = filled.length >= 2 && head.some((_, c) => c > 0 && holdsFigures(filled, c));
  return isTable ? { fromLine: i, toLine: to, rows, form: 'spaced-rows' } : null;
}

/** Words without a figure that stand below words of the row above, its first cell left free. */
function goesOn(cells: readonly RawCell[], rows: readonly RawCell[][]): boolean {
  const above = rows.at(-1)!;
  if (cells[0]!.text || above.some(({ lines }) => lines.length > 20)) return false;
  return cells.every(
    ({ text }, c) => !text || (/\p{L}/u.test(text) && above[c]!.text !== '' && !figure.test(above[c]!.text)),
  );
}

function joinRows(above: readonly RawCell[], cells: readonly RawCell[]): RawCell[] {
  return above.map((cell, c) => (cells[c]!.text ? cellOf([...cell.lines, ...cells[c]!.lines]) : cell));
}

/** The parts of a line that two spaces or more set off. */
function segmentsOf(source: SourceDocument, line: Line): Segment[] {
  if (line.isBlank || line.isTabbed || line.end - line.start > 400) return [];
  const raw = source.text.slice(line.start, line.end);
  if (/[\t|]/.test(raw)) return [];
  return [...raw.matchAll(/\S+(?: \S+)*/g)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
}

const namesColumn = (text: string): boolean =>
  /\p{L}/u.test(text) && text.length <= 40 && !/[.;:!?]$/.test(text) && !/^(?:Số|Độc lập)\s*[:–-]/u.test(text);

/** A short line without a stop, and a row of figures right below it. */
function opensGroup(source: SourceDocument, lines: readonly Line[], k: number): boolean {
  const { text } = lines[k]!;
  if (text.length > 60 || /[.;:!?/]$/.test(text)) return false;
  return lines[k + 1] !== undefined && segmentsOf(source, lines[k + 1]!).length > 1;
}

/** Each part below the nearest name; null where two fall below one. */
function placeSegments(row: readonly Segment[], head: readonly Segment[]): (Segment | null)[] | null {
  const placed: (Segment | null)[] = head.map(() => null);
  for (const [at, segment] of row.entries()) {
    const distances = head.map((name) => Math.max(0, name.from - segment.to, segment.from - name.to));
    const nearest = at === 0 && segment.from <= head[0]!.to ? 0 : distances.indexOf(Math.min(...distances));
    if (placed[nearest]) return null;
    placed[nearest] = segment;
  }
  return placed;
}

function holdsFigures(rows: readonly RawCell[][], column: number): boolean {
  const texts = rows.map((row) => row[column]!.text).filter((text) => !none.test(text));
  return texts.length >= 2 && texts.length >= rows.length / 2 && texts.every((text) => figure.test(text));
}
