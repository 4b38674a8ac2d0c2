import { hasRole, roles } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitTreeOn, unitsBelow, unitsById, type UnitSummary } from '#app/modules/orgs/server/index.ts';

/** Which tree sums run over: today's, or the one of the day that is looked at. */
export type TreeOf = 'today' | 'then';

/** A unit of a branch at its place in the chosen tree; parents come before children. */
export type BranchUnit = Pick<
  UnitSummary,
  'id' | 'parentId' | 'name' | 'shortName' | 'kindId' | 'tier' | 'sectorId' | 'foundedOn' | 'endedOn' | 'path'
>;

/**
 * The unit and all below it. Today's tree holds ended units too, where they last stood, so that their work stays in
 * sight; the tree of a day holds who was there that day, under the parents and names of that day. One query for
 * today's tree, two for another day's. Throws not_found for a unit that the actor may not read.
 */
export async function branchUnits(
  tx: Tx,
  unitId: string,
  tree: { of: TreeOf; on: LocalDate },
): Promise<[BranchUnit, ...BranchUnit[]]> {
  const top = (await unitsById(tx, [unitId])).get(unitId);
  if (!top || !hasRole(tx.actor, roles, top.path)) throw new AppError('not_found');
  if (tree.of === 'today' || tree.on === tx.today()) {
    const below = await unitsBelow(tx, top.path);
    return [{ ...top, parentId: null }, ...below];
  }
  const then = await unitTreeOn(tx, unitId, tree.on);
  const now = await unitsById(
    tx,
    then.map((unit) => unit.id),
  );
  const [, ...below] = then;
  const place = (unit: (typeof then)[number]): BranchUnit[] => {
    const summary = now.get(unit.id);
    return summary ? [{ ...summary, parentId: unit.parentId, name: unit.name, path: unit.path }] : [];
  };
  return [{ ...top, parentId: null }, ...below.flatMap(place)];
}
