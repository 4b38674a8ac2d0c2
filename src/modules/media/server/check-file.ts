import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '#app/platform/errors.ts';
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
 * Tells by content what a file is and whether it may be kept for this use.
 * Throws file.empty, file.too_large, file.unsupported_kind or file.kind_mismatch (the name promises another kind).
 */
export async function checkFile(upload: Upload, use: FileUse): Promise<CheckedFile> {
  const { kinds, maxBytes } = fileUses[use];
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
  if (promised && promised !== kind) throw new AppError('file.kind_mismatch', { name, found: found?.ext ?? 'txt' });
  return { name, mime: kind.mime };
}

const allKinds = [...new Set(Object.values(fileUses).flatMap((use) => use.kinds))];

function matches(kind: FileKind, found: string | undefined, bytes: Uint8Array): boolean {
  if (kind.found) return found !== undefined && kind.found.includes(found);
  // Some text looks like XML or RTF to the detector; whatever else it names is no text.
  return (found === undefined || found === 'xml') && isText(bytes);
}

/** Text has no zero bytes, unless it begins as UTF-16 does. */
function isText(bytes: Uint8Array): boolean {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isWide || !bytes.subarray(0, 64 * 1024).includes(0);
}

function tooLarge(use: FileUse): AppError {
  return new AppError('file.too_large', { megabytes: fileUses[use].maxBytes / 1_000_000 });
}
