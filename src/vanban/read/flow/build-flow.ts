import { type SourceDocument, type Span } from '../../source-document.ts';
import { coveredCell, findTables, heldCell, type RawCell, type RawTable } from './find-tables.ts';
import { splitColumns } from './split-columns.ts';
import { findWrapping, joinParagraphs, type Para, type Wrapping } from './join-paragraphs.ts';
import { blankPageNumbers } from './blank-page-numbers.ts';
import { markBold, splitLines, type Line } from './split-lines.ts';

/** The document as paragraphs and tables in reading order. */
export interface Flow {
  source: SourceDocument;
  blocks: Block[];
  wrapping: Wrapping;
  /** For each unit of the source text whether it is bold. */
  bold: Uint8Array;
}

export type Block = { kind: 'para'; para: Para } | { kind: 'table'; table: Table };

export interface Table {
  rows: Cell[][];
  span: Span;
  /** Columns of numbers, tasks or dates; false where the table only lays out a page (letterhead, signature). */
  isData: boolean;
}

export interface Cell {
  text: string;
  paras: Para[];
  span: Span;
  /** A cell above covers this one: what it says holds here too. */
  isHeld?: boolean;
}

export function buildFlow(source: SourceDocument): Flow {
  const all = splitLines(source);
  markHeadings(source, all);
  const tables = findTables(source, all);
  const inTable = new Uint8Array(all.length);
  for (const table of tables) inTable.fill(1, table.fromLine, table.toLine);
  const wrapping = findWrapping(all.filter((_, i) => !inTable[i]));
  const lines = blankPageNumbers(source, all, wrapping);
  const blocks: Block[] = [];
  let from = 0;
  const addParas = (to: number): void => {
    for (const part of splitColumns(source, lines.slice(from, to), wrapping)) {
      for (const para of joinParagraphs(part.lines, wrapping, part.isList)) blocks.push({ kind: 'para', para });
    }
  };
  for (const raw of tables) {
    if (raw.fromLine < from) continue;
    addParas(raw.fromLine);
    blocks.push({ kind: 'table', table: makeTable(raw, lines, wrapping) });
    from = raw.toLine;
  }
  addParas(lines.length);
  return { source, blocks, wrapping, bold: markBold(source) };
}

/** Paragraphs that the format knows as headings count like those that Markdown marks. */
function markHeadings(source: SourceDocument, lines: readonly Line[]): void {
  const levels = new Map((source.headings ?? []).map((heading) => [heading.span.start, heading.level]));
  if (levels.size === 0) return;
  for (const line of lines) line.hashes ||= levels.get(line.start) ?? levels.get(line.piece.at[0] ?? -1) ?? 0;
}

function makeTable(raw: RawTable, lines: readonly Line[], wrapping: Wrapping): Table {
  const start = lines[raw.fromLine]?.start ?? 0;
  const end = lines[raw.toLine - 1]?.end ?? start;
  const isData = holdsData(raw);
  const cellWrapping: Wrapping = isData ? { mode: 'blocks', width: 0 } : wrapping;
  const makeCell = (cell: RawCell): Cell => ({
    text: cell.text,
    paras: joinParagraphs(cell.lines, cellWrapping, !isData),
    span: { start: cell.lines[0]?.start ?? start, end: cell.lines.at(-1)?.end ?? start },
  });
  const covered = makeCell(coveredCell);
  const held: Cell = { ...covered, isHeld: true };
  const rows = raw.rows.map((row) =>
    row.map((cell) => (cell === coveredCell ? covered : cell === heldCell ? held : makeCell(cell))),
  );
  return { rows, span: { start, end }, isData };
}

const layoutWords =
  /^(?:\s*\W*)?(?:Nơi nhận|CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN|(?:TM|KT|TL|TUQ|T\/M|K\/T)\.?\s|Kính gửi)/iu;
const headWords = /^(?:TT|STT|Số TT|S\.TT|Stt)$/iu;

/** A letterhead, an address or a signature is laid out by a table without being one. */
function holdsData(raw: RawTable): boolean {
  const cells = raw.rows.flat();
  if (cells.some((cell) => headWords.test(cell.text))) return true;
  if (
    cells.some(
      (cell) => cell.lines.some((line) => layoutWords.test(line.text)) || /Độc lập\s*[-–]\s*Tự do/iu.test(cell.text),
    )
  )
    return false;
  const width = raw.rows.reduce((most, row) => Math.max(most, row.length), 0);
  return width >= 2 && raw.rows.length >= 2 && !(width === 2 && raw.rows.length === 2);
}
