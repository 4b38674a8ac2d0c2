import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Tx } from '#app/platform/context.ts';
import type { ItemRef, ServedTarget } from '#app/modules/activities/activity-details.ts';
import type { ServedPlan } from '#app/modules/activities/activity-doubts.ts';

/** A chosen item with what is needed to count for it. */
export interface CheckedLink extends ServedPlan, ServedTarget {
  kind: ItemRef['kind'];
  id: string;
}

/**
 * Looks the chosen items up. Throws not_found for one that is not of the unit's own plans nor of a plan addressed to
 * it: what a form sends is text from outside. Plans that have ended stay open to late records. One query.
 */
export async function checkLinks(tx: Tx, unitId: string, links: readonly ItemRef[]): Promise<CheckedLink[]> {
  if (links.length === 0) return [];
  const wanted = new Map(links.map((link) => [link.id, link]));
  const ids = [...wanted.keys()];
  const { rows } = await sql<CheckedLink>`
    select i.kind, i.id, i.root_id, p.id as plan_id, p.title as plan_title, p.valid_from, p.valid_to,
      array(select distinct part from plan_target o cross join lateral unnest(measure_parts(o.measure_id)) part
            where i.kind = 'target' and o.root_id = i.root_id) as measure_ids
    from (
      select 'target' as kind, id, root_id, plan_id from plan_target where id = any(${ids}::uuid[]) and review <> 'dropped'
      union all select 'task', id, root_id, plan_id from plan_task where id = any(${ids}::uuid[]) and review <> 'dropped'
      union all select 'quota', id, root_id, plan_id from plan_quota where id = any(${ids}::uuid[]) and review <> 'dropped'
    ) i join plan p on p.id = i.plan_id
    where p.status in ('approved', 'issued', 'closed')
      and (p.org_unit_id = ${unitId}
        or exists (select 1 from plan_delivery d where d.plan_id = p.id and d.unit_id = ${unitId} and d.purpose = 'act'))`.execute(
    tx.db,
  );
  const found = rows.filter((row) => wanted.get(row.id)?.kind === row.kind);
  if (found.length !== wanted.size) throw new AppError('not_found');
  return found;
}
