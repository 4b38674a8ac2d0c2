import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { insertCode, refreshSearchKey } from '#app/modules/orgs/server/reorganise/insert-unit.ts';

export interface UnitDetails {
  symbol: string;
  sectorId: string | null;
  address: string;
  email: string;
  phone: string;
  /** The unit's code in the federation's register; empty for none. */
  code: string;
}

export interface EditUnitDetailsInput extends UnitDetails {
  unitId: string;
  version: number;
}

/**
 * Changes what needs no decision: symbol, sector, address, telephone, mail, code. A former code stays findable.
 * Throws not_found, forbidden, conflict, orgs.ended, orgs.code_taken.
 */
export async function editUnitDetails(ctx: Context, input: EditUnitDetailsInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const unit = await loadUnit(tx, input.unitId);
    requireUnit(tx.actor, 'describe', unit);
    const { numUpdatedRows } = await tx.db
      .updateTable('orgUnit')
      .set({
        symbol: input.symbol,
        sectorId: input.sectorId,
        address: input.address,
        email: input.email,
        phone: input.phone,
        version: sql`version + 1`,
      })
      .where('id', '=', unit.id)
      .where('version', '=', input.version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('conflict');
    await changeCode(tx, unit, input.code);
    await refreshSearchKey(tx, unit.id);
    const before = { symbol: unit.symbol, sectorId: unit.sectorId, address: unit.address };
    const after = { symbol: input.symbol, sectorId: input.sectorId, address: input.address, code: input.code };
    await tx.audit('orgs.edit-unit', { orgUnitId: unit.id, subject: `unit:${unit.id}`, detail: { before, after } });
  });
}

/** Ends the current code today and begins the next one; an empty one only ends it. */
export async function changeCode(tx: Tx, unit: LoadedUnit, code: string): Promise<void> {
  const current = await tx.db
    .selectFrom('orgUnitCode')
    .select(['id', 'code'])
    .where('unitId', '=', unit.id)
    .where('scheme', '=', 'unit')
    .where('validTo', 'is', null)
    .executeTakeFirst();
  if ((current?.code ?? '') === code) return;
  if (current) {
    await sql`update org_unit_code set valid_to = greatest(valid_from, ${tx.today()}::date) where id = ${current.id}`.execute(
      tx.db,
    );
  }
  if (code !== '') await insertCode(tx, unit.id, code, current ? tx.today() : unit.foundedOn);
}
