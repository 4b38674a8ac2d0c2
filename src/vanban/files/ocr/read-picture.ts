import { isSyllable } from '../../encoding/judge-syllables.ts';
import type { SourceDocument, SourceFormat } from '../../source-document.ts';
import { DocumentError } from '../document-error.ts';
import { layOutPdf, type ReadPage } from '../pdf/lay-out-pdf.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { preparePicture, turnPicture } from './prepare-picture.ts';
import { type RecognisedPage, type Recogniser, startRecogniser } from './recognise-text.ts';

/** Recognises the text of a photo or a scan in Vietnamese, marked as less sure. Throws no_text where there is none. */
export async function readPicture(bytes: Uint8Array, options: ReadingOptions): Promise<SourceDocument> {
  const picture = await preparePicture(bytes);
  options.onProgress?.({ stage: 'recognising', done: 0, total: 1 });
  const recogniser = await startRecogniser();
  try {
    let page = await recogniser.recognise(picture, (share) =>
      options.onProgress?.({ stage: 'recognising', done: share, total: 1 }),
    );
    if (!isReadable(page)) page = await tryTurned(picture, page, recogniser);
    return finishRecognised('image', [toReadPage(page)], [page]);
  } finally {
    await recogniser.close();
  }
}

/** A page that gives no Vietnamese words may lie on its side or stand on its head. */
async function tryTurned(
  picture: Uint8Array,
  upright: RecognisedPage,
  recogniser: Recogniser,
): Promise<RecognisedPage> {
  for (const degrees of [90, 270, 180]) {
    const page = await recogniser.recognise(await turnPicture(picture, degrees));
    if (isReadable(page)) return page;
  }
  return upright;
}

function isReadable(page: RecognisedPage): boolean {
  return isVietnamese(page.rows.flatMap((row) => row.segments.map((segment) => segment.text)).join(' '));
}

/** Most words are syllables, and some bear marks; a picture of a cat, or a page on its head, gives strokes like letters. */
function isVietnamese(text: string): boolean {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu)
      ?.filter((word) => /\p{L}/u.test(word)) ?? [];
  const syllables = words.filter(isSyllable);
  const marked = syllables.filter((word) => /[^a-z]/.test(word));
  return marked.length >= 4 && syllables.length / words.length >= 0.6;
}

export function toReadPage(page: RecognisedPage): ReadPage {
  return { rows: page.rows, width: page.width, height: page.height, pictureShare: 1, tables: [] };
}

/** The document of recognised pages, unless what was found on them is no Vietnamese text. */
export function finishRecognised(
  format: SourceFormat,
  pages: ReadPage[],
  recognised: RecognisedPage[],
): SourceDocument {
  const document = layOutPdf(pages, ['recognised-from-picture']);
  if (!isVietnamese(document.text)) throw new DocumentError('no_text', { kind: format });
  const confidence = recognised.reduce((sum, page) => sum + page.confidence, 0) / Math.max(1, recognised.length);
  return { ...document, format, confidence: Math.min(0.95, confidence) };
}
