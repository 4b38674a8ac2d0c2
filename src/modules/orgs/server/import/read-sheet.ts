import { parse } from 'csv-parse/sync';
import { readSheet as readFirstSheet } from 'read-excel-file/node';
import { AppError } from '#app/platform/errors.ts';
import { normaliseText } from '#app/platform/vietnamese.ts';
import { findHeader } from '#app/modules/orgs/import/columns.ts';
import type { Sheet } from '#app/modules/orgs/import/import-plan.ts';
import { decodeText } from '#app/vanban/encoding/decode-text.ts';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { openArchive } from '#app/vanban/files/open-archive.ts';
import { sniffKind } from '#app/vanban/files/sniff-kind.ts';

export const sheetLimits = {
  /** A province's list of 4,000 unions with all columns has about 1 MB. */
  fileBytes: 10_000_000,
  rows: 20_000,
  columns: 100,
  cellLength: 2_000,
} as const;

/**
 * Reads the first sheet of an .xlsx, or a .csv in any usual encoding and with any usual delimiter, told by content.
 * Throws file.empty, file.too_large, file.kind_mismatch (the name promises something else), file.unsupported_kind,
 * orgs.unreadable_sheet, orgs.sheet_unfolds, orgs.too_many_rows, orgs.nothing_to_import.
 */
export async function readSheet(file: { bytes: Uint8Array; fileName: string }): Promise<Sheet> {
  const name = file.fileName.slice(-120);
  if (file.bytes.length === 0) throw new AppError('file.empty', { name });
  if (file.bytes.length > sheetLimits.fileBytes) {
    throw new AppError('file.too_large', { megabytes: sheetLimits.fileBytes / 1_000_000 });
  }
  const kind = await tellKind(file.bytes, name);
  const lines = kind === 'xlsx' ? await readXlsx(file.bytes) : readCsv(file.bytes);
  return toSheet(lines);
}

async function tellKind(bytes: Uint8Array, name: string): Promise<'xlsx' | 'csv'> {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const sniffed = await sniffKind(bytes);
  const found = sniffed.kind === 'other' ? sniffed.found : sniffed.kind;
  const kind = found === 'xlsx' ? 'xlsx' : found === 'text' ? 'csv' : undefined;
  if (!kind) {
    const isPromised = ['xlsx', 'csv', 'txt'].includes(ending);
    throw new AppError(isPromised ? 'file.kind_mismatch' : 'file.unsupported_kind', { name, found });
  }
  const promised = ending === 'xlsx' ? 'xlsx' : ['csv', 'tsv', 'txt'].includes(ending) ? 'csv' : kind;
  if (promised !== kind) throw new AppError('file.kind_mismatch', { name, found });
  return kind;
}

async function readXlsx(bytes: Uint8Array): Promise<string[][]> {
  requireBounded(bytes);
  try {
    const rows = await readFirstSheet(Buffer.from(bytes), 1, { trim: true });
    return rows.map((row) => row.map(cellText));
  } catch {
    throw new AppError('orgs.unreadable_sheet');
  }
}

/** Unpacks every part once under a limit: the reader of sheets has none of its own. */
function requireBounded(bytes: Uint8Array): void {
  try {
    const archive = openArchive(bytes);
    for (const name of archive.names) archive.read(name);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const isTooMuch = error.code === 'archive_bomb' || error.code === 'too_large';
    throw new AppError(isTooMuch ? 'orgs.sheet_unfolds' : 'orgs.unreadable_sheet');
  }
}

function cellText(cell: unknown): string {
  // A date of a sheet has no time zone; the reader gives it as midnight UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell);
}

function readCsv(bytes: Uint8Array): string[][] {
  const { text } = decodeText(bytes);
  try {
    return parse(text, {
      delimiter: guessDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: sheetLimits.rows + 100,
    }) as string[][];
  } catch {
    throw new AppError('orgs.unreadable_sheet');
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

function toSheet(lines: readonly (readonly string[])[]): Sheet {
  const clean = lines.map((line) =>
    line.slice(0, sheetLimits.columns).map((cell) => normaliseText(cell).slice(0, sheetLimits.cellLength).trim()),
  );
  const at = findHeader(clean);
  const header = clean[at] ?? [];
  const rows = clean
    .map((cells, index) => ({ rowNumber: index + 1, cells }))
    .slice(at + 1)
    .filter((row) => row.cells.some((cell) => cell !== ''));
  if (rows.length === 0) throw new AppError('orgs.nothing_to_import');
  if (rows.length > sheetLimits.rows) {
    throw new AppError('orgs.too_many_rows', { count: rows.length, limit: sheetLimits.rows });
  }
  const width = Math.max(header.length, ...rows.map((row) => row.cells.length));
  return { header: Array.from({ length: width }, (_, column) => header[column] ?? ''), rows };
}
