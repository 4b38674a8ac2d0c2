import { DocumentError } from '../document-error.ts';

const endOfChain = 0xfffffffe;

/** Streams of an old Office container ([MS-CFB]) by name; only those in the root are listed. */
export function openCompound(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorSize = 1 << view.getUint16(30, true);
  const miniSize = 1 << view.getUint16(32, true);
  if (sectorSize < 128 || sectorSize > 4096 || miniSize > sectorSize)
    throw new DocumentError('damaged', { kind: 'doc' });
  const reader = new SectorReader(bytes, view, sectorSize);
  const directory = reader.readChain(view.getUint32(48, true), reader.next);
  const cutoff = view.getUint32(56, true);
  const entries = readDirectory(directory);
  const root = entries.find((entry) => entry.type === 5);
  const mini = root ? reader.readChain(root.start, reader.next, root.size) : new Uint8Array();
  const miniTable = toNumbers(reader.readChain(view.getUint32(60, true), reader.next));
  const streams = new Map<string, Uint8Array>();
  for (const { name, type, start, size } of entries) {
    if (type !== 2 || size === 0 || streams.has(name)) continue;
    streams.set(
      name,
      size < cutoff ? readMini(mini, miniTable, miniSize, start, size) : reader.readChain(start, reader.next, size),
    );
  }
  return streams;
}

class SectorReader {
  next: number[];
  #bytes: Uint8Array;
  #size: number;
  #count: number;

  constructor(bytes: Uint8Array, view: DataView, sectorSize: number) {
    this.#bytes = bytes;
    this.#size = sectorSize;
    this.#count = Math.ceil(bytes.length / sectorSize);
    this.next = this.#readTable(view);
  }

  /** The bytes of a chain of sectors. A chain that bites its tail is longer than the file and is cut there. */
  readChain(start: number, next: number[], size = Number.POSITIVE_INFINITY): Uint8Array {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let sector = start, steps = 0; sector < this.#count && length < size && steps <= this.#count; steps += 1) {
      const part = this.#sector(sector);
      parts.push(part);
      length += part.length;
      sector = next[sector] ?? endOfChain;
    }
    return Buffer.concat(parts).subarray(0, Math.min(size, length));
  }

  #sector(index: number): Uint8Array {
    return this.#bytes.subarray((index + 1) * this.#size, (index + 2) * this.#size);
  }

  /** The list of sectors that hold the table stands in the header, and goes on in sectors of its own. */
  #readTable(view: DataView): number[] {
    const holders: number[] = [];
    for (let index = 0; index < 109; index += 1) holders.push(view.getUint32(76 + 4 * index, true));
    let more = view.getUint32(68, true);
    for (let steps = 0; more < this.#count && steps < this.#count; steps += 1) {
      const numbers = toNumbers(this.#sector(more));
      holders.push(...numbers.slice(0, -1));
      more = numbers.at(-1) ?? endOfChain;
    }
    const table: number[] = [];
    for (const holder of holders) {
      if (holder >= this.#count || table.length > this.#count) continue;
      for (const number of toNumbers(this.#sector(holder))) table.push(number);
    }
    return table;
  }
}

interface DirectoryEntry {
  name: string;
  type: number;
  start: number;
  size: number;
}

function readDirectory(bytes: Uint8Array): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = Math.min(view.getUint16(at + 64, true), 64);
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + Math.max(0, length - 2)));
    entries.push({
      name,
      type: bytes[at + 66] ?? 0,
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function readMini(mini: Uint8Array, table: number[], miniSize: number, start: number, size: number): Uint8Array {
  const parts: Uint8Array[] = [];
  const count = Math.ceil(mini.length / miniSize);
  let length = 0;
  for (let sector = start, steps = 0; sector < count && length < size && steps <= count; steps += 1) {
    parts.push(mini.subarray(sector * miniSize, (sector + 1) * miniSize));
    length += miniSize;
    sector = table[sector] ?? endOfChain;
  }
  return Buffer.concat(parts).subarray(0, size);
}

function toNumbers(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(4 * index, true));
}
