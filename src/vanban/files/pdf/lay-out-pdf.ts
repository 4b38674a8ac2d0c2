import type { SourceDocument, SourceRepair } from '../../source-document.ts';
import { type Block, buildSource, type CellBlock, type TableBlock } from '../build-source.ts';
import type { PageRows } from './drop-running-lines.ts';
import type { RuledTable } from './find-tables.ts';
import { joinParagraphs } from './join-paragraphs.ts';
import { type Line, type Row, textArea } from './page-geometry.ts';
import { partColumns } from './part-columns.ts';

export interface ReadPage extends PageRows {
  width: number;
  /** Share of the page covered by its largest picture. */
  pictureShare: number;
  tables: { table: RuledTable; cells: Row[][][] }[];
}

/** Lays pages of a .pdf, or recognised ones, out as a document. */
export function layOutPdf(pages: ReadPage[], repairs: SourceRepair[] = []): SourceDocument {
  const layout = new PageLayout();
  const areas = findAreas(pages);
  pages.forEach((page, index) => {
    const area = areas.get(Math.round(page.width)) ?? { left: 0, right: page.width };
    let from = Number.NEGATIVE_INFINITY;
    for (const { table, cells } of page.tables) {
      const above = page.rows.filter((row) => row.y > from && row.y <= table.y0);
      layout.addLines(partColumns(above, index, area));
      const rows = table.rows.map((boxes, line) => boxes.map((box, at) => cellOf(box, cells[line]?.[at] ?? [], index)));
      layout.addTable({ kind: 'table', rows }, index, columnsOf(table));
      from = table.y0;
    }
    const below = page.rows.filter((row) => row.y > from);
    layout.addLines(partColumns(below, index, area));
  });
  return buildSource('pdf', layout.finish(), repairs);
}

/** Pages of one width share their margins; a last page with a few short lines does not show them. */
function findAreas(pages: ReadPage[]): Map<number, { left: number; right: number }> {
  const rows = new Map<number, Row[]>();
  for (const page of pages) {
    const width = Math.round(page.width);
    rows.set(width, [...(rows.get(width) ?? []), ...page.rows]);
  }
  return new Map([...rows].map(([width, all]) => [width, textArea(all, width)]));
}

/** Gathers lines until something else comes, so that paragraphs run on over pages. */
class PageLayout {
  #blocks: Block[] = [];
  #pending: Line[] = [];
  #lastPage = 0;
  /** The table that ends what was read so far, and where its columns are. */
  #open: { table: TableBlock; columns: string; page: number } | null = null;

  addLines(lines: Line[]): void {
    for (const line of lines) this.#pending.push(line);
  }

  addTable(table: TableBlock, page: number, columns: string): void {
    this.#flush();
    const before = this.#open;
    if (before && before.page < page && before.columns === columns) {
      continueTable(before.table, table);
      this.#open = { ...before, page };
      this.#lastPage = page;
      return;
    }
    this.#turnTo(page);
    this.#blocks.push(table);
    this.#open = { table, columns, page };
  }

  finish(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  #flush(): void {
    for (const { text, page } of joinParagraphs(this.#pending)) {
      this.#turnTo(page);
      this.#blocks.push({ kind: 'paragraph', text });
      this.#open = null;
    }
    this.#pending = [];
  }

  #turnTo(page: number): void {
    if (page > this.#lastPage) this.#blocks.push({ kind: 'page' });
    this.#lastPage = page;
  }
}

/** Columns at the same places, to a few points, are those of the same table. */
function columnsOf(table: RuledTable): string {
  const edges = new Set(table.rows.flat().flatMap((cell) => [Math.round(cell.x0 / 4), Math.round(cell.x1 / 4)]));
  return [...edges].toSorted((a, b) => a - b).join(' ');
}

/** A table goes on over the page end: its head may be printed again, and a row may be cut in two. */
function continueTable(table: TableBlock, more: TableBlock): void {
  const textOf = (row: CellBlock[] | undefined) => JSON.stringify(row?.map((cell) => cell.blocks));
  const rows = textOf(more.rows[0]) === textOf(table.rows[0]) ? more.rows.slice(1) : more.rows;
  const [first, ...rest] = rows;
  const last = table.rows.at(-1);
  const isCut =
    first && last && first.length === last.length && first[0]?.blocks.length === 0 && (last[0]?.blocks.length ?? 0) > 0;
  if (isCut) last.forEach((cell, index) => continueCell(cell, first[index]));
  else if (first) table.rows.push(first);
  table.rows.push(...rest);
}

function continueCell(cell: CellBlock, more: CellBlock | undefined): void {
  const last = cell.blocks.at(-1);
  const [next, ...rest] = more?.blocks ?? [];
  // A sentence that did not end goes on.
  const runsOn =
    last?.kind === 'paragraph' &&
    next?.kind === 'paragraph' &&
    !/[.;:]$/.test(last.text) &&
    /^[\p{Ll}\d]/u.test(next.text);
  if (runsOn) last.text += ` ${next.text}`;
  else if (next) cell.blocks.push(next);
  cell.blocks.push(...rest);
}

function cellOf(
  box: { x0: number; x1: number; columnSpan: number; rowSpan: number },
  rows: Row[],
  page: number,
): CellBlock {
  const lines = rows.map((row): Line => ({
    text: row.segments.map((segment) => segment.text.trim()).join(' '),
    x0: row.segments[0]?.x0 ?? box.x0,
    x1: row.segments.at(-1)?.x1 ?? box.x1,
    y: row.y,
    size: row.size,
    page,
    // Cells have an inner margin of about half a letter; centred cells still wrap at the same bounds.
    left: box.x0 + 0.5 * row.size,
    right: box.x1 - 0.5 * row.size,
  }));
  const { columnSpan, rowSpan } = box;
  return { blocks: joinCell(lines).map((text) => ({ kind: 'paragraph', text })), columnSpan, rowSpan };
}

/** In a cell lines are short and often centred: they run on wherever the next word had no room. */
function joinCell(lines: Line[]): string[] {
  const texts: string[] = [];
  let last: Line | undefined;
  for (const line of lines) {
    const word = line.text.split(/\s/)[0] ?? '';
    const average = (line.x1 - line.x0) / Math.max(1, line.text.length);
    const used = last ? last.x1 - last.x0 : 0;
    const isFull = last !== undefined && last.right - last.left - used < word.length * average + 0.5 * last.size;
    if (isFull && !/^(?:[-+•*]|\d+[.)])\s/.test(line.text)) texts[texts.length - 1] += ` ${line.text}`;
    else texts.push(line.text);
    last = line;
  }
  return texts;
}
