import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { childPath, isWithin, labelOf, rangeOf, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { placeFounded } from '#app/modules/orgs/server/reorganise/change-places.ts';
import type { Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import type { NamedUnit } from '#app/modules/orgs/server/reorganise/outcome.ts';

/** Writes the first relation of a unit just founded to its direct parent. Throws orgs.wrong_level. */
export async function insertParent(
  tx: Tx,
  childId: string,
  parentId: string,
  on: LocalDate,
  reorganisationId: string | null,
): Promise<void> {
  await requireLevels(tx, [{ unitId: childId, parentId }]);
  await tx.db
    .insertInto('orgRelation')
    .values({ childId, parentId, type: 'direct_parent', validFrom: on, validTo: null, reorganisationId })
    .execute();
  await placeFounded(tx, [childId], on);
}

/** Puts whatever stands at and below each path elsewhere. Labels are unique, so no two paths can meet on the way. */
export async function rewritePaths(tx: Tx, moves: readonly { from: UnitPath; to: UnitPath }[]): Promise<number> {
  const real = moves.filter((move) => move.from !== move.to);
  if (real.length === 0) return 0;
  const result = await sql`
    update org_unit u set path = m.target || substr(u.path, length(m.source) + 1)
    from unnest(${real.map((move) => move.from)}::text[], ${real.map((move) => rangeOf(move.from).before)}::text[],
                ${real.map((move) => move.to)}::text[]) as m (source, before, target)
    where u.path >= m.source and u.path < m.before`.execute(tx.db);
  return Number(result.numAffectedRows ?? 0);
}

/** The receiver of units must be there on the day and may not stand below any of them. */
export function requireReceiver(receiver: Place, movedPaths: readonly UnitPath[], on: LocalDate): void {
  if (movedPaths.some((path) => isWithin(receiver.path, path)))
    throw new AppError('orgs.cycle', { name: receiver.name });
  if (receiver.foundedOn > on) {
    throw new AppError('orgs.before_founding', { name: receiver.name, date: receiver.foundedOn });
  }
}

/**
 * Puts units, and all below them, under another parent from a day on. The old relations end that day; a relation that
 * began later than the day is a later change already entered: orgs.before_last_change; throws orgs.wrong_level. Returns how many rows of the
 * tree changed place. Ended units below go along: they belong to the branch's past. Inside `changePlaces`.
 */
export async function moveSubtrees(
  tx: Tx,
  units: readonly Place[],
  to: Place,
  on: LocalDate,
  reorganisationId: string | null,
): Promise<number> {
  if (units.length === 0) return 0;
  requireReceiver(
    to,
    units.map((unit) => unit.path),
    on,
  );
  await moveUnits(
    tx,
    units.map((unit) => ({ unitId: unit.id, parentId: to.id })),
    on,
    reorganisationId,
  );
  return rewritePaths(
    tx,
    units.map((unit) => ({ from: unit.path, to: childPath(to.path, labelOf(unit.path)) })),
  );
}

/** No unit goes under one of a level that is too low for its kind (`mayStandUnder`). Throws orgs.wrong_level. */
async function requireLevels(tx: Tx, moves: readonly { unitId: string; parentId: string }[]): Promise<void> {
  const { rows } = await sql<{ name: string; parent: string }>`
    select u.name, p.name as parent
    from unnest(${moves.map((move) => move.unitId)}::uuid[], ${moves.map((move) => move.parentId)}::uuid[]) m (id, parent)
    join org_unit u on u.id = m.id join unit_kind k on k.id = u.kind_id
    join org_unit p on p.id = m.parent join unit_kind pk on pk.id = p.kind_id
    where pk.tier > k.under_tier order by u.path limit 1`.execute(tx.db);
  if (rows[0]) throw new AppError('orgs.wrong_level', rows[0]);
}

/** The relations and parents of a move, of any number of units to any number of places; paths are settled afterwards. */
export async function moveUnits(
  tx: Tx,
  moves: readonly { unitId: string; parentId: string }[],
  on: LocalDate,
  reorganisationId: string | null,
): Promise<void> {
  if (moves.length === 0) return;
  await requireLevels(tx, moves);
  const ids = moves.map((move) => move.unitId);
  const parents = moves.map((move) => move.parentId);
  const late = await sql<{ name: string; validFrom: LocalDate }>`
    select u.name, r.valid_from from org_relation r join org_unit u on u.id = r.child_id
    where r.child_id = any(${ids}::uuid[]) and r.type = 'direct_parent' and r.valid_to is null and r.valid_from > ${on}
    order by r.valid_from desc limit 1`.execute(tx.db);
  const [later] = late.rows;
  if (later) throw new AppError('orgs.before_last_change', { name: later.name, date: later.validFrom });

  await sql`
    update org_relation set valid_to = ${on}
    where child_id = any(${ids}::uuid[]) and type = 'direct_parent' and valid_to is null`.execute(tx.db);
  await sql`
    insert into org_relation (child_id, parent_id, type, valid_from, reorganisation_id)
    select m.id, m.parent, 'direct_parent', ${on}, ${reorganisationId}
    from unnest(${ids}::uuid[], ${parents}::uuid[]) m (id, parent)`.execute(tx.db);
  await sql`
    update org_unit u set parent_id = m.parent, version = version + 1
    from unnest(${ids}::uuid[], ${parents}::uuid[]) m (id, parent) where u.id = m.id`.execute(tx.db);
}

/** The units directly below that have not ended. */
export async function childrenOf(tx: Tx, parentId: string): Promise<(Place & NamedUnit)[]> {
  const { rows } = await sql<Place & NamedUnit>`
    select id, path, name, founded_on from org_unit
    where parent_id = ${parentId} and ended_on is null order by name_sort`.execute(tx.db);
  return rows;
}
