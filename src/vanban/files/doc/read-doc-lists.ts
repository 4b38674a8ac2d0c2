import type { AbstractList, ListInstance, ListLevel, Numbering } from '../docx/read-numbering.ts';
import { structure, type WordFile } from './read-word-file.ts';

const formats: Record<number, string> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  22: 'decimalZero',
  23: 'bullet',
  255: 'none',
};

/** Reads the lists of a .doc into the form that .docx gives them, so that both are counted by the same rules. */
export function readDocLists(file: WordFile): Numbering {
  const abstracts = new Map<string, AbstractList>();
  const instances = new Map<string, ListInstance>();
  try {
    readLists(file, abstracts);
    readOverrides(file, instances);
  } catch (cause) {
    // A list that cannot be followed costs its numbers, not the document.
    if (!(cause instanceof RangeError)) throw cause;
  }
  return { abstracts, instances };
}

function readLists({ table, locate }: WordFile, abstracts: Map<string, AbstractList>): void {
  const { offset, length } = locate(structure.lists);
  if (length < 2) return;
  const count = table.getUint16(offset, true);
  const cursor = { at: offset + 2 + 28 * count };
  for (let index = 0; index < count; index += 1) {
    const at = offset + 2 + 28 * index;
    const id = String(table.getInt32(at, true));
    const levels: ListLevel[] = [];
    const isSimple = (table.getUint8(at + 26) & 1) === 1;
    for (let level = 0; level < (isSimple ? 1 : 9); level += 1) levels.push(readLevel(table, cursor));
    abstracts.set(id, { id, levels });
  }
}

function readLevel(table: DataView, cursor: { at: number }): ListLevel {
  const { at } = cursor;
  const flags = table.getUint8(at + 5);
  const textAt = at + 28 + table.getUint8(at + 24) + table.getUint8(at + 25);
  const length = table.getUint16(textAt, true);
  let pattern = '';
  for (let index = 0; index < length; index += 1) {
    const code = table.getUint16(textAt + 2 + 2 * index, true);
    // Codes 0 to 8 stand for the counters of the levels.
    pattern += code < 9 ? `%${code + 1}` : String.fromCharCode(code);
  }
  cursor.at = textAt + 2 + 2 * length;
  const level: ListLevel = {
    start: table.getInt32(at, true),
    format: formats[table.getUint8(at + 4)] ?? 'decimal',
    pattern,
    isLegal: (flags & 4) !== 0,
  };
  if ((flags & 8) !== 0) level.restartAfter = table.getUint8(at + 26);
  return level;
}

function readOverrides({ table, locate }: WordFile, instances: Map<string, ListInstance>): void {
  const { offset, length } = locate(structure.listOverrides);
  if (length < 4) return;
  const count = table.getUint32(offset, true);
  const cursor = { at: offset + 4 + 16 * count };
  for (let index = 0; index < count && 4 + 16 * index < length; index += 1) {
    const at = offset + 4 + 16 * index;
    const instance: ListInstance = {
      abstractId: String(table.getInt32(at, true)),
      startOverrides: new Map(),
      levelOverrides: new Map(),
    };
    instances.set(String(index + 1), instance);
    const levels = table.getUint8(at + 12);
    // Before each list's overrides stands a place that is not used.
    cursor.at += 4;
    for (let number = 0; number < levels; number += 1) readOverride(table, cursor, instance);
  }
}

function readOverride(table: DataView, cursor: { at: number }, instance: ListInstance): void {
  const start = table.getInt32(cursor.at, true);
  const flags = table.getUint32(cursor.at + 4, true);
  cursor.at += 8;
  const level = flags & 15;
  if ((flags & 16) !== 0) instance.startOverrides.set(level, start);
  if ((flags & 32) !== 0) instance.levelOverrides.set(level, readLevel(table, cursor));
}
