/** A paragraph of a .doc: its text, its properties, and the properties of all its characters. */
export interface DocParagraph {
  text: string;
  /** Ends with a cell mark rather than a paragraph mark. */
  isCell?: boolean;
  paragraph?: number[];
  character?: number[];
}

const sectorSize = 512;

/** Property codes used in tests, as bytes with their operands. */
export const property = {
  inTable: [0x16, 0x24, 1],
  rowEnd: [0x17, 0x24, 1],
  deleted: [0x00, 0x08, 1],
  hidden: [0x3c, 0x08, 1],
  bold: [0x35, 0x08, 1],
  font: (index: number) => [0x4f, 0x4a, index, 0],
  list: (id: number, level: number) => [0x0a, 0x26, level, 0x0b, 0x46, id, 0],
  /** Right bounds in twips, and for each cell whether it goes on from the one above. */
  row: (bounds: number[], isContinued: boolean[]) => {
    const body = [
      bounds.length,
      ...[0, ...bounds].flatMap(twoBytes),
      ...isContinued.flatMap((is) => [...twoBytes(is ? 0x20 : 0), ...Array<number>(18).fill(0)]),
    ];
    return [0x08, 0xd6, ...twoBytes(body.length + 1), ...body];
  },
};

function twoBytes(value: number): number[] {
  return [value & 255, (value >> 8) & 255];
}

/** A Word 97 file with one piece of text, a page of properties of each kind, fonts, and one list if asked for. */
export function makeDoc(
  paragraphs: DocParagraph[],
  { fonts = ['Times New Roman'], hasList = false, isEncrypted = false } = {},
): Uint8Array {
  const text = paragraphs.map((one) => one.text + (one.isCell ? '\u0007' : '\r')).join('');
  const textAt = 1536;
  const textBytes = Buffer.from(text, 'utf16le');
  const pagesAt = Math.ceil((textAt + textBytes.length) / 512) * 512;
  const main = Buffer.alloc(Math.max(4096, pagesAt + 1024));
  textBytes.copy(main, textAt);
  const bounds = paragraphs.reduce<number[]>(
    (ends, one) => [...ends, (ends.at(-1) ?? textAt) + 2 * (one.text.length + 1)],
    [textAt],
  );
  writePage(
    main,
    pagesAt,
    bounds,
    paragraphs.map((one) => one.paragraph ?? []),
    true,
  );
  writePage(
    main,
    pagesAt + 512,
    bounds,
    paragraphs.map((one) => one.character ?? []),
    false,
  );

  const parts: { index: number; bytes: Buffer; length?: number }[] = [
    { index: 12, bytes: pageList(bounds, pagesAt / 512 + 1) },
    { index: 13, bytes: pageList(bounds, pagesAt / 512) },
    { index: 15, bytes: fontTable(fonts) },
    { index: 33, bytes: pieceTable(text.length, textAt) },
    ...(hasList ? listTables() : []),
  ];
  const table = Buffer.alloc(4096);
  let at = 0;
  for (const { index, bytes, length } of parts) {
    bytes.copy(table, at);
    main.writeUInt32LE(at, 154 + 8 * index);
    main.writeUInt32LE(length ?? bytes.length, 158 + 8 * index);
    at += bytes.length;
  }
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(193, 2);
  main.writeUInt16LE(0x0200 | (isEncrypted ? 0x0100 : 0), 10);
  main.writeUInt32LE(text.length, 0x4c);
  return wrap([
    ['WordDocument', main],
    ['1Table', table],
  ]);
}

/** Formatting stands on pages of 512 bytes: bounds first, entries from the end backwards. */
function writePage(main: Buffer, page: number, bounds: number[], properties: number[][], isParagraphs: boolean): void {
  const count = properties.length;
  main[page + 511] = count;
  bounds.forEach((bound, index) => main.writeUInt32LE(bound, page + 4 * index));
  let end = 510;
  properties.forEach((list, index) => {
    const body = isParagraphs ? [0, 0, ...list] : list;
    const entry = isParagraphs
      ? body.length % 2 === 1
        ? [(body.length + 1) / 2, ...body]
        : [0, body.length / 2, ...body]
      : [body.length, ...body];
    end = (end - entry.length) & ~1;
    Buffer.from(entry).copy(main, page + end);
    main[page + 4 * (count + 1) + (isParagraphs ? 13 : 1) * index] = end / 2;
  });
}

function pageList(bounds: number[], page: number): Buffer {
  const list = Buffer.alloc(12);
  list.writeUInt32LE(bounds[0] ?? 0, 0);
  list.writeUInt32LE(bounds.at(-1) ?? 0, 4);
  list.writeUInt32LE(page, 8);
  return list;
}

function fontTable(fonts: string[]): Buffer {
  const entries = fonts.map((font) => {
    const entry = Buffer.alloc(40 + 2 * (font.length + 1));
    entry[0] = entry.length - 1;
    entry.write(font, 40, 'utf16le');
    return entry;
  });
  const head = Buffer.alloc(4);
  head.writeUInt16LE(fonts.length, 0);
  return Buffer.concat([head, ...entries]);
}

function pieceTable(length: number, offset: number): Buffer {
  const table = Buffer.alloc(21);
  table[0] = 2;
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(length, 9);
  table.writeUInt32LE(offset, 15);
  return table;
}

/** One list: "I." above "a)". */
function listTables(): { index: number; bytes: Buffer; length?: number }[] {
  const head = Buffer.alloc(30);
  head.writeUInt16LE(1, 0);
  head.writeInt32LE(77, 2);
  const level = (format: number, text: string) => {
    const bytes = Buffer.alloc(28 + 2 + 2 * text.length);
    bytes.writeInt32LE(1, 0);
    bytes[4] = format;
    bytes.writeUInt16LE(text.length, 28);
    bytes.write(text, 30, 'utf16le');
    return bytes;
  };
  const levels = [level(1, '\u0000.'), level(4, '\u0001)'), ...Array.from({ length: 7 }, () => level(255, ''))];
  const override = Buffer.alloc(24);
  override.writeUInt32LE(1, 0);
  override.writeInt32LE(77, 4);
  return [
    { index: 73, bytes: Buffer.concat([head, ...levels]), length: head.length },
    { index: 74, bytes: override },
  ];
}

/** The container: header, table of sectors, directory, then the streams. */
function wrap(streams: [string, Buffer][]): Uint8Array {
  const header = Buffer.alloc(sectorSize);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  header.fill(0xff, 76);
  // The table of sectors comes first, in as many sectors as it takes to list all; then the directory.
  const all = streams.reduce((sum, [, bytes]) => sum + Math.ceil(bytes.length / sectorSize), 2);
  const holders = Math.ceil(all / (sectorSize / 4 - 1));
  const sectors = Buffer.alloc(holders * sectorSize, 0xff);
  for (let index = 0; index < holders; index += 1) {
    header.writeUInt32LE(index, 76 + 4 * index);
    sectors.writeUInt32LE(0xfffffffd, 4 * index);
  }
  sectors.writeUInt32LE(0xfffffffe, 4 * holders);
  header.writeUInt32LE(holders, 44);
  header.writeUInt32LE(holders, 48);
  const directory = Buffer.alloc(sectorSize);
  writeEntry(directory, 0, 'Root Entry', 5, 0xfffffffe, 0);
  let next = holders + 1;
  const bodies = streams.map(([name, bytes], index) => {
    const count = Math.ceil(bytes.length / sectorSize);
    writeEntry(directory, index + 1, name, 2, next, bytes.length);
    for (let step = 0; step < count; step += 1)
      sectors.writeUInt32LE(step === count - 1 ? 0xfffffffe : next + step + 1, 4 * (next + step));
    next += count;
    return Buffer.concat([bytes, Buffer.alloc(count * sectorSize - bytes.length)]);
  });
  return Buffer.concat([header, sectors, directory, ...bodies]);
}

function writeEntry(directory: Buffer, index: number, name: string, type: number, start: number, size: number): void {
  const at = 128 * index;
  directory.write(name, at, 'utf16le');
  directory.writeUInt16LE(2 * (name.length + 1), at + 64);
  directory[at + 66] = type;
  directory.writeUInt32LE(start, at + 116);
  directory.writeUInt32LE(size, at + 120);
}
