import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Tx } from '#app/platform/context.ts';
import { documentKinds } from '#app/vanban/write/document-kinds-data.ts';
import { composeSymbol } from '#app/vanban/write/format-official.ts';

export interface RegisterEntry {
  registerYear: number;
  registerNumber: number;
  /** "06/KH-LĐLĐ". */
  numberText: string;
}

/** What stands behind the number: the kind's abbreviation and the unit's symbol (NĐ 30/2020, ô số 3). */
export function symbolOf(docType: string, unitSymbol: string): string {
  const wanted = docType.normalize('NFC').toLocaleLowerCase('vi').trim();
  const kind = Object.keys(documentKinds).find((name) => name.toLocaleLowerCase('vi') === wanted);
  return composeSymbol((kind as keyof typeof documentKinds | undefined) ?? null, unitSymbol);
}

/**
 * Takes the next number of a unit's register for a kind of document and a year. Whoever comes second waits until the
 * first has committed or given up, so that no number is given twice and none is left out. A register that begins here
 * may begin at `wanted` (the numbers before were given on paper); later `wanted` must be the next one.
 * Throws plan.no_number (the unit has no symbol), plan.number_taken.
 */
export async function takeRegisterNumber(
  tx: Tx,
  unitId: string,
  docType: string,
  year: number,
  wanted: number | null,
): Promise<RegisterEntry> {
  const register = `register:${unitId}:${docType}:${year}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${register}, 0))`.execute(tx.db);
  const { last, symbol } = await readRegister(tx, unitId, docType, year);
  if (symbol === '') throw new AppError('plan.no_number');
  const next = last === null ? (wanted ?? 1) : last + 1;
  if (wanted !== null && wanted !== next) throw new AppError('plan.number_taken', { next });
  return { registerYear: year, registerNumber: next, numberText: formatNumber(next, symbolOf(docType, symbol)) };
}

/** The number that would be given now; null where the register has not begun. For the form only. */
export async function nextRegisterNumber(
  tx: Tx,
  unitId: string,
  docType: string,
  year: number,
): Promise<{ next: number | null; symbol: string }> {
  const { last, symbol } = await readRegister(tx, unitId, docType, year);
  return { next: last === null ? null : last + 1, symbol: symbol === '' ? '' : symbolOf(docType, symbol) };
}

async function readRegister(
  tx: Tx,
  unitId: string,
  docType: string,
  year: number,
): Promise<{ last: number | null; symbol: string }> {
  const { rows } = await sql<{ last: number | null; symbol: string }>`
    select u.symbol, (select max(register_number) from plan
                      where org_unit_id = u.id and doc_type = ${docType} and register_year = ${year}) as last
    from org_unit u where u.id = ${unitId}`.execute(tx.db);
  return rows[0] ?? { last: null, symbol: '' };
}

/** Numbers under ten take a leading zero. */
const formatNumber = (number: number, symbol: string): string => `${String(number).padStart(2, '0')}/${symbol}`;
