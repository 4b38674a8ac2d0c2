import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { SourceDocument } from '../../source-document.ts';
import { dropRunningLines } from '../pdf/drop-running-lines.ts';
import type { ReadPage } from '../pdf/lay-out-pdf.ts';
import { tellPagesRead } from '../pdf/tell-pages-read.ts';
import { readingLimits } from '../reading-limits.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { preparePicture } from './prepare-picture.ts';
import { finishRecognised, toReadPage } from './read-picture.ts';
import { type RecognisedPage, startRecogniser } from './recognise-text.ts';

/** Dots an inch at which a page is drawn for recognition. */
const resolution = 200;

/** Recognises the pages of a .pdf that are pictures; the others keep the text they have. */
export async function recognisePages(
  document: PDFDocumentProxy,
  pages: ReadPage[],
  picturePages: number[],
  { onProgress }: ReadingOptions,
): Promise<SourceDocument> {
  const numbers = picturePages.slice(0, readingLimits.scannedPages);
  // What is read ends before the first page that is not recognised, so that nothing is missing in between.
  const firstUnread = picturePages[readingLimits.scannedPages];
  if (firstUnread !== undefined) pages.length = firstUnread - 1;
  const recognised: RecognisedPage[] = [];
  const recogniser = await startRecogniser();
  try {
    for (const [index, number] of numbers.entries()) {
      onProgress?.({ stage: 'recognising', done: index, total: numbers.length });
      const page = await document.getPage(number);
      const picture = await preparePicture(await drawPage(document, page));
      const read = await recogniser.recognise(picture, (share) =>
        onProgress?.({ stage: 'recognising', done: index + share, total: numbers.length }),
      );
      recognised.push(read);
      pages[number - 1] = toReadPage(read);
      page.cleanup();
    }
  } finally {
    await recogniser.close();
  }
  onProgress?.({ stage: 'recognising', done: numbers.length, total: numbers.length });
  dropRunningLines(pages);
  return tellPagesRead(finishRecognised('pdf-scan', pages, recognised), pages.length, document.numPages);
}

async function drawPage(document: PDFDocumentProxy, page: PDFPageProxy): Promise<Uint8Array> {
  const natural = page.getViewport({ scale: 1 });
  // A page may claim to be as large as a house; it is drawn no larger than A3.
  const scale = Math.min(resolution / 72, 3400 / Math.max(natural.width, natural.height));
  const viewport = page.getViewport({ scale });
  const factory = document.canvasFactory as {
    create(
      width: number,
      height: number,
    ): { canvas: HTMLCanvasElement & { toBuffer(type: 'image/png'): Buffer }; context: CanvasRenderingContext2D };
    destroy(drawing: unknown): void;
  };
  const drawing = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  try {
    await page.render({ canvas: drawing.canvas, canvasContext: drawing.context, viewport }).promise;
    return drawing.canvas.toBuffer('image/png');
  } finally {
    factory.destroy(drawing);
  }
}
