import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { openPlansSince } from '#app/modules/activities/activity-doubts.ts';
import type { PlanItem } from '#app/modules/activities/plan-item.ts';

/**
 * Targets, tasks and quota lines that a unit's work can serve on a day: of its own plans and of those addressed to it
 * for action. A line of inheritance stands once, in the unit's own plan where it has one. For an activity that exists,
 * what it serves is among them, even where its plan has ended or its task is done: a form must not lose it. One query.
 */
export async function planItemsOf(tx: Tx, unitId: string, on: LocalDate, activityId?: string): Promise<PlanItem[]> {
  const { rows } = await sql<PlanItem>`
    with present as (
      select plan_id, coalesce(target_id, task_id, quota_id) as id from activity_link where activity_id = ${activityId ?? null}
    ), served as (
      select p.id, p.title, p.number_text, p.org_unit_id = ${unitId} as is_own, p.valid_from, p.valid_to, p.issued_on
      from plan p
      where (p.status in ('approved', 'issued') and (p.valid_to is null or p.valid_to >= ${openPlansSince(on)})
          or p.id in (select plan_id from present))
        -- Found by id: with "or" every plan there is would be asked whether it may be read.
        and p.id in (
          select id from plan where org_unit_id = ${unitId}
          union all select plan_id from plan_delivery where unit_id = ${unitId} and purpose = 'act')
    ), item as (
      select 'target' as kind, 1 as rank, id, root_id, plan_id, statement, shape, binds, sector_ids, kind_ids, position
      from plan_target where plan_id in (select id from served) and review <> 'dropped'
      union all
      select 'task', 2, id, root_id, plan_id, statement, '', '', '{}', '{}', position
      from plan_task where plan_id in (select id from served) and review <> 'dropped' and (state in ('open', 'doing', 'blocked') or id in (select id from present))
      union all
      select 'quota', 3, id, root_id, plan_id, concat_ws(': ', row_label, item), '', '', '{}', '{}', position
      from plan_quota where plan_id in (select id from served) and review <> 'dropped' and not is_total
    ), once as (
      select distinct on (i.kind, i.root_id) i.*, s.title, s.number_text, s.is_own, s.valid_from, s.valid_to, s.issued_on
      from item i join served s on s.id = i.plan_id
      order by i.kind, i.root_id, i.id in (select id from present) desc, s.is_own desc, s.issued_on desc nulls last
    )
    select kind, id, root_id, plan_id, title as plan_title, number_text as plan_number, is_own as is_own_plan,
           valid_from, valid_to, statement, shape, binds, sector_ids, kind_ids
    from once order by rank, is_own desc, issued_on desc nulls last, plan_id, position`.execute(tx.db);
  return rows;
}
