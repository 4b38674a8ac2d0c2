import { type SourceDocument, type SourceRepair } from '../../source-document.ts';
import { type Block, buildSource, type CellBlock } from '../build-source.ts';
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
  const blocks: Block[] = [];
  const areas = new Map<number, { left: number; right: number }>();
  // Pages of one width share their margins; a last page with a few short lines does not show them.
  const areaOf = ({ width }: ReadPage) => {
    const key = Math.round(width);
    const area = areas.get(key) ?? textArea(pages.filter((page) => Math.round(page.width) === key).flatMap((page) => page.rows), width);
    areas.set(key, area);
    return area;
  };
  let pending: Line[] = [];
  let lastPage = 0;
  const addParagraph = (text: string, page: number) => {
    if (page > lastPage) blocks.push({ kind: 'page' });
    lastPage = page;
    blocks.push({ kind: 'paragraph', text });
  };
  const flush = () => {
    for (const { text, page } of joinParagraphs(pending)) addParagraph(text, page);
    pending = [];
  };
  pages.forEach((page, index) => {
    let from = Number.NEGATIVE_INFINITY;
    for (const { table, cells } of page.tables) {
      pending.push(...partColumns(page.rows.filter((row) => row.y > from && row.y <= table.y0), index, areaOf(page)));
      flush();
      if (index > lastPage) blocks.push({ kind: 'page' });
      lastPage = index;
      blocks.push({ kind: 'table', rows: table.rows.map((boxes, line) => boxes.map((box, at) => cellOf(box, cells[line]?.[at] ?? [], index))) });
      from = table.y0;
    }
    pending.push(...partColumns(page.rows.filter((row) => row.y > from), index, areaOf(page)));
  });
  flush();
  return buildSource('pdf', blocks, repairs);
}

function cellOf(box: { x0: number; x1: number; columnSpan: number; rowSpan: number }, rows: Row[], page: number): CellBlock {
  const lines = rows.map((row): Line => ({
    text: row.segments.map((segment) => segment.text.trim()).join(' '),
    x0: row.segments[0]?.x0 ?? box.x0,
    x1: row.segments.at(-1)?.x1 ?? box.x1,
    y: row.y, size: row.size, page,
    // Cells have an inner margin of about half a letter; centred cells still wrap at the same bounds.
    left: box.x0 + 0.5 * row.size, right: box.x1 - 0.5 * row.size,
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
