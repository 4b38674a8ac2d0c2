import { type Gutter, narrowStrip, type Row, type TextPiece } from './page-geometry.ts';

/** A table without rules: a line of cells for each of its rows, and how many printed rows they take. */
export interface OpenTable {
  lines: TableLine[];
  rows: number;
}

interface TableLine {
  row: Row;
  cells: string[];
}

/** Columns stand further apart than this, in letter sizes; words of a line do not. */
const columnGap = 0.6;
/** Rows of one table stand no further apart than this, in letter sizes. */
const farthestRow = 3.5;
/** Recognition sees dots in the empty strip behind it. */
const numberHead = /^(TT|STT|S\.TT|Số TT)[.,…]*$/i;
const opensRow = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]?$/;
const total = /^(?:tổng(?:\s+(?:cộng|số))?|cộng)(?!\p{L})/iu;

/**
 * The table without rules that begins at a row, where one does: a head that opens with the word for numbers and names at
 * least two columns more, then numbered rows that leave the same strips free. Neither a letterhead nor prose begins
 * so. A line without a number goes on with the row that it stands nearer to, column by column.
 */
export function takeOpenTable(rows: readonly Row[], at: number): OpenTable | null {
  const head = rows[at];
  if (!head || !numberHead.test(stretchesOf(head)[0]?.text ?? '')) return null;
  let strips = stripsOf(head);
  const taken = [head];
  for (const row of rows.slice(at + 1)) {
    const before = taken.at(-1) ?? head;
    if (row.y - before.y > farthestRow * Math.max(row.size, before.size)) break;
    const stretches = stretchesOf(row);
    const first = stretches[0]?.text ?? '';
    const free = strips.map((strip) => ({ ...strip })).filter((strip) => narrowStrip(strip, stretches, row.size));
    const isCrossed = free.length < strips.length;
    const isUnderNumbers = columnAt(strips, stretches[0]?.x0 ?? 0) === 0;
    if (total.test(first)) {
      taken.push(row);
      if (isCrossed) break;
    } else if (opensRow.test(first)) {
      // A gap between two words of the head is no column.
      strips = free;
      taken.push(row);
      // What runs across without a number, or stands where numbers should, is no part of a table.
    } else if (isCrossed || isUnderNumbers) break;
    else taken.push(row);
  }
  const lines = strips.length < 2 ? [] : gatherLines(taken, strips);
  return lines.filter(({ cells }) => opensRow.test(cells[0] ?? '')).length < 2 ? null : { lines, rows: taken.length };
}

interface Stretch {
  x0: number;
  x1: number;
  text: string;
}

/** What stands on a row without a gap that could part columns. */
function stretchesOf(row: Row): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { x0, x1, text } of row.pieces) {
    const last = stretches.at(-1);
    if (!last || x0 - last.x1 > columnGap * row.size) stretches.push({ x0, x1, text: text.trim() });
    else {
      last.text += ` ${text.trim()}`;
      last.x1 = Math.max(last.x1, x1);
    }
  }
  return stretches;
}

function stripsOf(row: Row): Gutter[] {
  const stretches = stretchesOf(row);
  return stretches.slice(1).map((next, index) => ({ left: stretches[index]?.x1 ?? 0, right: next.x0 }));
}

function columnAt(strips: readonly Gutter[], x: number): number {
  return strips.filter((strip) => x > (strip.left + strip.right) / 2).length;
}

function gatherLines(rows: readonly Row[], strips: readonly Gutter[]): TableLine[] {
  const lines: TableLine[] = [];
  /** Lines above the number of their row, where it stands in the middle of its height. */
  let ahead: string[][] = [];
  rows.forEach((row, index) => {
    const [first = '', ...others] = cellsOf(row, strips);
    const cells = [first.replace(numberHead, '$1'), ...others];
    const isTotal = total.test(stretchesOf(row)[0]?.text ?? '');
    const last = lines.at(-1);
    if (isTotal) lines.push({ row, cells: [[cells[0], cells[1]].filter(Boolean).join(' '), ...cells.slice(2)] });
    else if (!last || opensRow.test(cells[0] ?? '')) lines.push({ row, cells: [...ahead, cells].reduce(joinCells) });
    else if (isNearerBelow(rows, index)) {
      ahead.push(cells);
      return;
    } else last.cells = [last.cells, ...ahead, cells].reduce(joinCells);
    ahead = [];
  });
  return lines;
}

function isNearerBelow(rows: readonly Row[], index: number): boolean {
  const [above, row, below] = [rows[index - 1], rows[index], rows[index + 1]];
  return above !== undefined && row !== undefined && below !== undefined && row.y - above.y > 1.25 * (below.y - row.y);
}

function cellsOf(row: Row, strips: readonly Gutter[]): string[] {
  const cells = Array.from<TextPiece[], TextPiece[]>({ length: strips.length + 1 }, () => []);
  for (const piece of row.pieces) cells[columnAt(strips, (piece.x0 + piece.x1) / 2)]?.push(piece);
  return cells.map((pieces) => pieces.map((piece) => piece.text.trim()).join(' '));
}

function joinCells(above: string[], below: string[]): string[] {
  return above.map((text, column) => [text, below[column]].filter(Boolean).join(' '));
}
