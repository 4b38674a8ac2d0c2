import { AppError } from '#app/platform/errors.ts';
import { readSheetInWorker } from '#app/platform/parse-worker/parse-in-worker.ts';
import { normaliseText } from '#app/platform/vietnamese.ts';
import { findHeader } from '#app/modules/orgs/import/columns.ts';
import type { Sheet } from '#app/modules/orgs/import/import-plan.ts';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { sniffKind } from '#app/vanban/files/sniff-kind.ts';

export const sheetLimits = {
  /** A province's list of 4,000 unions with all columns has about 1 MB. */
  fileBytes: 10_000_000,
  rows: 20_000,
  columns: 100,
  cellLength: 2_000,
} as const;

/**
 * Reads the first sheet of an .xlsx, or a .csv in any usual encoding and with any usual delimiter, told by content. Of one
 * `turnOf` (a unit's id) one list is read at a time.
 * Throws file.empty, file.too_large, file.kind_mismatch (the name promises something else), file.unsupported_kind,
 * orgs.unreadable_sheet, orgs.sheet_unfolds, orgs.too_many_rows, orgs.nothing_to_import.
 */
export async function readSheet(file: { bytes: Uint8Array; fileName: string; turnOf?: string }): Promise<Sheet> {
  const name = file.fileName.slice(-120);
  if (file.bytes.length === 0) throw new AppError('file.empty', { name });
  if (file.bytes.length > sheetLimits.fileBytes) {
    throw new AppError('file.too_large', { megabytes: sheetLimits.fileBytes / 1_000_000 });
  }
  const kind = await tellKind(file.bytes, name);
  return toSheet(await readLines(file.bytes, kind, file.turnOf));
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

/** In a process of its own: a list of two cells can be made so that reading it takes all memory there is. */
async function readLines(bytes: Uint8Array, kind: 'xlsx' | 'csv', turnOf: string | undefined): Promise<string[][]> {
  const { rows, columns, cellLength } = sheetLimits;
  try {
    // A hundred rows more than are taken: titles above the headings, and one too many to tell of.
    const bounds = { rows: rows + 100, columns, cellLength };
    return await readSheetInWorker(bytes, { kind, bounds }, turnOf === undefined ? {} : { turnOf });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new AppError(unfolding.includes(error.code) ? 'orgs.sheet_unfolds' : 'orgs.unreadable_sheet');
  }
}

const unfolding: readonly string[] = ['archive_bomb', 'too_large', 'too_slow', 'too_much_memory'];

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
