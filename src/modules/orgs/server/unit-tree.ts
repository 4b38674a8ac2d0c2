import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { underPath } from '#app/modules/orgs/server/unit-scope.ts';
import { parentPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';

/** A unit at its place of a certain day. */
export interface TreeUnit {
  id: string;
  parentId: string | null;
  /** The path it had that day, from the asked root down; equal to `org_unit.path` only for today. */
  path: UnitPath;
  /** Steps below the asked root, which is 0. */
  depth: number;
  /** The name of that day. */
  name: string;
  kindId: string;
  sectorId: string | null;
}

/**
 * The tree under a unit as it was on a day, with the names of that day: units only while they were there and stood below
 * it. In the order of paths. Two queries, one range of unit_place_path; the actor sees of the past what lies in the own
 * scope today. Empty when the unit itself was not there.
 */
export async function unitTreeOn(tx: Tx, rootId: string, on: LocalDate): Promise<TreeUnit[]> {
  const root = await tx.db
    .selectFrom('unitPlace')
    .select('path')
    .where('unitId', '=', rootId)
    .where('validFrom', '<=', on)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', on)]))
    .executeTakeFirst();
  if (!root) return [];
  const { rows } = await sql<Omit<TreeUnit, 'parentId' | 'depth'>>`
    select u.id, p.path, coalesce(n.name, u.name) as name, u.kind_id, u.sector_id
    from unit_place p
    join org_unit u on u.id = p.unit_id
    left join org_unit_name n on n.unit_id = p.unit_id
      and n.valid_from <= ${on} and (n.valid_to is null or n.valid_to > ${on})
    where ${underPath('p.path', root.path)} and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})
    order by p.path`.execute(tx.db);
  const idByPath = new Map(rows.map((row) => [row.path, row.id]));
  const stepsOf = (path: UnitPath): number => path.split('.').length;
  return rows.map((row) => ({
    ...row,
    parentId: idByPath.get(parentPath(row.path)) ?? null,
    depth: stepsOf(row.path) - stepsOf(root.path),
  }));
}
