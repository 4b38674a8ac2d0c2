import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { ImportFacts, PlannedUnit } from '#app/modules/orgs/import/import-plan.ts';
import { changeCode } from '#app/modules/orgs/server/edit-unit-details.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';
import { refreshSearchKey } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { moveSubtrees } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import { changeName } from '#app/modules/orgs/server/rename-unit.ts';

/** Writes what a row changes about a unit that is there; a new name or parent begins on the import's as-of date. */
export async function changeUnit(
  tx: Tx,
  planned: PlannedUnit,
  parentId: string | null,
  facts: ImportFacts,
): Promise<void> {
  const changed = new Set(planned.changes.map((change) => change.field));
  // Loaded now: a change further up may have moved it since the plan was made.
  const unit = await loadUnit(tx, planned.unitId ?? '');
  if (!unit) throw new AppError('not_found');
  const { values } = planned;
  // First what it is: where it may stand follows from its kind.
  await tx.db
    .updateTable('orgUnit')
    .set({
      kindId: values.kindId,
      sectorId: values.sectorId ?? unit.sectorId,
      shortName: values.shortName ?? unit.shortName,
      symbol: values.symbol ?? unit.symbol,
      address: values.address ?? unit.address,
      email: values.email ?? unit.email,
      phone: values.phone ?? unit.phone,
      version: sql`version + 1`,
    })
    .where('id', '=', unit.id)
    .execute();
  if (changed.has('parent')) {
    const parent = parentId === null ? undefined : await loadUnit(tx, parentId);
    if (!parent) throw new AppError('orgs.unknown_parent');
    await moveSubtrees(tx, [unit], parent, facts.asOfOn, null);
  }
  if (changed.has('name')) {
    const { shortName = unit.shortName, symbol = unit.symbol } = values;
    await changeName(tx, unit, { name: values.name, shortName, symbol }, facts.asOfOn);
  }
  if (values.code && changed.has('code')) await changeCode(tx, unit, values.code);
  await refreshSearchKey(tx, unit.id);
}
