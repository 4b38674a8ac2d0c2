import { sql } from 'kysely';
import { hasRole, roles } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSortKey } from '#app/platform/vietnamese.ts';
import { everThere, unitsBelow, unitsById, unitTreeOn, type UnitSummary } from '#app/modules/orgs/server/index.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';

/** Which tree sums run over: today's, or the one of the day that is looked at. */
export type TreeOf = 'today' | 'then';

/** A unit of a branch at its place in the chosen tree. */
export type BranchUnit = Pick<
  UnitSummary,
  'id' | 'parentId' | 'name' | 'shortName' | 'kindId' | 'tier' | 'sectorId' | 'foundedOn' | 'endedOn' | 'path'
>;

/** A unit right below another, and whether there are units below it in turn. */
export interface ChildUnit extends BranchUnit {
  hasBranch: boolean;
}

const columns = sql.raw('u.id, u.short_name, u.kind_id, k.tier, u.sector_id, u.founded_on, u.ended_on');

/**
 * A unit, how many there are in its branch, and those right below it by name. Today's tree holds ended units too,
 * where they last stood, so that their work stays in sight (not those whose founding was undone: they ended on the day
 * they were founded, and did nothing); so does the tree of a day, which has the parents and names of that day. One
 * query for today's tree, two for the tree of a day. Throws not_found for a unit that the actor may not read.
 */
export async function branchTop(
  tx: Tx,
  unitId: string,
  tree: { of: TreeOf; on: LocalDate },
): Promise<{ top: BranchUnit; children: ChildUnit[]; unitCount: number }> {
  const { rows } = await sql<ChildUnit & { unitCount: number | null }>`
    select ${columns}, u.parent_id, u.name, u.path,
      exists (select from units_below b where b.unit_id = u.id and b.unit_count > 0) as has_branch,
      case when u.id = ${unitId} then count_branch_units(u.id, ${tree.of === 'today' ? null : tree.on}) end as unit_count
    from org_unit u join unit_kind k on k.id = u.kind_id
    where u.id = ${unitId} ${tree.of === 'today' ? sql`or u.parent_id = ${unitId} and ${everThere('u')}` : sql``}
    order by u.name_sort, u.id`.execute(tx.db);
  const found = rows.find((unit) => unit.id === unitId);
  if (!found || !hasRole(tx.actor, roles, found.path)) throw new AppError('not_found');
  const { unitCount, ...top } = found;
  const children = tree.of === 'today' ? rows.filter((unit) => unit !== found) : await childrenOn(tx, unitId, tree.on);
  return { top: { ...top, parentId: null }, children, unitCount: unitCount ?? 0 };
}

/** The units whose last parent by that day was this one, by the names of that day. */
async function childrenOn(tx: Tx, unitId: string, on: LocalDate): Promise<ChildUnit[]> {
  const { rows } = await sql<ChildUnit>`
    select ${columns}, r.parent_id, coalesce(n.name, u.name) as name, coalesce(p.path, u.path) as path,
      exists (select from org_relation c where c.parent_id = u.id and c.type = 'direct_parent' and c.valid_from <= ${on}) as has_branch
    from org_relation r
    join org_unit u on u.id = r.child_id
    join unit_kind k on k.id = u.kind_id
    left join lateral (
      select p.path from unit_place p where p.unit_id = u.id and p.valid_from <= ${on} order by p.valid_from desc limit 1
    ) p on true
    left join lateral (
      select n.name from org_unit_name n where n.unit_id = u.id and n.valid_from <= ${on} order by n.valid_from desc limit 1
    ) n on true
    where r.parent_id = ${unitId} and r.type = 'direct_parent' and r.valid_from <= ${on}
      and (r.valid_to is null or r.valid_to > r.valid_from)
      and not exists (select from org_relation l where l.child_id = r.child_id and l.type = 'direct_parent'
                      and l.valid_from > r.valid_from and l.valid_from <= ${on}
                      and (l.valid_to is null or l.valid_to > l.valid_from))`.execute(tx.db);
  return rows
    .map((unit) => ({ unit, key: toSortKey(unit.name) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.unit.id < b.unit.id ? -1 : 1))
    .map(({ unit }) => unit);
}

/** A unit with what decides its tallies, and its place in the chosen tree. */
export type PlacedUnit = Pick<BranchUnit, 'id' | 'kindId' | 'sectorId' | 'foundedOn' | 'endedOn' | 'path'>;

/**
 * A checked unit and everything below it, in today's tree or that of a day; who had ended by then stands where it stood
 * last. For sums: asked for a past day within `tx.asOwner`, it holds units that have moved away since. One query.
 */
export async function branchUnits(tx: Tx, top: BranchUnit, tree: { of: TreeOf; on: LocalDate }): Promise<PlacedUnit[]> {
  const unit = sql.raw('u.id, u.kind_id, u.sector_id, u.founded_on, u.ended_on');
  const { rows } =
    tree.of === 'today'
      ? await sql<PlacedUnit>`
          select ${unit}, u.path from org_unit u
          where u.path >= ${top.path} and u.path < left(${top.path}, -1) || '/' collate "C"`.execute(tx.db)
      : await sql<PlacedUnit>`
          select ${unit}, p.path
          from (
            select distinct on (unit_id) unit_id, path from unit_place
            where valid_from <= ${tree.on} order by unit_id, valid_from desc
          ) p join org_unit u on u.id = p.unit_id
          where position(${`.${labelOf(top.path)}.`} in p.path) > 0`.execute(tx.db);
  return rows;
}

/**
 * The units that the actor may see at and below a checked one, with their words, parents before children: for drawing a
 * whole branch. One query for today's tree, two for the tree of a day.
 */
export async function branchTree(
  tx: Tx,
  top: BranchUnit,
  tree: { of: TreeOf; on: LocalDate },
): Promise<[BranchUnit, ...BranchUnit[]]> {
  const root = { ...top, parentId: null };
  if (tree.of === 'today' || tree.on === tx.today()) return [root, ...(await unitsBelow(tx, top.path))];
  const [, ...below] = await unitTreeOn(tx, top.id, tree.on);
  const now = await unitsById(
    tx,
    below.map((unit) => unit.id),
  );
  return [
    root,
    ...below.flatMap(({ id, parentId, name, path }) => {
      const summary = now.get(id);
      return summary ? [{ ...summary, parentId, name, path }] : [];
    }),
  ];
}
