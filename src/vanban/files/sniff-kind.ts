import { fileTypeFromBuffer } from 'file-type';
import { findUtf16 } from '../encoding/decode-text.ts';
import { openArchive } from './open-archive.ts';

/** A kind that can be read; `markup` and plain text are told apart later. */
export type ReadableKind = 'docx' | 'doc' | 'rtf' | 'odt' | 'pdf' | 'html' | 'text' | 'image';

/** What the bytes are: a kind that can be read, or the name of one that cannot. */
export type SniffedKind = { kind: ReadableKind; found?: string } | { kind: 'other'; found: string };

const latin = new TextDecoder('windows-1252');
const headLength = 4096;

/** Tells the kind by content alone. Never throws. */
export async function sniffKind(bytes: Uint8Array): Promise<SniffedKind> {
  const head = latin.decode(bytes.subarray(0, headLength));
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return sniffArchive(bytes);
  if (head.startsWith('ÐÏ\u0011à')) return sniffCompound(bytes);
  if (/^\s*\{\\rtf/.test(head)) return { kind: 'rtf' };
  // Some programs write a few lines before the mark; the format allows it within the first kilobyte.
  if (head.slice(0, 1024).includes('%PDF-')) return { kind: 'pdf' };
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (known?.mime.startsWith('image/')) return sniffPicture(known.ext);
  if (known && !/^(?:text\/|application\/xml|application\/rtf)/.test(known.mime))
    return { kind: 'other', found: known.ext };
  const wide = findUtf16(bytes);
  if (wide) return { kind: sniffMarkup(new TextDecoder(wide).decode(bytes.subarray(0, headLength))) };
  if (isBinary(bytes)) return { kind: 'other', found: 'binary' };
  return { kind: sniffMarkup(head) };
}

/** What can be unpacked here; pictures of other kinds (.heic, .bmp) are named in the refusal. */
const pictures = new Set(['jpg', 'png', 'webp', 'tif', 'gif', 'avif']);
function sniffPicture(extension: string): SniffedKind {
  return pictures.has(extension) ? { kind: 'image' } : { kind: 'other', found: extension };
}

function sniffArchive(bytes: Uint8Array): SniffedKind {
  try {
    const { names, has, read } = openArchive(bytes);
    if (names.some((name) => /^word\/document\d*\.xml$/.test(name))) return { kind: 'docx' };
    if (has('xl/workbook.xml') || has('xl/workbook.bin')) return { kind: 'other', found: 'xlsx' };
    if (has('ppt/presentation.xml')) return { kind: 'other', found: 'pptx' };
    if (has('mimetype')) {
      const type = latin.decode(read('mimetype') ?? new Uint8Array()).trim();
      if (type.startsWith('application/vnd.oasis.opendocument.text')) return { kind: 'odt' };
      return { kind: 'other', found: type.slice(0, 80) };
    }
    // A .docx may keep its body under another name; the list of content types tells.
    const types = has('[Content_Types].xml') ? latin.decode(read('[Content_Types].xml') ?? new Uint8Array()) : '';
    return types.includes('wordprocessingml') ? { kind: 'docx' } : { kind: 'other', found: 'zip' };
  } catch {
    return { kind: sniffBrokenArchive(bytes) ?? 'other', found: 'zip' };
  }
}

/** The list of parts is lost, but each part's name also stands before it: enough to say which kind is damaged. */
function sniffBrokenArchive(bytes: Uint8Array): 'docx' | 'odt' | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes('word/')) return 'docx';
  return buffer.includes('vnd.oasis.opendocument.text') ? 'odt' : null;
}

/** Names in an old Office container are UTF-16; the directory may stand anywhere. */
function sniffCompound(bytes: Uint8Array): SniffedKind {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'));
  if (holds('WordDocument')) return { kind: 'doc' };
  if (holds('EncryptedPackage')) return { kind: 'other', found: 'encrypted' };
  if (holds('Workbook')) return { kind: 'other', found: 'xls' };
  if (holds('PowerPoint Document')) return { kind: 'other', found: 'ppt' };
  return { kind: 'other', found: 'cfb' };
}

/** HTML shows in its tags, with or without a document type; a few tags inside Markdown do not make it HTML. */
function sniffMarkup(head: string): 'html' | 'text' {
  const start = head.replace(/^[\uFEFF\s]+|^ï»¿\s*/, '').replace(/^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s+)+/, '');
  if (
    /^<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|span|h[1-6]|center|section|article|main|style)\b/i.test(
      start,
    )
  ) {
    return 'html';
  }
  return 'text';
}

/** Control characters that no text has. A few are let pass: they come from damaged but readable files. */
function isBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 64 * 1024);
  let strange = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) strange += 1;
  }
  return strange > length * 0.01;
}
