import { type SourceDocument, type SourceRepair } from '../../source-document.ts';
import { type Block, buildSource, type CellBlock, type TableBlock } from '../build-source.ts';
import { type PageRows } from './drop-running-lines.ts';
import { type RuledTable } from './find-tables.ts';
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
      layout.addTable({ kind: 'table', rows }, index);
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

  addLines(lines: Line[]): void {
    for (const line of lines) this.#pending.push(line);
  }

  addTable(table: TableBlock, page: number): void {
    this.#flush();
    this.#turnTo(page);
    this.#blocks.push(table);
  }

  finish(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  #flush(): void {
    for (const { text, page } of joinParagraphs(this.#pending)) {
      this.#turnTo(page);
      this.#blocks.push({ kind: 'paragraph', text });
    }
    this.#pending = [];
  }

  #turnTo(page: number): void {
    if (page > this.#lastPage) this.#blocks.push({ kind: 'page' });
    this.#lastPage = page;
  }
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
