import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/** A line of a plan that asks so many of each unit it names, and what is still missing. */
export interface OwedQuota {
  rootId: string;
  /** What is asked for: "Tin", "Bài", "Ảnh". */
  item: string;
  planId: string;
  planNumber: string;
  neededCount: number;
  doneCount: number;
  dueOn: LocalDate | null;
}

/**
 * Quota lines of plans in force that name the unit, where its done activities linked to the line are fewer than the
 * minimum for each unit. Lines that only have a total for a group cannot be told for one unit and are left out. One query.
 */
export async function quotasOwed(tx: Tx, unitId: string): Promise<OwedQuota[]> {
  const { rows } = await sql<OwedQuota>`
    select * from (
      select distinct on (q.root_id) q.root_id, q.item, p.id as plan_id, p.number_text as plan_number,
             q.per_unit_min as needed_count, p.valid_to as due_on,
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
    ) owed where done_count < needed_count order by due_on nulls last, item`.execute(tx.db);
  return rows;
}
