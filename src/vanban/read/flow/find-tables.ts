import { type SourceDocument, type SourceRow, type SourceTable } from '../../source-document.ts';
import { cleanRange } from './clean-text.ts';
import { readCellLines } from './read-cell-lines.ts';
import { readBareRows } from './read-bare-rows.ts';
import { readSpacedRows } from './read-spaced-rows.ts';
import { readTabRows } from './read-tab-rows.ts';
import { readMarker } from '../outline/read-marker.ts';
import { splitLines, type Line } from './split-lines.ts';

/** A table as lines in cells, before it is known whether it holds data or only lays out a page. */
export interface RawTable {
  /** Lines of the document that it takes, from and to (exclusive). */
  fromLine: number;
  toLine: number;
  rows: RawCell[][];
  /** Which way of writing tables it was recognised by. */
  form: 'structure' | 'broken-pipes' | 'pipe-rows' | 'tabs' | 'cell-lines' | 'tab-rows' | 'bare-rows' | 'spaced-rows';
}

export interface RawCell {
  lines: Line[];
  /** The words of the cell, wraps joined. */
  text: string;
}

/** What stands under a cell that covers several columns; one for all, since a file may claim a hundred of them a cell. */
export const coveredCell: RawCell = { lines: [], text: '' };

/** What stands under a cell that covers several rows: what that cell says holds here too. */
export const heldCell: RawCell = { lines: [], text: '' };

/** All tables of the document in order, by whichever way they are written. */
export function findTables(source: SourceDocument, lines: readonly Line[]): RawTable[] {
  const known = (source.tables ?? []).flatMap((table) => fromStructure(source, table, lines));
  const found = [...known];
  const taken = new Uint8Array(lines.length);
  for (const table of known) taken.fill(1, table.fromLine, table.toLine);
  for (let i = 0; i < lines.length;) {
    const table = taken[i] ? null : readTableAt(source, lines, i);
    if (table) found.push(table);
    i = table ? Math.max(table.toLine, i + 1) : i + 1;
  }
  return found.sort((a, b) => a.fromLine - b.fromLine);
}

function readTableAt(source: SourceDocument, lines: readonly Line[], i: number): RawTable | null {
  return (
    readBrokenPipes(source, lines, i) ??
    readPipeRows(source, lines, i) ??
    readTabs(lines, i) ??
    readTabRows(source, lines, i) ??
    readBareRows(source, lines, i) ??
    readSpacedRows(source, lines, i) ??
    readCellLines(lines, i)
  );
}

export function cellOf(lines: Line[]): RawCell {
  return {
    lines,
    text: lines
      .map((line) => line.text)
      .filter(Boolean)
      .join(' '),
  };
}

function fromStructure(source: SourceDocument, table: SourceTable, lines: readonly Line[]): RawTable[] {
  const fromLine = firstLineAt(lines, table.span.start);
  if (fromLine >= lines.length || table.rows.length === 0) return [];
  let toLine = fromLine;
  while (toLine < lines.length && lines[toLine]!.start < table.span.end) toLine++;
  const held: number[] = [];
  const rows = table.rows.map((row) => placeCells(source, row, held));
  return [{ fromLine, toLine: Math.max(toLine, fromLine + 1), rows, form: 'structure' }];
}

/** Columns in which cells may reach down; a file may claim any number of rows and columns. */
const mostHeld = 40;

/**
 * The cells of a row in their columns: a cell over several columns or rows keeps what stands behind and below it in
 * place. `held` says for each column how many rows are still covered by a cell above.
 */
function placeCells(source: SourceDocument, row: SourceRow, held: number[]): RawCell[] {
  const placed: RawCell[] = [];
  const passHeld = (): void => {
    while ((held[placed.length] ?? 0) > 0) {
      held[placed.length]! -= 1;
      placed.push(heldCell);
    }
  };
  for (const cell of row.cells) {
    passHeld();
    const columns = Math.min(30, cell.columnSpan ?? 1);
    for (let c = 0; c < columns; c++) {
      if (placed.length < mostHeld) held[placed.length] = (cell.rowSpan ?? 1) - 1;
      placed.push(c > 0 ? coveredCell : cellOf(splitLines(source, cell.span.start, cell.span.end)));
    }
  }
  passHeld();
  return placed;
}

/** The first line that does not end before an offset. */
function firstLineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle]!;
    if (line.end > offset || line.start >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

const isPipe = (source: SourceDocument, line: Line | undefined): boolean =>
  line !== undefined && source.text.slice(line.start, line.end).trim() === '|';

/** "|" alone on a line between cells, as crawlers of legal sites write tables. */
function readBrokenPipes(source: SourceDocument, lines: readonly Line[], i: number): RawTable | null {
  if (!isPipe(source, lines[i])) return null;
  const gaps: RawCell[] = [];
  let current: Line[] = [];
  let end = i + 1;
  for (let k = i + 1; k < lines.length; k++) {
    const line = lines[k]!;
    if (!isPipe(source, line)) {
      current.push(line);
      if (current.length > 400) return null;
      continue;
    }
    gaps.push(cellOf(current.filter((l) => !l.isBlank)));
    current = [];
    end = k + 1;
    if (lines[k + 1] === undefined || (lines[k + 1]!.isBlank && !isPipe(source, lines[k + 1]))) break;
  }
  return gaps.length ? { fromLine: i, toLine: end, rows: splitRows(gaps), form: 'broken-pipes' } : null;
}

/**
 * Rows out of the spaces between pipes. A row of n cells takes n + 1 pipes, so an empty space parts two rows; an empty
 * cell looks the same, and only the number of columns tells them apart.
 */
function splitRows(gaps: readonly RawCell[]): RawCell[][] {
  const isEmpty = (k: number): boolean => gaps[k]?.text === '';
  for (let n = 1; n <= Math.min(14, gaps.length); n++) {
    if ((gaps.length + 1) % (n + 1) !== 0) continue;
    let fits = true;
    for (let k = n; k < gaps.length && fits; k += n + 1) fits = isEmpty(k);
    if (!fits) continue;
    const rows: RawCell[][] = [];
    for (let k = 0; k < gaps.length; k += n + 1) rows.push(gaps.slice(k, k + n));
    if (rows.length === 1 || rows.every((row) => row.some((cell) => cell.text))) return rows;
  }
  return splitUnevenRows(gaps);
}

const opensRow = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ])[.)]?$/;

/** Rows of unequal length (merged cells): the number of columns is the first row's, a shorter row ends where the next number stands. */
function splitUnevenRows(gaps: readonly RawCell[]): RawCell[][] {
  const rows: RawCell[][] = [];
  let row: RawCell[] = [];
  const firstEnd = gaps.findIndex((gap, k) => k > 0 && gap.text === '');
  const width = firstEnd < 0 ? gaps.length : firstEnd;
  for (let k = 0; k < gaps.length; k++) {
    const gap = gaps[k]!;
    const next = gaps[k + 1];
    const isBoundary =
      gap.text === '' &&
      row.length > 0 &&
      (row.length >= width || (next !== undefined && opensRow.test(next.text)) || next === undefined);
    if (isBoundary) {
      rows.push(row);
      row = [];
    } else row.push(gap);
  }
  if (row.length) rows.push(row);
  return rows;
}

/** "| a | b |" on one line: Markdown, or the padded columns that antiword draws. */
function readPipeRows(source: SourceDocument, lines: readonly Line[], i: number): RawTable | null {
  const isRow = (k: number): boolean => {
    const line = lines[k];
    return line !== undefined && /^\s*\|.*\|\s*$/.test(source.text.slice(line.start, line.end));
  };
  if (!isRow(i) || isPipe(source, lines[i])) return null;
  const rows: RawCell[][] = [];
  let isMarkdown = false;
  let k = i;
  for (; isRow(k); k++) {
    const line = lines[k]!;
    const raw = source.text.slice(line.start, line.end);
    if (/^[\s|:+-]+$/.test(raw)) {
      isMarkdown ||= raw.includes('--');
      continue;
    }
    rows.push(splitRow(source, line));
  }
  return { fromLine: i, toLine: k, rows: isMarkdown ? rows : mergeDrawnRows(rows), form: 'pipe-rows' };
}

function splitRow(source: SourceDocument, line: Line): RawCell[] {
  const raw = source.text.slice(line.start, line.end);
  const cuts = [...raw.matchAll(/(?<!\\)\|/g)].map((m) => m.index);
  const cells: RawCell[] = [];
  for (let c = 0; c + 1 < cuts.length; c++) {
    const start = line.start + cuts[c]! + 1;
    const end = line.start + cuts[c + 1]!;
    cells.push(cellOf(splitCellLines(source, line, start, end)));
  }
  return cells;
}

/** "<br>" and the run of spaces after a bullet part the lines of a cell that was squeezed into one. */
function splitCellLines(source: SourceDocument, line: Line, start: number, end: number): Line[] {
  const made: Line[] = [];
  let from = start;
  const raw = source.text.slice(start, end);
  for (const cut of raw.matchAll(/<br\s*\/?>/gi)) {
    made.push(subLine(source, line, from, start + cut.index));
    from = start + cut.index + cut[0].length;
  }
  made.push(subLine(source, line, from, end));
  return made.filter((l) => l.text);
}

function subLine(source: SourceDocument, line: Line, start: number, end: number): Line {
  const piece = cleanRange(source.text, start, end);
  return {
    ...line,
    start,
    end,
    piece,
    text: piece.text,
    isBlank: piece.text === '',
    indent: 0,
    hashes: 0,
    isStarred: false,
    isTabbed: false,
  };
}

/** antiword draws a cell of three lines as three rows: a row without a number goes on with the one above. */
function mergeDrawnRows(rows: RawCell[][]): RawCell[][] {
  const merged: RawCell[][] = [];
  let isNumbered = false;
  for (const row of rows) {
    const above = merged.at(-1);
    isNumbered ||= /^\d+$/.test(row[0]?.text ?? '');
    const goesOn =
      above &&
      (above[0]?.lines.length ?? 0) < 80 &&
      (above.at(-1)?.lines.length ?? 0) < 80 &&
      row.length === above.length &&
      (isNumbered ? row[0]?.text === '' : merged.length === 1);
    if (!goesOn) merged.push(row);
    else merged[merged.length - 1] = above.map((cell, c) => cellOf([...cell.lines, ...(row[c]?.lines ?? [])]));
  }
  return merged;
}

const headWord = /^(?:TT|STT|Số TT|S\.TT)$/i;

/** First words of the names of columns. */
export const columnWord =
  /^(?:TT|STT|Số TT|thời gian|ngày|nội dung|công việc|nhiệm vụ|hoạt động|đơn vị|cơ quan|người|bộ phận|chủ trì|phối hợp|phụ trách|thực hiện|địa điểm|số lượng|thành phần|ghi chú|kinh phí|sản phẩm)(?![\p{L}])/iu;

/** The number column, or two short cells that name columns. */
function opensTable(lines: readonly Line[], i: number): boolean {
  if (headWord.test(lines[i]!.text)) return true;
  const head: Line[] = [];
  for (let k = i; lines[k]?.isTabbed && !lines[k]!.isBlank && head.length < 10; k++) head.push(lines[k]!);
  return (
    head.length >= 2 && head.every((l) => l.text.length < 50) && head.filter((l) => columnWord.test(l.text)).length >= 2
  );
}

/** Lines without a tab belong to the cell above only while rows follow, before any heading. */
function cellGoesOn(lines: readonly Line[], from: number): boolean {
  if (lines[from]?.isBlank) return false;
  for (const line of lines.slice(from, from + 30)) {
    if (line.isTabbed) return !/^(?:Nơi nhận|(?:TM|KT|TL|TUQ)\.)/iu.test(line.text);
    const kind = readMarker(line.text)?.kind;
    if (kind === 'roman' || kind === 'part' || kind === 'chapter' || /^Nơi nhận/iu.test(line.text)) return false;
  }
  return false;
}

/** A cell to a line, opened by a tab; a blank line parts the rows (converted word-processor tables). */
function readTabs(lines: readonly Line[], i: number): RawTable | null {
  if (!lines[i]!.isTabbed || lines[i - 1]?.isTabbed || !opensTable(lines, i)) return null;
  const rows: RawCell[][] = [];
  let row: RawCell[] = [];
  let k = i;
  for (; k < lines.length; k++) {
    const line = lines[k]!;
    if (row.length > 40) return null;
    if (line.isBlank && !line.isTabbed) {
      const next = lines.slice(k + 1, k + 4).find((l) => !l.isBlank || l.isTabbed);
      if (!next) break;
      if (next.isTabbed && row.length) {
        rows.push(row);
        row = [];
      } else if (!next.isTabbed && !cellGoesOn(lines, k + 1)) break;
    } else if (line.isTabbed) row.push(cellOf(line.isBlank ? [] : [line]));
    else if (row.length && cellGoesOn(lines, k)) row[row.length - 1] = cellOf([...row.at(-1)!.lines, line]);
    else break;
  }
  if (row.length) rows.push(row);
  return rows.length > 1 ? { fromLine: i, toLine: k, rows, form: 'tabs' } : null;
}
