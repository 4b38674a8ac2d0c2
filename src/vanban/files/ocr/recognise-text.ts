import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { type Row, gatherRows, type TextPiece } from '../pdf/page-geometry.ts';

/** A recognised page in the form in which .pdf pages are laid out. */
export interface RecognisedPage {
  rows: Row[];
  width: number;
  height: number;
  /** Mean confidence of the words kept, 0 to 1, weighted by length. */
  confidence: number;
}

/** Recognises Vietnamese text. One for a document; close it when done. */
export interface Recogniser {
  recognise(picture: Uint8Array, onProgress?: (share: number) => void): Promise<RecognisedPage>;
  close(): Promise<void>;
}

/** Words below this are specks and strokes rather than letters. */
const leastConfidence = 25;

/** Nothing, or the rule of a table taken for a letter. */
const ruleAlone = /^[\s|¦‖[\]]*$/;

/** Starts a recogniser with the language data that is installed beside the program; nothing is fetched. */
export async function startRecogniser(): Promise<Recogniser> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json'));
  let report: ((share: number) => void) | undefined;
  const worker = await createWorker('vie', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    logger: ({ status, progress }) => {
      if (status === 'recognizing text') report?.(progress);
    },
    // Without a handler of its own the library throws into the event loop, where nobody can catch it.
    errorHandler: () => undefined,
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.AUTO,
    preserve_interword_spaces: '1',
    user_defined_dpi: '200',
  });
  return {
    async recognise(picture, onProgress) {
      report = onProgress;
      return recognisePage(worker, picture);
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

async function recognisePage(worker: Worker, picture: Uint8Array): Promise<RecognisedPage> {
  const { data } = await worker.recognize(Buffer.from(picture), {}, { blocks: true, text: false });
  const { width, height } = readPngSize(picture);
  const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  const size = letterSize(lines.map((line) => line.bbox.y1 - line.bbox.y0));
  const pieces: TextPiece[] = [];
  let letters = 0;
  let sure = 0;
  for (const line of lines) {
    const { x0, y0, x1, y1 } = line.baseline;
    for (const word of line.words) {
      if (word.confidence < leastConfidence || ruleAlone.test(word.text)) continue;
      letters += word.text.length;
      sure += word.text.length * word.confidence;
      const middle = (word.bbox.x0 + word.bbox.x1) / 2;
      // Photographed lines slope; the word's own baseline is read off the line's.
      const y = x1 > x0 ? y0 + ((y1 - y0) * (middle - x0)) / (x1 - x0) : line.bbox.y1;
      pieces.push({ text: word.text, x0: word.bbox.x0, x1: word.bbox.x1, y, size });
    }
  }
  return { rows: gatherRows(pieces), width, height, confidence: letters === 0 ? 0 : sure / letters / 100 };
}

/** The usual height of a line's box is about that of its letters with their tones and tails. */
function letterSize(heights: number[]): number {
  const sorted = heights.toSorted((a, b) => a - b);
  return Math.max(8, (sorted[Math.floor(sorted.length / 2)] ?? 20) * 0.9);
}

function readPngSize(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
