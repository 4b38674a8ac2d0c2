import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import {
  beginReorganisation,
  recordDecision,
  recordTouched,
  type Decision,
} from '#app/modules/orgs/server/reorganise/decision.ts';
import { refreshSearchKey, requireFreeName } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import {
  emptyOutcome,
  runReorganisation,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface RenameUnitInput extends Decision {
  unitId: string;
  version: number;
  name: string;
  shortName?: string | undefined;
  symbol?: string | undefined;
}

/**
 * Gives a unit a new name from the effective date on; the old one ends that day and stays findable. Throws not_found,
 * forbidden, conflict, orgs.ended, orgs.nothing_changes, orgs.name_taken, orgs.before_founding,
 * orgs.before_last_change, orgs.future_effective.
 */
export async function renameUnit(
  ctx: Context,
  input: RenameUnitInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    const unit = await loadUnit(tx, input.unitId);
    requireUnit(tx.actor, 'reorganise', unit);
    if (unit.version !== input.version) throw new AppError('conflict');
    const shortName = input.shortName ?? unit.shortName;
    if (unit.name === input.name && unit.shortName === shortName) throw new AppError('orgs.nothing_changes');
    await requireFreeName(tx, unit.parentId, input.name, [unit.id]);

    await changeName(tx, unit, { name: input.name, shortName, symbol: input.symbol ?? unit.symbol }, input.effectiveOn);
    await recordDecision(tx, decisionId, 'rename', input, unit.id);
    await recordTouched(tx, decisionId, [
      {
        unitId: unit.id,
        role: 'renamed',
        before: { name: unit.name, shortName: unit.shortName, symbol: unit.symbol },
        after: { name: input.name, shortName, symbol: input.symbol ?? unit.symbol },
      },
    ]);
    await tx.audit('orgs.rename-unit', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { before: unit.name, after: input.name, decision: input.decisionNumber, on: input.effectiveOn },
    });
    return { ...emptyOutcome(unit.id), renamed: { from: unit.name, to: input.name } };
  });
}

/** Ends the current name and begins the next one. */
export async function changeName(
  tx: Tx,
  unit: LoadedUnit,
  next: { name: string; shortName: string; symbol: string },
  on: LocalDate,
): Promise<void> {
  if (on < unit.foundedOn) throw new AppError('orgs.before_founding', { name: unit.name, date: unit.foundedOn });
  const current = await tx.db
    .selectFrom('orgUnitName')
    .select('validFrom')
    .where('unitId', '=', unit.id)
    .where('validTo', 'is', null)
    .executeTakeFirst();
  if (current && current.validFrom > on) {
    throw new AppError('orgs.before_last_change', { name: unit.name, date: current.validFrom });
  }
  await sql`update org_unit_name set valid_to = ${on} where unit_id = ${unit.id} and valid_to is null`.execute(tx.db);
  await tx.db
    .insertInto('orgUnitName')
    .values({ unitId: unit.id, name: next.name, shortName: next.shortName, validFrom: on, validTo: null })
    .execute();
  await tx.db
    .updateTable('orgUnit')
    .set({
      name: next.name,
      nameSort: toSortKey(next.name),
      nameKey: toSearchKey(next.name),
      shortName: next.shortName,
      symbol: next.symbol,
      version: sql`version + 1`,
    })
    .where('id', '=', unit.id)
    .execute();
  await refreshSearchKey(tx, unit.id);
}
