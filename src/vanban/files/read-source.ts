import type { SourceDocument, SourceFormat } from '../source-document.ts';
import { readDoc } from './doc/read-doc.ts';
import { DocumentError } from './document-error.ts';
import { readDocx } from './docx/read-docx.ts';
import { readHtml } from './read-html.ts';
import { readPlainText } from './read-plain-text.ts';
import { readOdt } from './odt/read-odt.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { readingLimits } from './reading-limits.ts';
import type { ReadingOptions } from './reading-options.ts';
import { readRtf } from './rtf/read-rtf.ts';
import { type ReadableKind, sniffKind } from './sniff-kind.ts';

export interface SourceHints {
  /** The name the file came with. Never decides the kind; it only tells Markdown from plain text, and what was promised. */
  fileName?: string;
}

/**
 * Turns the bytes of any document into text with structure. The kind is told by content, not by name.
 * Throws DocumentError and nothing else. Memory is bounded by `readingLimits`; time by whoever calls (see the worker).
 */
export async function readSource(
  bytes: Uint8Array,
  hints: SourceHints = {},
  options: ReadingOptions = {},
): Promise<SourceDocument> {
  if (bytes.length === 0) throw new DocumentError('empty');
  if (bytes.length > readingLimits.fileBytes) {
    throw new DocumentError('too_large', { limit: readingLimits.fileBytes, size: bytes.length });
  }
  const sniffed = await sniffKind(bytes);
  if (sniffed.kind === 'other') throw refuse(sniffed.found, hints);
  const document = await readKind(sniffed.kind, bytes, hints, options);
  if (document.text.trim() !== '') return document;
  throw sniffed.kind === 'text' ? new DocumentError('empty') : new DocumentError('no_text', { kind: sniffed.kind });
}

async function readKind(
  kind: ReadableKind,
  bytes: Uint8Array,
  hints: SourceHints,
  options: ReadingOptions,
): Promise<SourceDocument> {
  try {
    return await readers[kind](bytes, hints, options);
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    // Whatever a parser trips over in a broken file is the file's fault.
    throw new DocumentError('damaged', { kind }, { cause });
  }
}

type Reader = (
  bytes: Uint8Array,
  hints: SourceHints,
  options: ReadingOptions,
) => SourceDocument | Promise<SourceDocument>;

const readers: Record<ReadableKind, Reader> = {
  docx: readDocx,
  doc: readDoc,
  html: readHtml,
  image: async (bytes, _hints, options) => (await import('./ocr/read-picture.ts')).readPicture(bytes, options),
  odt: readOdt,
  pdf: (bytes, _hints, options) => readPdf(bytes, options),
  rtf: readRtf,
  text: (bytes, hints) => readPlainText(bytes, /\.(?:md|markdown)$/i.test(hints.fileName ?? '')),
};

/** Kinds that a file's ending promises to hold a document. */
const promised: Record<string, SourceFormat> = {
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx',
  doc: 'doc',
  dot: 'doc',
  rtf: 'rtf',
  odt: 'odt',
  pdf: 'pdf',
  txt: 'txt',
  md: 'md',
  html: 'html',
  htm: 'html',
};

function refuse(found: string, hints: SourceHints): DocumentError {
  if (found === 'encrypted') return new DocumentError('encrypted');
  const ending = /\.([a-z0-9]+)$/i.exec(hints.fileName ?? '')?.[1]?.toLowerCase() ?? '';
  const named = promised[ending];
  return named === undefined
    ? new DocumentError('unsupported_kind', { found })
    : new DocumentError('kind_mismatch', { named, found });
}
