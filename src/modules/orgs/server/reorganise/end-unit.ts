import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { childPath, labelOf } from '#app/modules/orgs/unit-path.ts';
import { closeRelations } from '#app/modules/orgs/server/close-relations.job.ts';
import type { LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { handOverOpenWork, type HandedOver } from '#app/modules/orgs/server/open-work.ts';
import type { Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { rewritePaths } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import type { Decision } from '#app/modules/orgs/server/reorganise/decision.ts';
import type { ReorganisationOutcome } from '#app/modules/orgs/server/reorganise/outcome.ts';

/**
 * Ends one unit, as `endUnits`, and puts its path under its successor. Without one, its open work may still have an heir.
 * Adds to `outcome`. Inside `changePlaces`.
 */
export async function endUnit(
  tx: Tx,
  unit: LoadedUnit,
  successor: Place | null,
  decision: EndingDecision,
  outcome: ReorganisationOutcome,
  heir: Place | null = successor,
): Promise<void> {
  const ended = await endUnits(
    tx,
    [{ unitId: unit.id, successorId: successor?.id ?? null, heirId: heir?.id ?? null }],
    decision,
  );
  outcome.ended.push({ id: unit.id, name: unit.name, successorName: successor?.name ?? null });
  for (const { unitId: _unitId, ...work } of ended.openWork)
    outcome.openWork.push({ ...work, unitName: unit.name, successorName: heir?.name ?? null });
  outcome.positionsEndedCount += ended.positionsEndedCount;
  outcome.grantsEndedCount += ended.grantsEndedCount;
  if (successor) await rewritePaths(tx, [{ from: unit.path, to: childPath(successor.path, labelOf(unit.path)) }]);
}

export type EndingDecision = Pick<Decision, 'effectiveOn' | 'work'>;

/** A unit that ends into another or into none; an heir takes its open work without succeeding it. */
export interface UnitEnding {
  unitId: string;
  successorId: string | null;
  heirId?: string | null;
}

export interface EndedUnits {
  openWork: HandedOver[];
  positionsEndedCount: number;
  grantsEndedCount: number;
}

/**
 * Ends units that have no active unit below them any more, each into a successor or into none: names, codes, relations,
 * positions and grants end that day, open work goes the way that was chosen. They stay in the tree, under the successor where
 * there is one, so that its people keep the past in sight; where they stood is in the dated relations. Paths are settled
 * afterwards. Throws orgs.before_founding, orgs.before_last_change.
 */
export async function endUnits(
  tx: Tx,
  ends: readonly UnitEnding[],
  { effectiveOn: on, work }: EndingDecision,
): Promise<EndedUnits> {
  const ids = ends.map((end) => end.unitId);
  await refuseEarlierDay(tx, ids, on);
  const openWork = await handOverOpenWork(
    tx,
    ends.map(({ unitId, successorId, heirId }) => ({ unitId, successorId: successorId ?? heirId ?? null })),
    on,
    work,
  );
  for (const table of ['org_unit_name', 'org_unit_code'] as const) {
    await sql`
      update ${sql.table(table)} set valid_to = greatest(valid_from, ${on}::date)
      where unit_id = any(${ids}::uuid[]) and valid_to is null`.execute(tx.db);
  }
  await sql`
    update org_relation set valid_to = greatest(valid_from, ${on}::date)
    where (child_id = any(${ids}::uuid[]) or parent_id = any(${ids}::uuid[])) and valid_to is null`.execute(tx.db);
  const positions = await sql`
    update person_position set valid_to = greatest(valid_from, ${on}::date)
    where unit_id = any(${ids}::uuid[]) and (valid_to is null or valid_to > ${on})`.execute(tx.db);
  // A grant names its last day; one that would have begun later was never held.
  const grants = await sql`
    update role_grant set valid_to = greatest(valid_from, ${on}::date) - 1
    where unit_id = any(${ids}::uuid[]) and (valid_to is null or valid_to >= ${on})`.execute(tx.db);
  await sql`
    update org_unit u set ended_on = ${on}, parent_id = coalesce(e.successor, u.parent_id), version = version + 1
    from unnest(${ids}::uuid[], ${ends.map((end) => end.successorId)}::uuid[]) e (id, successor)
    where u.id = e.id`.execute(tx.db);
  await closeForeignRelations(tx, ids);
  return {
    openWork,
    positionsEndedCount: Number(positions.numAffectedRows ?? 0),
    grantsEndedCount: Number(grants.numAffectedRows ?? 0),
  };
}

/** Links to units of other branches are still open: the person may not write to those, so a job closes them. */
async function closeForeignRelations(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ unitId: string }>`
    select distinct e.id as unit_id from unnest(${[...ids]}::uuid[]) e (id)
    join org_relation r on r.valid_to is null and (r.parent_id = e.id or r.child_id = e.id)`.execute(tx.db);
  for (const { unitId } of rows) await tx.enqueue(closeRelations, { unitId });
}

async function refuseEarlierDay(tx: Tx, ids: readonly string[], on: LocalDate): Promise<void> {
  const { rows } = await sql<{ name: string; foundedOn: LocalDate; last: LocalDate | null }>`
    select u.name, u.founded_on, l.last from org_unit u cross join lateral (
      select greatest(
        (select max(valid_from) from org_unit_name where unit_id = u.id),
        (select max(greatest(valid_from, valid_to)) from org_relation where type = 'direct_parent' and child_id = u.id),
        (select max(greatest(valid_from, valid_to)) from org_relation where type = 'direct_parent' and parent_id = u.id)
      ) as last) l
    where u.id = any(${[...ids]}::uuid[]) and (u.founded_on > ${on} or l.last > ${on}) order by u.path limit 1`.execute(
    tx.db,
  );
  const [early] = rows;
  if (!early) return;
  const { name, foundedOn, last } = early;
  if (foundedOn > on) throw new AppError('orgs.before_founding', { name, date: foundedOn });
  throw new AppError('orgs.before_last_change', { name, date: last ?? foundedOn });
}
