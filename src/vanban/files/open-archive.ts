import { inflateRawSync } from 'node:zlib';
import { DocumentError } from './document-error.ts';
import { readingLimits } from './reading-limits.ts';

/** A .zip container whose parts are unpacked one by one, each under a limit that holds while unpacking. */
export interface Archive {
  names: string[];
  has(name: string): boolean;
  /** The part's bytes, or null where there is none. Throws damaged, encrypted, archive_bomb or too_large. */
  read(name: string): Uint8Array | null;
}

interface Entry {
  name: string;
  method: number;
  isEncrypted: boolean;
  packedSize: number;
  size: number;
  offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** Ordinary parts pack to a tenth; from here on, together with a great size, it is an attack. */
const bombRatio = 200;

/** Reads the list of parts. Nothing is unpacked yet. Throws damaged, or archive_bomb where the list alone is one. */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      const limit = Math.min(readingLimits.partBytes, readingLimits.archiveBytes - unpacked);
      const part = unpack(bytes, view, entry, limit);
      unpacked += part.length;
      return part;
    },
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > readingLimits.archiveEntries)
    throw new DocumentError('archive_bomb', { limit: readingLimits.archiveEntries });
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) break;
    const nameLength = view.getUint16(at + 28, true);
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/');
    entries.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (entries.size === 0) throw new DocumentError('damaged', { kind: 'zip' });
  return entries;
}

/** The end record stands in the last 64 KiB, behind it only a comment. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw new DocumentError('damaged', { kind: 'zip' });
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, limit: number): Uint8Array {
  if (entry.isEncrypted) throw new DocumentError('encrypted');
  const { offset, packedSize, size, method } = entry;
  if (size > limit) throw tooMuch(size, packedSize, limit);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) {
    throw new DocumentError('damaged', { kind: 'zip' });
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length < packedSize) throw new DocumentError('damaged', { kind: 'zip' });
  if (method === 0) return packed.subarray(0, limit);
  if (method !== 8) throw new DocumentError('damaged', { kind: 'zip-method' });
  try {
    // The declared size may lie, so the limit also holds while inflating.
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooMuch(limit + 1, packedSize, limit);
    throw new DocumentError('damaged', { kind: 'zip' }, { cause });
  }
}

function tooMuch(size: number, packedSize: number, limit: number): DocumentError {
  const isBomb = size > Math.max(1, packedSize) * bombRatio;
  return new DocumentError(isBomb ? 'archive_bomb' : 'too_large', { limit, size });
}
