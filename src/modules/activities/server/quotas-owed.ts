import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { kindOfItem, type ItemKind } from '#app/modules/activities/item-kinds.ts';
import { deliveredBetween } from '#app/modules/activities/server/items/list-items.ts';

/** A line of a plan that asks so many of each unit it names, and what is still missing. */
export interface OwedQuota {
  rootId: string;
  /** What is asked for: "Tin", "Bài", "Ảnh". */
  item: string;
  /** The kind of piece that the item is; null where it is none. */
  kind: ItemKind | null;
  planId: string;
  planNumber: string;
  neededCount: number;
  doneCount: number;
  dueOn: LocalDate | null;
}

interface Line extends Omit<OwedQuota, 'kind'> {
  validFrom: LocalDate | null;
}

/**
 * Quota lines of plans in force that name the unit, where what it delivered of the kind while the plan was in force,
 * with its done activities linked to the line, is less than the minimum for each unit. Lines that only have a total for
 * a group cannot be told for one unit and are left out. A query, and one for each line.
 */
export async function quotasOwed(tx: Tx, unitId: string): Promise<OwedQuota[]> {
  const { rows } = await sql<Line>`
    select * from (
      select distinct on (q.root_id) q.root_id, q.item, p.id as plan_id, p.number_text as plan_number,
             q.per_unit_min as needed_count, coalesce(p.valid_from, p.issued_on) as valid_from, p.valid_to as due_on,
             (select count(distinct a.id) from activity_link l join plan_quota served on served.id = l.quota_id
              join activity a on a.id = l.activity_id
              where served.root_id = q.root_id and a.org_unit_id = ${unitId} and a.status = 'done') as done_count
      from plan_quota q join plan p on p.id = q.plan_id
      where ${unitId}::uuid = any(q.unit_ids) and q.per_unit_min is not null and q.review <> 'dropped' and not q.is_total
        and (p.org_unit_id = ${unitId} or exists (
          select 1 from plan_delivery d where d.plan_id = p.id and d.unit_id = ${unitId} and d.purpose = 'act'))
        and p.status = 'issued' and (p.valid_from is null or p.valid_from <= ${tx.today()})
        and (p.valid_to is null or p.valid_to >= ${tx.today()})
      order by q.root_id, p.issued_at
    ) owed order by due_on nulls last, item`.execute(tx.db);
  const owed: OwedQuota[] = [];
  for (const { validFrom, ...line } of rows) {
    const kind = kindOfItem(line.item);
    const span = [validFrom ?? '0001-01-01', line.dueOn ?? '9999-12-31'] as const;
    const delivered =
      kind === null ? undefined : (await deliveredBetween(tx, [unitId], ...span)).get(unitId)?.get(kind);
    const doneCount = Number(line.doneCount) + (delivered ?? 0);
    if (doneCount < line.neededCount) owed.push({ ...line, kind, doneCount });
  }
  return owed;
}
