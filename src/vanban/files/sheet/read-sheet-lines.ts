import { parse } from 'csv-parse/sync';
import { readSheet as readFirstSheet } from 'read-excel-file/node';
import { decodeText } from '../../encoding/decode-text.ts';
import { DocumentError } from '../document-error.ts';
import { openArchive } from '../open-archive.ts';

/** How much of a sheet is wanted; what lies beyond is left out. */
export interface SheetBounds {
  rows: number;
  columns: number;
  cellLength: number;
}

/**
 * The cells of the first sheet of an .xlsx, or of a .csv in any usual encoding and with any usual delimiter, as texts;
 * days as 2026-03-01. A sheet of two cells may name one in its last row and column, and take all memory there is: read
 * it in a process of its own. Throws DocumentError: damaged, archive_bomb or too_large.
 */
export async function readSheetLines(
  bytes: Uint8Array,
  kind: 'xlsx' | 'csv',
  bounds: SheetBounds,
): Promise<string[][]> {
  const lines = kind === 'xlsx' ? await readXlsx(bytes) : readCsv(bytes, bounds.rows);
  let letters = 0;
  return lines.slice(0, bounds.rows).map((line) =>
    line.slice(0, bounds.columns).map((cell) => {
      const text = cellText(cell).slice(0, bounds.cellLength);
      letters += text.length;
      if (letters > mostLetters) throw new DocumentError('too_large', { limit: mostLetters });
      return text;
    }),
  );
}

/** In all: one text may stand in every cell, and whoever asked for the cells gets each of them. */
const mostLetters = 30_000_000;

async function readXlsx(bytes: Uint8Array): Promise<unknown[][]> {
  // Every part is unpacked once under a limit: the reader of sheets has none of its own.
  const archive = openArchive(bytes);
  for (const name of archive.names) archive.read(name);
  try {
    return await readFirstSheet(Buffer.from(bytes), 1, { trim: true });
  } catch (cause) {
    throw new DocumentError('damaged', { kind: 'xlsx' }, { cause });
  }
}

function cellText(cell: unknown): string {
  // A date of a sheet has no time zone; the reader gives it as midnight UTC.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell);
}

function readCsv(bytes: Uint8Array, rows: number): string[][] {
  const { text } = decodeText(bytes);
  try {
    return parse(text, {
      delimiter: guessDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: rows,
    }) as string[][];
  } catch (cause) {
    throw new DocumentError('damaged', { kind: 'csv' }, { cause });
  }
}

/** The mark that parts the first lines into the most columns, alike from line to line. */
export function guessDelimiter(text: string): string {
  const lines = text.split('\n', 12).filter((line) => line.trim() !== '');
  const score = (mark: string): number => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(mark).length - 1);
    const most = Math.max(0, ...counts);
    return most === 0 ? 0 : counts.filter((count) => count === most).length * 10 + most;
  };
  const marks = [';', '\t', ',', '|'];
  return marks.toSorted((one, other) => score(other) - score(one))[0] ?? ',';
}
