import { fileURLToPath } from 'node:url';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { isSyllable } from '../../encoding/judge-syllables.ts';
import { findLegacyEncoding } from '../../encoding/restore-legacy-text.ts';
import type { SourceDocument } from '../../source-document.ts';
import { DocumentError } from '../document-error.ts';
import { readingLimits } from '../reading-limits.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { dropRunningLines } from './drop-running-lines.ts';
import { findTables, type RuledTable } from './find-tables.ts';
import { layOutPdf, type ReadPage } from './lay-out-pdf.ts';
import { gatherRows, type TextPiece } from './page-geometry.ts';
import { type Pdf, readDrawing } from './read-drawing.ts';
import { tellPagesRead } from './tell-pages-read.ts';

/** What reading a .pdf gives: pages of text, and the numbers of pages that are pictures. */
export interface PdfText {
  pages: ReadPage[];
  picturePages: number[];
}

/** Opens a .pdf. Close it when done. Throws encrypted or damaged. */
export async function openPdf(
  bytes: Uint8Array,
): Promise<{ pdf: Pdf; document: PDFDocumentProxy; close: () => Promise<void> }> {
  const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const asset = (folder: string) =>
    `${fileURLToPath(import.meta.resolve(`pdfjs-dist/package.json`)).replace(/package\.json$/, '')}${folder}/`;
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

export async function readPdfPages(
  pdf: Pdf,
  document: PDFDocumentProxy,
  onPage: (done: number, total: number) => void,
): Promise<PdfText> {
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
  return { pages, picturePages };
}

async function readPage(pdf: Pdf, page: PDFPageProxy): Promise<ReadPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const { pieces, rules, pictureShare } = await readDrawing(pdf, page);
  return { ...fillTables(pieces, findTables(rules), width, height), pictureShare };
}

/** Parts the pieces inside tables from the page's running text. */
function fillTables(
  pieces: TextPiece[],
  tables: RuledTable[],
  width: number,
  height: number,
): Omit<ReadPage, 'pictureShare'> {
  const taken = new Set<TextPiece>();
  const within = (piece: TextPiece, box: { x0: number; y0: number; x1: number; y1: number }) => {
    const x = (piece.x0 + piece.x1) / 2;
    const y = piece.y - 0.3 * piece.size;
    return x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1;
  };
  const filled = tables
    .map((table) => {
      const inside = pieces.filter((piece) => within(piece, table));
      inside.forEach((piece) => taken.add(piece));
      return {
        table,
        cells: table.rows.map((cells) =>
          cells.map((cell) => gatherRows(inside.filter((piece) => within(piece, cell)))),
        ),
      };
    })
    .filter(({ cells }) => cells.flat().some((cell) => cell.length > 0));
  return { rows: gatherRows(pieces.filter((piece) => !taken.has(piece))), width, height, tables: filled };
}

function textsOf(page: ReadPage): string[] {
  return [...page.rows, ...page.tables.flatMap(({ cells }) => cells.flat(2))].flatMap((row) =>
    row.segments.map((segment) => segment.text),
  );
}

function countLetters(page: ReadPage): number {
  return textsOf(page)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '').length;
}

function layOutText(pages: ReadPage[]): SourceDocument {
  dropRunningLines(pages);
  return layOutPdf(pages);
}

/**
 * Fonts may come without a table of what their glyphs mean; then the page looks right and its text is noise. Told by
 * words that are neither Vietnamese, in any encoding, nor plain ASCII.
 */
function isGarbled(pages: ReadPage[]): boolean {
  const text = pages
    .flatMap((page) => textsOf(page))
    .join(' ')
    .slice(0, 20_000);
  if (findLegacyEncoding(text)) return false;
  const words =
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[^\s\d.,;:()/-]{2,}/g) ?? [];
  const share = (test: (word: string) => boolean) => words.filter(test).length / words.length;
  return words.length > 40 && share(isSyllable) < 0.12 && share((word) => /^[a-z'"-]+$/.test(word)) < 0.6;
}

/**
 * Reads a .pdf: columns in reading order, lines joined into paragraphs also over page ends, running page numbers left
 * out, ruled tables with their cells. Pages that are pictures are recognised, and the document is less sure for it.
 */
export async function readPdf(bytes: Uint8Array, options: ReadingOptions): Promise<SourceDocument> {
  const { pdf, document, close } = await openPdf(bytes);
  try {
    const { pages, picturePages } = await readPdfPages(pdf, document, (done, total) =>
      options.onProgress?.({ stage: 'reading', done, total }),
    );
    return await layOutOrRecognise(document, pages, picturePages, options);
  } finally {
    await close();
  }
}

async function layOutOrRecognise(
  document: PDFDocumentProxy,
  pages: ReadPage[],
  picturePages: number[],
  options: ReadingOptions,
): Promise<SourceDocument> {
  const text = () => tellPagesRead(layOutText(pages), pages.length, document.numPages);
  const isText = picturePages.length === 0;
  if (isText && !isGarbled(pages)) return text();
  const { recognisePages } = await import('../ocr/recognise-pages.ts');
  if (!isText) return recognisePages(document, pages, picturePages, options);
  const all = pages.map((_, index) => index + 1);
  return recognisePages(document, [...pages], all, options).catch((error: unknown) => {
    // Text in a language of its own script is no garbage, and better than nothing.
    if (error instanceof DocumentError && error.code === 'no_text') return text();
    throw error;
  });
}
