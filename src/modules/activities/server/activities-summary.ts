import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';

export interface SummaryLine {
  id: string;
  nameVi: string;
  nameEn: string;
  activityCount: number;
  attendanceCount: number;
  /** Distinct persons within each activity, added up over activities where they were counted. */
  personCount: number;
  costDong: number;
}

export interface ActivitiesSummary {
  total: Omit<SummaryLine, 'id' | 'nameVi' | 'nameEn'> & {
    /** Units with at least one activity. */
    unitCount: number;
    unlinkedCount: number;
    /** Activities that carry a confirmed doubt. */
    doubtCount: number;
  };
  byForm: SummaryLine[];
  /** An activity with two topics stands in both lines, so these do not add up to the total. */
  byTopic: SummaryLine[];
  byPopulation: { id: string; nameVi: string; nameEn: string; attendanceCount: number; personCount: number }[];
  bySource: { id: string; nameVi: string; nameEn: string; costDong: number }[];
}

type Line = SummaryLine & {
  list: 'total' | 'form' | 'topic' | 'population' | 'source';
  unitCount: number;
  unlinkedCount: number;
  doubtCount: number;
};

/**
 * What a branch did between two days (both included): done activities by form and topic, people by group, cost by
 * source. Attendances and persons stand side by side and are never added. One query.
 */
export async function activitiesSummary(
  tx: Tx,
  input: { path: string; from: LocalDate; to: LocalDate },
): Promise<ActivitiesSummary> {
  const rows = await summaryLines(tx, input);
  const of = (list: Line['list']): Line[] => rows.filter((row) => row.list === list);
  const named = ({ id, nameVi, nameEn }: Line) => ({ id, nameVi, nameEn });
  const counted = ({ activityCount, attendanceCount, personCount, costDong }: Line) => ({
    activityCount,
    attendanceCount,
    personCount,
    costDong,
  });
  const [total] = of('total');
  if (!total) throw new Error('A total is always there.');
  return {
    total: {
      ...counted(total),
      unitCount: total.unitCount,
      unlinkedCount: total.unlinkedCount,
      doubtCount: total.doubtCount,
    },
    byForm: of('form').map((line) => ({ ...named(line), ...counted(line) })),
    byTopic: of('topic').map((line) => ({ ...named(line), ...counted(line) })),
    byPopulation: of('population').map((line) => ({
      ...named(line),
      attendanceCount: line.attendanceCount,
      personCount: line.personCount,
    })),
    bySource: of('source').map((line) => ({ ...named(line), costDong: line.costDong })),
  };
}

async function summaryLines(tx: Tx, input: { path: string; from: LocalDate; to: LocalDate }): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with held as (
      select a.id, a.org_unit_id, a.form_id, a.doubts
      from activity a join org_unit u on u.id = a.org_unit_id
      where ${underPath('u.path', input.path)} and a.status = 'done' and a.starts_on between ${input.from} and ${input.to}
    ), people as (
      select activity_id, sum(attendance_count) as attendances, sum(person_count) as persons
      from activity_attendance group by activity_id
    ), spent as (
      select activity_id, sum(amount_dong) as cost from activity_cost group by activity_id
    ), linked as (
      select distinct activity_id from activity_link where target_id is not null
    ), done as (
      select h.*, coalesce(p.attendances, 0) as attendances, coalesce(p.persons, 0) as persons, coalesce(s.cost, 0) as cost,
        l.activity_id is null as is_unlinked
      from held h left join people p on p.activity_id = h.id left join spent s on s.activity_id = h.id
      left join linked l on l.activity_id = h.id
    )
    select 'total' as list, '' as id, '' as name_vi, '' as name_en, 0 as position, count(*) as activity_count,
      coalesce(sum(attendances), 0)::numeric as attendance_count, coalesce(sum(persons), 0)::numeric as person_count, coalesce(sum(cost), 0)::numeric as cost_dong,
      count(distinct org_unit_id) as unit_count, count(*) filter (where jsonb_array_length(doubts) > 0) as doubt_count,
      count(*) filter (where is_unlinked) as unlinked_count
    from done
    union all
    select 'form', f.id, f.name_vi, f.name_en, f.position, count(*), sum(attendances), sum(persons), sum(cost), 0, 0, 0
    from done join activity_form f on f.id = done.form_id group by f.id
    union all
    select 'topic', t.id, t.name_vi, t.name_en, t.position, count(*), sum(attendances), sum(persons), sum(cost), 0, 0, 0
    from done join activity_topic x on x.activity_id = done.id join topic t on t.id = x.topic_id group by t.id
    union all
    select 'population', p.id, p.name_vi, p.name_en, p.position, count(*), sum(x.attendance_count), coalesce(sum(x.person_count), 0), 0, 0, 0, 0
    from done join activity_attendance x on x.activity_id = done.id join population p on p.id = x.population_id group by p.id
    union all
    select 'source', s.id, s.name_vi, s.name_en, s.position, count(*), 0, 0, sum(x.amount_dong), 0, 0, 0
    from done join activity_cost x on x.activity_id = done.id join cost_source s on s.id = x.cost_source_id group by s.id
    order by list, position`.execute(tx.db);
  return rows;
}
