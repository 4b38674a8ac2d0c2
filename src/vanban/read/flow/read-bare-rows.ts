import { type SourceDocument } from '../../source-document.ts';
import { cutLine } from './cut-line.ts';
import { columnWord, coveredCell, type RawCell, type RawTable } from './find-tables.ts';
import { type Line } from './split-lines.ts';

const figure = /^\(?\d{1,3}(?:[.\s]?\d{3})*\)?$/;
const none = /^[-–_.x]?$/iu;

/**
 * A row to a line whose head has no number column: "Đơn vị⇥Số lượng", "Nội dung⇥Thời gian⇥Người thực hiện", or cells
 * parted by "|" without pipes at the ends. What makes lines a table is that at least three in a row have no more cells
 * than the first, and that the columns below it hold figures, or its cells name columns. Letterheads and signatures,
 * which are parted in the same way, have neither.
 */
export function readBareRows(source: SourceDocument, lines: readonly Line[], i: number): RawTable | null {
  const line = lines[i]!;
  if (line.isTabbed || line.isBlank) return null;
  const mark = markOf(source, line);
  const head = mark && cutLine(source, line, mark);
  if (!head || head.length < (mark === '|' ? 3 : 2) || !namesColumns(head)) return null;
  const rows: RawCell[][] = [head];
  let to = i + 1;
  for (let k = i + 1; k < lines.length && k - to < 2; k++) {
    // What is no table shows it in its first rows; the rest is not looked at.
    if (rows.length === enough && !isTable(rows)) return null;
    if (lines[k]!.isBlank) continue;
    const row = cutLine(source, lines[k]!, mark);
    if (row.length < 2 || row.length > head.length || lines[k]!.isTabbed) break;
    // Empty cells at the end of a row are often not typed.
    if (row.length < head.length && (mark === '|' || !row[0]!.text)) break;
    while (row.length < head.length) row.push(coveredCell);
    rows.push(joinRepeats(row));
    to = k + 1;
  }
  return isTable(rows) ? { fromLine: i, toLine: to, rows: dropEmpty(rows), form: 'bare-rows' } : null;
}

const enough = 6;

function isTable(rows: readonly RawCell[][]): boolean {
  return rows.length >= 3 && (holdsFigures(rows.slice(0, enough)) || namesWork(rows[0]!));
}

function markOf(source: SourceDocument, line: Line): '\t' | '|' | null {
  const raw = source.text.slice(line.start, line.end);
  return raw.includes('\t') ? '\t' : /^[^|]+\|[^|]+\|/.test(raw) && !/^\s*\|/.test(raw) ? '|' : null;
}

function namesColumns(head: readonly RawCell[]): boolean {
  const named = head.filter(({ text }) => text);
  return (
    named.length >= 2 &&
    head[0]!.text !== '' &&
    named.every(({ text }) => /\p{L}/u.test(text) && text.length <= 60 && !/[.;:!?]$/.test(text))
  );
}

/** Two tabs between cells, typed to line them up, make a column of nothing. */
function dropEmpty(rows: RawCell[][]): RawCell[][] {
  const kept = rows[0]!.map((_, c) => rows.some((row) => row[c]!.text));
  return rows.map((row) => row.filter((_, c) => kept[c]));
}

/** Below the first column one that holds figures and nothing else, in each row but for gaps. */
function holdsFigures(rows: readonly RawCell[][]): boolean {
  const below = rows.slice(1);
  return rows[0]!.some((_, c) => {
    const texts = below.map((row) => row[c]!.text).filter((text) => !none.test(text));
    return c > 0 && texts.length >= 2 && texts.length >= below.length / 2 && texts.every((text) => figure.test(text));
  });
}

function namesWork(head: readonly RawCell[]): boolean {
  return head.length >= 3 && head.filter(({ text }) => columnWord.test(text)).length >= 2;
}

/** A cell over several columns is written once for each of them. */
function joinRepeats(row: RawCell[]): RawCell[] {
  return row.map((cell, c) => (c > 0 && cell.text.length > 3 && cell.text === row[c - 1]!.text ? coveredCell : cell));
}
