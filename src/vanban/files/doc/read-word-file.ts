import { DocumentError } from '../document-error.ts';
import { openCompound } from './open-compound.ts';

/** A stretch of text that lies together in the file. */
export interface Piece {
  /** First and last character position, half-open. */
  cpStart: number;
  cpEnd: number;
  /** Where it lies in the WordDocument stream. */
  offset: number;
  bytesPerChar: 1 | 2;
}

/** The streams of a Word 97 file with the tables that everything else is found by ([MS-DOC]). */
export interface WordFile {
  main: DataView;
  table: DataView;
  data: DataView | null;
  pieces: Piece[];
  /** Characters in the parts of the text, which lie one behind the other. */
  lengths: { text: number; footnotes: number; headers: number; comments: number; endnotes: number; textBoxes: number };
  /** Offset and length of a structure in the table stream, by its place in the file's list. */
  locate(index: number): { offset: number; length: number };
}

/** Places in the list of structures. */
export const structure = {
  styles: 1,
  headers: 11,
  characterPages: 12,
  paragraphPages: 13,
  fonts: 15,
  pieces: 33,
  lists: 73,
  listOverrides: 74,
} as const;

const word97 = 193;

/** Opens a .doc. Throws encrypted, damaged, or unsupported_kind for files older than Word 97. */
export function readWordFile(bytes: Uint8Array): WordFile {
  const streams = openCompound(bytes);
  const main = viewOf(streams.get('WordDocument'));
  if (!main || main.byteLength < 900) throw new DocumentError('damaged', { kind: 'doc' });
  const flags = main.getUint16(10, true);
  const magic = main.getUint16(0, true);
  // Word 6 and 95 have marks of their own, or a lower version.
  if (magic === 0xa5dc || (magic === 0xa5ec && main.getUint16(2, true) < word97)) {
    throw new DocumentError('unsupported_kind', { found: 'word95' });
  }
  if (magic !== 0xa5ec) throw new DocumentError('damaged', { kind: 'doc' });
  if ((flags & 0x0100) !== 0) throw new DocumentError('encrypted');
  const table = viewOf(streams.get((flags & 0x0200) === 0 ? '0Table' : '1Table'));
  if (!table) throw new DocumentError('damaged', { kind: 'doc' });
  const length = (offset: number) => Math.max(0, main.getInt32(offset, true));
  const locate = (index: number) => ({
    offset: main.getUint32(154 + 8 * index, true),
    length: main.getUint32(158 + 8 * index, true),
  });
  return {
    main,
    table,
    data: viewOf(streams.get('Data')),
    locate,
    pieces: readPieces(table, locate(structure.pieces), main.byteLength),
    lengths: {
      text: length(0x4c),
      footnotes: length(0x50),
      headers: length(0x54),
      comments: length(0x5c),
      endnotes: length(0x60),
      textBoxes: length(0x64),
    },
  };
}

function viewOf(bytes: Uint8Array | undefined): DataView | null {
  return bytes ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) : null;
}

function readPieces(table: DataView, place: { offset: number; length: number }, size: number): Piece[] {
  let at = place.offset;
  // Changes of formatting stand before the list of pieces.
  while (at < place.offset + place.length && table.getUint8(at) === 1) at += 3 + table.getUint16(at + 1, true);
  if (table.getUint8(at) !== 2) throw new DocumentError('damaged', { kind: 'doc' });
  const count = Math.floor((table.getUint32(at + 1, true) - 4) / 12);
  const start = at + 5;
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index += 1) {
    const cpStart = table.getUint32(start + 4 * index, true);
    const cpEnd = table.getUint32(start + 4 * index + 4, true);
    const place32 = table.getUint32(start + 4 * (count + 1) + 8 * index + 2, true);
    const isNarrow = (place32 & 0x40000000) !== 0;
    const offset = isNarrow ? (place32 & 0x3fffffff) >>> 1 : place32 & 0x3fffffff;
    if (cpEnd <= cpStart || offset >= size) continue;
    pieces.push({ cpStart, cpEnd, offset, bytesPerChar: isNarrow ? 1 : 2 });
  }
  return pieces;
}

const narrowDecoder = new TextDecoder('windows-1252');
const wideDecoder = new TextDecoder('utf-16le');

/** A part of the text as runs of characters with their place in the stream, by which formatting is found. */
export function* textRuns(
  file: WordFile,
  cpStart: number,
  cpEnd: number,
): Generator<{ text: string; offset: number; bytesPerChar: 1 | 2 }> {
  for (const piece of file.pieces) {
    const from = Math.max(piece.cpStart, cpStart);
    const to = Math.min(piece.cpEnd, cpEnd);
    if (from >= to) continue;
    const { bytesPerChar } = piece;
    const offset = piece.offset + (from - piece.cpStart) * bytesPerChar;
    const length = Math.min((to - from) * bytesPerChar, file.main.byteLength - offset);
    if (length <= 0) continue;
    const bytes = new Uint8Array(file.main.buffer, file.main.byteOffset + offset, length);
    const text = (bytesPerChar === 1 ? narrowDecoder : wideDecoder).decode(bytes);
    yield { text, offset, bytesPerChar };
  }
}
