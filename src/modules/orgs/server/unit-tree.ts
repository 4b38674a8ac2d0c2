import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { UnitPath } from '#app/modules/orgs/unit-path.ts';

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
 * The tree under a unit as it was on a day, with the names of that day: parents by the dated relations, units only
 * while they were there. In the order of paths. One query; the actor sees of the past what lies in the own scope today.
 */
export async function unitTreeOn(tx: Tx, rootId: string, on: LocalDate): Promise<TreeUnit[]> {
  const { rows } = await sql<TreeUnit>`
    with recursive tree (id, parent_id, path, depth) as (
      select u.id, null::uuid, u.path collate "C", 0 from org_unit u where u.id = ${rootId}
      union all
      select r.child_id, r.parent_id, t.path || substring(c.path from '[^.]+\\.$'), t.depth + 1
      from tree t
      join org_relation r on r.parent_id = t.id and r.type = 'direct_parent'
        and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})
      join org_unit c on c.id = r.child_id
        and c.founded_on <= ${on} and (c.ended_on is null or c.ended_on > ${on})
      where t.depth < 20
    )
    select t.id, t.parent_id, t.path, t.depth, coalesce(n.name, u.name) as name, u.kind_id, u.sector_id
    from tree t
    join org_unit u on u.id = t.id
    left join lateral (
      select name from org_unit_name n
      where n.unit_id = t.id and n.valid_from <= ${on} and (n.valid_to is null or n.valid_to > ${on})
      order by n.valid_from desc limit 1
    ) n on true
    order by t.path collate "C"`.execute(tx.db);
  return rows;
}
