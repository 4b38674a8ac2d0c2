import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { childPath, labelOf } from '#app/modules/orgs/unit-path.ts';
import { closeRelations } from '#app/modules/orgs/server/close-relations.job.ts';
import type { LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { handOverOpenWork } from '#app/modules/orgs/server/open-work.ts';
import type { Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { rewritePaths } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import type { ReorganisationOutcome } from '#app/modules/orgs/server/reorganise/outcome.ts';

/**
 * Ends a unit that has no active unit below it any more: its name, codes, relations, positions and grants end that day,
 * its open work goes to the successor. It stays in the tree, under its successor where there is one, so that the
 * successor's people keep the past in sight; where it stood before is in the dated relations. Adds to `outcome`. Inside
 * `changePlaces`.
 */
export async function endUnit(
  tx: Tx,
  unit: LoadedUnit,
  successor: Place | null,
  on: LocalDate,
  outcome: ReorganisationOutcome,
): Promise<void> {
  if (unit.foundedOn > on) throw new AppError('orgs.before_founding', { name: unit.name, date: unit.foundedOn });
  await refuseLaterChanges(tx, unit, on);
  outcome.ended.push({ id: unit.id, name: unit.name, successorName: successor?.name ?? null });
  for (const work of await handOverOpenWork(tx, unit.id, successor?.id ?? null, on)) {
    outcome.openWork.push({ ...work, unitName: unit.name, successorName: successor?.name ?? null });
  }

  for (const table of ['org_unit_name', 'org_unit_code'] as const) {
    await sql`
      update ${sql.table(table)} set valid_to = greatest(valid_from, ${on}::date)
      where unit_id = ${unit.id} and valid_to is null`.execute(tx.db);
  }
  await sql`
    update org_relation set valid_to = greatest(valid_from, ${on}::date)
    where (child_id = ${unit.id} or parent_id = ${unit.id}) and valid_to is null`.execute(tx.db);
  const positions = await sql`
    update person_position set valid_to = greatest(valid_from, ${on}::date)
    where unit_id = ${unit.id} and (valid_to is null or valid_to > ${on})`.execute(tx.db);
  // A grant names its last day; one that would have begun later was never held.
  const grants = await sql`
    update role_grant set valid_to = greatest(valid_from, ${on}::date) - 1
    where unit_id = ${unit.id} and (valid_to is null or valid_to >= ${on})`.execute(tx.db);
  outcome.positionsEndedCount += Number(positions.numAffectedRows ?? 0);
  outcome.grantsEndedCount += Number(grants.numAffectedRows ?? 0);

  await sql`
    update org_unit set ended_on = ${on}, parent_id = coalesce(${successor?.id ?? null}::uuid, parent_id),
      version = version + 1
    where id = ${unit.id}`.execute(tx.db);
  if (successor) await rewritePaths(tx, [{ from: unit.path, to: childPath(successor.path, labelOf(unit.path)) }]);
  await tx.enqueue(closeRelations, { unitId: unit.id });
}

async function refuseLaterChanges(tx: Tx, unit: LoadedUnit, on: LocalDate): Promise<void> {
  const { rows } = await sql<{ last: LocalDate | null }>`
    select greatest(
      (select max(valid_from) from org_unit_name where unit_id = ${unit.id}),
      (select max(greatest(valid_from, valid_to)) from org_relation
       where type = 'direct_parent' and (child_id = ${unit.id} or parent_id = ${unit.id}))
    ) as last`.execute(tx.db);
  const last = rows[0]?.last;
  if (last && last > on) throw new AppError('orgs.before_last_change', { name: unit.name, date: last });
}
