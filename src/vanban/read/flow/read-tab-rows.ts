import { type SourceDocument } from '../../source-document.ts';
import { cutLine } from './cut-line.ts';
import { type RawCell, type RawTable } from './find-tables.ts';
import { type Line } from './split-lines.ts';

const numberHead = /^(?:TT|STT|Số TT|S\.TT)\.?$/i;
const opensRow = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]?$/;
/** "Cộng", "Tổng số": the row of sums. */
export const total = /^(?:(?:tổng\s+)?cộng|tổng(?:\s+số)?)(?:\s*\([^)]{1,20}\))?\.?:?$/iu;

/**
 * A row to a line, cells parted by tabs: what is pasted from a spreadsheet, and tables without rules of a .pdf. A line
 * that opens with no number and does not fill the columns goes on with the text of the row above.
 */
export function readTabRows(source: SourceDocument, lines: readonly Line[], i: number): RawTable | null {
  if (lines[i]!.isTabbed || lines[i]!.isBlank) return null;
  const head = cutLine(source, lines[i]!);
  if (head.length < 3 || !numberHead.test(head[0]!.text) || head.some((cell) => cell.text.length > 80)) return null;
  const rows: RawCell[][] = [head];
  let k = i + 1;
  for (; k < lines.length; k++) {
    const line = lines[k]!;
    if (line.isBlank) {
      if (lines[k + 1] && cutLine(source, lines[k + 1]!).length > 1) continue;
      break;
    }
    const cells = cutLine(source, line);
    if (cells.length < 2 && (rows.length < 2 || !hasRowsAhead(source, lines, k))) break;
    if (
      cells.length >= 2 &&
      (opensRow.test(cells[0]!.text) ||
        total.test(cells[0]!.text) ||
        (cells.length === head.length && (cells[0]!.text || hasFiguresBelow(cells, rows.at(-1)!))))
    )
      rows.push(total.test(cells[0]!.text) ? [emptyCell, ...cells] : cells);
    else goOn(rows, cells);
  }
  return rows.length > 2 ? { fromLine: i, toLine: k, rows, form: 'tab-rows' } : null;
}

const figure = /^\d{1,3}(?:[.\s]?\d{3})*$/;
const emptyCell: RawCell = { lines: [], text: '' };

/** A line that goes on with the words above has no figures where they have. */
function hasFiguresBelow(cells: readonly RawCell[], above: readonly RawCell[]): boolean {
  return cells.some(({ text }, c) => figure.test(text) && figure.test(above[c]?.text ?? ''));
}

/** Within a few lines another row with a number follows. */
function hasRowsAhead(source: SourceDocument, lines: readonly Line[], from: number): boolean {
  return lines.slice(from + 1, from + 6).some((line) => {
    const cells = line.isBlank ? [] : cutLine(source, line);
    return cells.length >= 2 && opensRow.test(cells[0]!.text);
  });
}

/** Wrapped lines: cell by cell where they fill the row above, else all into its text. */
function goOn(rows: RawCell[][], cells: RawCell[]): void {
  const above = rows.at(-1)!;
  for (const [c, cell] of cells.entries()) {
    const to =
      cells.length === above.length ? c : Math.min(above.length - 1, cells.length === above.length - 1 ? c + 1 : 1);
    const lines = [...above[to]!.lines, ...cell.lines];
    above[to] = { lines, text: lines.map((line) => line.text).join(' ') };
  }
}
