import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { keepTree } from '#app/modules/orgs/server/tree-keepers.ts';

/**
 * Carries out what moves or ends these units on that day, puts paths and places (`unit_place`) right, and tells whoever
 * keeps sums over the tree before and after. Everything that changes a direct parent, an end or a path goes through here.
 * Throws orgs.cycle for a circle on any day from then on: a receiver may have stood below the unit then and left it since.
 */
export async function changePlaces<T>(
  tx: Tx,
  unitIds: readonly string[],
  effectiveOn: LocalDate,
  work: () => Promise<T>,
): Promise<T> {
  if (unitIds.length === 0) return work();
  const change = { unitIds: await unitsMovedWith(tx, unitIds, effectiveOn), effectiveOn };
  await keepTree('before', tx, change);
  const result = await work();
  await refuseCircles(tx, unitIds, effectiveOn);
  await settlePaths(tx, change.unitIds);
  await placeUnits(tx, change.unitIds, effectiveOn);
  await keepTree('after', tx, change);
  return result;
}

/** Gives units just founded their first places; nobody has anything to say about them before. */
export async function placeFounded(tx: Tx, unitIds: readonly string[], foundedOn: LocalDate): Promise<void> {
  if (unitIds.length === 0) return;
  await placeUnits(tx, unitIds, foundedOn);
  await keepTree('after', tx, { unitIds, effectiveOn: foundedOn });
}

async function refuseCircles(tx: Tx, unitIds: readonly string[], since: LocalDate): Promise<void> {
  const circle = await idsFrom(tx, sql`units_in_circles(${[...unitIds]}::uuid[], ${since})`);
  if (circle.length === 0) return;
  // By a name that the person may know.
  const { rows } = await sql<{ name: string }>`
    select name from org_unit where id = any(${circle}::uuid[]) order by path limit 1`.execute(tx.db);
  throw new AppError('orgs.cycle', { name: rows[0]?.name ?? '' });
}

async function placeUnits(tx: Tx, unitIds: readonly string[], since: LocalDate): Promise<void> {
  await tx.asOwner(() => sql`select place_units(${[...unitIds]}::uuid[], ${since})`.execute(tx.db));
}

/** With all that stand below them today, ended ones too, and all that stood below them on a day from then on. */
async function unitsMovedWith(tx: Tx, unitIds: readonly string[], since: LocalDate): Promise<string[]> {
  return idsFrom(tx, sql`units_placed_with(${[...unitIds]}::uuid[], ${since})`);
}

/** These walk the whole tree, and are the owner's: units stood there once that the person does not see. */
async function idsFrom(tx: Tx, walk: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await tx.asOwner(() => sql<{ id: string }>`select unnest(${walk}) as id`.execute(tx.db));
  return rows.map((row) => row.id);
}

/**
 * Puts the paths of these units right after their parents changed, one level a statement: what stands below comes into
 * line with it. With whole branches; there may be no circle.
 */
async function settlePaths(tx: Tx, unitIds: readonly string[]): Promise<void> {
  for (let changed = 1n; changed > 0n;) {
    const result = await sql`
      update org_unit u set path = p.path || u.number || '.'
      from org_unit p
      where p.id = u.parent_id and u.id = any(${[...unitIds]}::uuid[]) and u.path <> p.path || u.number || '.'`.execute(
      tx.db,
    );
    changed = result.numAffectedRows ?? 0n;
  }
}
