import { structure, type WordFile } from './read-word-file.ts';

/** One property: its code and where its operand stands. */
export interface Property {
  code: number;
  view: DataView;
  at: number;
  length: number;
}

/** A stretch of the stream with the same properties. */
export interface PropertyRun {
  start: number;
  end: number;
  /** Only for paragraphs: the index of the style. */
  styleIndex: number;
  properties: Property[];
}

const operandLengths = [1, 1, 2, 4, 2, 2, -1, 3];
const hugeParagraph = 0x6646;
const tableDefinition = 0xd608;

/** Splits a list of properties ([MS-DOC] 2.6). Stops at the first one that runs over the end. */
export function splitProperties(view: DataView, start: number, end: number): Property[] {
  const properties: Property[] = [];
  let at = start;
  while (at + 2 < end && end <= view.byteLength) {
    const code = view.getUint16(at, true);
    at += 2;
    let length = operandLengths[code >>> 13] ?? 1;
    if (code === tableDefinition) {
      length = view.getUint16(at, true) - 1;
      at += 2;
    } else if (length < 0) {
      length = view.getUint8(at);
      at += 1;
    }
    if (length < 0 || at + length > end) break;
    properties.push({ code, view, at, length });
    at += length;
  }
  return properties;
}

/** All stretches of paragraph properties in the order of the stream. */
export function readParagraphRuns(file: WordFile): PropertyRun[] {
  return readPages(file, structure.paragraphPages, (page, index, count) => {
    const at = page + 2 * file.main.getUint8(page + 4 * (count + 1) + 13 * index);
    if (at === page) return { styleIndex: 0, properties: [] };
    const words = file.main.getUint8(at);
    const start = words === 0 ? at + 2 : at + 1;
    const length = words === 0 ? 2 * file.main.getUint8(at + 1) : 2 * words - 1;
    const properties = splitProperties(file.main, start + 2, Math.min(start + length, page + 512));
    return {
      styleIndex: file.main.getUint16(start, true),
      properties: properties.flatMap((property) => unfold(file, property)),
    };
  });
}

/** All stretches of character properties in the order of the stream. */
export function readCharacterRuns(file: WordFile): PropertyRun[] {
  return readPages(file, structure.characterPages, (page, index, count) => {
    const at = page + 2 * file.main.getUint8(page + 4 * (count + 1) + index);
    if (at === page) return { styleIndex: 0, properties: [] };
    const length = file.main.getUint8(at);
    return { styleIndex: 0, properties: splitProperties(file.main, at + 1, Math.min(at + 1 + length, page + 512)) };
  });
}

/** Properties that did not fit on their page stand in the data stream. */
function unfold(file: WordFile, property: Property): Property[] {
  if (property.code !== hugeParagraph || !file.data) return [property];
  const at = property.view.getUint32(property.at, true);
  if (at + 2 > file.data.byteLength) return [];
  return splitProperties(file.data, at + 2, Math.min(at + 2 + file.data.getUint16(at, true), file.data.byteLength));
}

type ReadOne = (page: number, index: number, count: number) => Omit<PropertyRun, 'start' | 'end'>;

function readPages(file: WordFile, index: number, readOne: ReadOne): PropertyRun[] {
  const { offset, length } = file.locate(index);
  const pages = Math.floor((length - 4) / 8);
  const runs: PropertyRun[] = [];
  const seen = new Set<number>();
  for (let number = 0; number < pages; number += 1) {
    const page = (file.table.getUint32(offset + 4 * (pages + 1) + 4 * number, true) & 0x3fffff) * 512;
    if (page + 512 > file.main.byteLength || seen.has(page)) continue;
    seen.add(page);
    const count = file.main.getUint8(page + 511);
    for (let entry = 0; entry < count && 4 * (entry + 2) < 512; entry += 1) {
      const start = file.main.getUint32(page + 4 * entry, true);
      const end = file.main.getUint32(page + 4 * entry + 4, true);
      if (end > start) runs.push({ start, end, ...readOne(page, entry, count) });
    }
  }
  return runs.toSorted((a, b) => a.start - b.start);
}

/** The run that holds a place in the stream. */
export function findRun(runs: PropertyRun[], offset: number): PropertyRun | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle];
    if (!run) return undefined;
    if (offset < run.start) high = middle - 1;
    else if (offset >= run.end) low = middle + 1;
    else return run;
  }
  return undefined;
}
