import { fileURLToPath } from 'node:url';
import { type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type SourceDocument, type SourceRepair } from '../../source-document.ts';
import { type Block, buildSource, type CellBlock } from '../build-source.ts';
import { DocumentError } from '../document-error.ts';
import { readingLimits } from '../reading-limits.ts';
import { dropRunningLines, type PageRows } from './drop-running-lines.ts';
import { findTables, type RuledTable } from './find-tables.ts';
import { joinParagraphs } from './join-paragraphs.ts';
import { gatherRows, type Line, type Row, textArea, type TextPiece } from './page-geometry.ts';
import { partColumns } from './part-columns.ts';
import { type Pdf, readDrawing } from './read-drawing.ts';

export interface ReadPage extends PageRows {
  width: number;
  /** Share of the page covered by its largest picture. */
  pictureShare: number;
  tables: { table: RuledTable; cells: Row[][][] }[];
}

/** What reading a .pdf gives: pages of text, and the numbers of pages that are pictures. */
export interface PdfText {
  pages: ReadPage[];
  picturePages: number[];
}

/**
 * Reads a .pdf that holds text: columns in reading order, lines joined into paragraphs also over page ends, running
 * page numbers left out, ruled tables with their cells. Throws encrypted or damaged.
 */
export async function openPdf(bytes: Uint8Array): Promise<{ pdf: Pdf; document: PDFDocumentProxy; close: () => Promise<void> }> {
  const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const asset = (folder: string) => `${fileURLToPath(import.meta.resolve(`pdfjs-dist/package.json`)).replace(/package\.json$/, '')}${folder}/`;
  const task = pdf.getDocument({
    // The library takes the buffer over, so it gets its own.
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: readingLimits.pixels,
    standardFontDataUrl: asset('standard_fonts'),
    cMapUrl: asset('cmaps'),
    wasmUrl: asset('wasm'),
    iccUrl: asset('iccs'),
  });
  try {
    const document = await task.promise;
    return { pdf, document, close: () => task.destroy() };
  } catch (cause) {
    await task.destroy().catch(() => undefined);
    if ((cause as Error).name === 'PasswordException') throw new DocumentError('encrypted');
    throw new DocumentError('damaged', { kind: 'pdf' }, { cause });
  }
}

export async function readPdfPages(pdf: Pdf, document: PDFDocumentProxy, onPage: (done: number, total: number) => void): Promise<PdfText> {
  const total = Math.min(document.numPages, readingLimits.pages);
  const pages: ReadPage[] = [];
  const picturePages: number[] = [];
  for (let number = 1; number <= total; number += 1) {
    const page = await document.getPage(number);
    const read = await readPage(pdf, page);
    if (countLetters(read) < 20 && read.pictureShare > 0.2) picturePages.push(number);
    pages.push(read);
    page.cleanup();
    onPage(number, total);
  }
  dropRunningLines(pages);
  return { pages, picturePages };
}

async function readPage(pdf: Pdf, page: PDFPageProxy): Promise<ReadPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const { pieces, rules, pictureShare } = await readDrawing(pdf, page);
  return { ...fillTables(pieces, findTables(rules), width, height), pictureShare };
}

/** Parts the pieces inside tables from the page's running text. */
function fillTables(pieces: TextPiece[], tables: RuledTable[], width: number, height: number): Omit<ReadPage, 'pictureShare'> {
  const taken = new Set<TextPiece>();
  const within = (piece: TextPiece, box: { x0: number; y0: number; x1: number; y1: number }) => {
    const x = (piece.x0 + piece.x1) / 2;
    const y = piece.y - 0.3 * piece.size;
    return x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1;
  };
  const filled = tables.map((table) => {
    const inside = pieces.filter((piece) => within(piece, table));
    inside.forEach((piece) => taken.add(piece));
    return { table, cells: table.rows.map((cells) => cells.map((cell) => gatherRows(inside.filter((piece) => within(piece, cell))))) };
  }).filter(({ cells }) => cells.flat().some((cell) => cell.length > 0));
  return { rows: gatherRows(pieces.filter((piece) => !taken.has(piece))), width, height, tables: filled };
}

function countLetters(page: ReadPage): number {
  const texts = [...page.rows, ...page.tables.flatMap(({ cells }) => cells.flat(2))].flatMap((row) => row.segments.map((segment) => segment.text));
  return texts.join('').replace(/[^\p{L}\p{N}]/gu, '').length;
}

/** Lays read pages out as a document. `recognised` holds the paragraphs of pages that were pictures. */
export function layOutPdf(pages: ReadPage[], recognised: Map<number, string[]>, repairs: SourceRepair[] = []): SourceDocument {
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
    const seen = recognised.get(index + 1);
    if (seen) {
      flush();
      for (const text of seen) addParagraph(text, index);
      return;
    }
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

/** Reads the text of a .pdf; pages that are pictures stay empty. */
export async function readPdfText(bytes: Uint8Array): Promise<SourceDocument> {
  const { pdf, document, close } = await openPdf(bytes);
  try {
    const { pages } = await readPdfPages(pdf, document, () => undefined);
    return layOutPdf(pages, new Map());
  } finally {
    await close();
  }
}
