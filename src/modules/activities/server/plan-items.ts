import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { openPlansSince } from '#app/modules/activities/activity-doubts.ts';
import { isAskedOf, type PlanItem } from '#app/modules/activities/plan-item.ts';

interface Row extends Omit<PlanItem, 'isCounted'> {
  /** Some activity or other counts for the measure that a target names; of those that name none every one does. */
  countsActivities: boolean;
  unitKindId: string;
  unitSectorId: string | null;
}

/**
 * Targets, tasks and quota lines that a unit's work can serve on a day: of its own plans and of those addressed to it
 * for action. A line of inheritance stands once, in the unit's own plan where it has one. For an activity that exists,
 * what it serves is among them, even where its plan has ended or its task is done: a form must not lose it. One query.
 */
export async function planItemsOf(tx: Tx, unitId: string, on: LocalDate, activityId?: string): Promise<PlanItem[]> {
  const { rows } = await sql<Row>`
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
      select 'target' as kind, 1 as rank, id, root_id, plan_id, statement, shape, binds, sector_ids, kind_ids, position,
        population_id, measure_id
      from plan_target where plan_id in (select id from served) and review <> 'dropped'
      union all
      select 'task', 2, id, root_id, plan_id, statement, '', '', '{}', '{}', position, null, null
      from plan_task where plan_id in (select id from served) and review <> 'dropped' and (state in ('open', 'doing', 'blocked') or id in (select id from present))
      union all
      select 'quota', 3, id, root_id, plan_id, concat_ws(': ', row_label, item), '', '', '{}', '{}', position, null, null
      from plan_quota where plan_id in (select id from served) and review <> 'dropped' and not is_total
    ), once as (
      select distinct on (i.kind, i.root_id) i.*, s.title, s.number_text, s.is_own, s.valid_from, s.valid_to, s.issued_on
      from item i join served s on s.id = i.plan_id
      order by i.kind, i.root_id, i.id in (select id from present) desc, s.is_own desc, s.issued_on desc nulls last
    )
    select o.kind, o.id, o.root_id, o.plan_id, o.title as plan_title, o.number_text as plan_number,
      o.is_own as is_own_plan, o.valid_from, o.valid_to, o.statement, o.shape, o.binds, o.sector_ids, o.kind_ids,
      u.kind_id as unit_kind_id, u.sector_id as unit_sector_id,
      -- The first are what every activity adds to (contributionsOf).
      o.measure_id is null or exists (
        select 1 from unnest(measure_parts(o.measure_id)) part left join measure m on m.id = part
        where part in ('activities', 'attendances', 'persons', 'cost') or m.rule ->> 'source' in ('activities', 'check_in')
      ) as counts_activities,
      array[w.sectors_vi, w.kinds_vi, coalesce(n.name_vi, ''), coalesce(c.name_vi, '')] as whose_vi,
      array[w.sectors_en, w.kinds_en, coalesce(n.name_en, ''), coalesce(c.name_en, '')] as whose_en
    from once o join org_unit u on u.id = ${unitId}
    left join population n on n.id = o.population_id left join measure c on c.id = o.measure_id
    cross join lateral (${namesOfKinds}) w
    order by o.rank, o.is_own desc, o.issued_on desc nulls last, o.plan_id, o.position`.execute(tx.db);
  return rows.map(({ countsActivities, unitKindId, unitSectorId, ...item }) => ({
    ...item,
    isCounted: countsActivities && isAskedOf(item, { kindId: unitKindId, sectorId: unitSectorId }),
  }));
}

/** The sectors and kinds that a target names, in words. */
const namesOfKinds = sql`
  select coalesce(string_agg(name_vi, ', ' order by position) filter (where of = 'sector'), '') as sectors_vi,
    coalesce(string_agg(name_en, ', ' order by position) filter (where of = 'sector'), '') as sectors_en,
    coalesce(string_agg(name_vi, ', ' order by position) filter (where of = 'kind'), '') as kinds_vi,
    coalesce(string_agg(name_en, ', ' order by position) filter (where of = 'kind'), '') as kinds_en
  from (select 'sector' as of, name_vi, name_en, position from unit_sector where id = any(o.sector_ids)
        union all select 'kind', name_vi, name_en, position from unit_kind where id = any(o.kind_ids)) named`;
