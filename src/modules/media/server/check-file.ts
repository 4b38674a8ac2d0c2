import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '#app/platform/errors.ts';
import { findUtf16 } from '#app/vanban/encoding/decode-text.ts';
import { cleanFileName, endingOf, fileUses, type FileKind, type FileUse } from '#app/modules/media/file-kinds.ts';

/** Bytes that came from outside, under the name they came with. */
export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** What an upload turned out to be. */
export interface CheckedFile {
  name: string;
  mime: string;
}

/** Reads what a form sent. Refuses by the size that the browser declared before it takes the bytes into memory. */
export async function takeUpload(file: File, use: FileUse): Promise<Upload> {
  if (file.size > fileUses[use].maxBytes) throw tooLarge(use);
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/**
 * Tells by content what a file is and whether it may be kept for this use. The name comes back cleaned, and where the use
 * says so with the ending of what the file is.
 * Throws file.empty, file.too_large, file.unsupported_kind or file.kind_mismatch (the name promises another kind).
 */
export async function checkFile(upload: Upload, use: FileUse): Promise<CheckedFile> {
  const { kinds, maxBytes, isNamedByContent = false } = fileUses[use];
  const name = cleanFileName(upload.name);
  if (upload.bytes.length === 0) throw new AppError('file.empty', { name });
  if (upload.bytes.length > maxBytes) throw tooLarge(use);
  const found = await fileTypeFromBuffer(upload.bytes).catch(() => undefined);
  const kind = kinds.find((one) => matches(one, found?.ext, upload.bytes));
  const ending = endingOf(name);
  if (!kind) {
    const isPromised = kinds.some((one) => one.endings.includes(ending));
    throw new AppError(isPromised ? 'file.kind_mismatch' : 'file.unsupported_kind', { name, found: found?.ext ?? '?' });
  }
  // An ending that promises another known kind would open in the wrong program; an unknown ending promises nothing.
  const promised = allKinds.find((one) => one.endings.includes(ending));
  if (!promised || promised === kind) return { name, mime: kind.mime };
  if (!isNamedByContent) throw new AppError('file.kind_mismatch', { name, found: found?.ext ?? 'txt' });
  return { name: isLockedOffice(upload.bytes) ? name : renamed(name, kind), mime: kind.mime };
}

/** The name with the ending of what the file is, so that it opens in the right program when it is fetched again. */
function renamed(name: string, kind: FileKind): string {
  return `${name.slice(0, -endingOf(name).length)}${kind.endings[0] ?? 'bin'}`;
}

/** A new Office file with a password lies in an old container, and opens under its new ending alone. */
function isLockedOffice(bytes: Uint8Array): boolean {
  const mark = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(mark);
}

const allKinds = [...new Set(Object.values(fileUses).flatMap((use) => use.kinds))];

function matches(kind: FileKind, found: string | undefined, bytes: Uint8Array): boolean {
  if (kind.found) return found !== undefined && kind.found.includes(found);
  // Some text looks like XML or RTF to the detector; whatever else it names is no text.
  return (found === undefined || found === 'xml') && isText(bytes);
}

/** Text has no zero bytes, unless it is UTF-16. */
function isText(bytes: Uint8Array): boolean {
  return findUtf16(bytes) !== null || !bytes.subarray(0, 64 * 1024).includes(0);
}

function tooLarge(use: FileUse): AppError {
  return new AppError('file.too_large', { megabytes: fileUses[use].maxBytes / 1_000_000 });
}
