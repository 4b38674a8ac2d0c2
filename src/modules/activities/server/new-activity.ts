import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { countingMeasures, type UnitMeasure } from '#app/modules/measures/server/index.ts';
import { requireActivity } from '#app/modules/activities/activity-policy.ts';
import type { ActivityDetails, Attendance } from '#app/modules/activities/activity-details.ts';
import type { PlanItem } from '#app/modules/activities/plan-item.ts';
import { findActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import { declaredFigures } from '#app/modules/activities/server/declared-figures.ts';
import { planItemsOf } from '#app/modules/activities/server/plan-items.ts';

/** A line of a list that is data, in both languages. */
export interface ReferenceName {
  id: string;
  nameVi: string;
  nameEn: string;
}

export interface ActivityReference {
  forms: (ReferenceName & { isFrequent: boolean })[];
  topics: ReferenceName[];
  populations: ReferenceName[];
  costSources: ReferenceName[];
  /** Measures that ask an activity for a quantity. */
  measures: ReferenceName[];
}

/** Lists that the forms of activities choose from, in their order. One query. */
export async function activityReference(tx: Tx): Promise<ActivityReference> {
  const { rows } = await sql<ReferenceName & { list: keyof ActivityReference; isFrequent: boolean }>`
    select 'forms' as list, id, name_vi, name_en, is_frequent, position from activity_form
    union all select 'topics', id, name_vi, name_en, false, position from topic
    union all select 'populations', id, name_vi, name_en, false, position from population
    union all select 'costSources', id, name_vi, name_en, false, position from cost_source
    union all select 'measures', id, name_vi, name_en, false, position from measure where rule ->> 'count' = 'quantity'
    order by list, position`.execute(tx.db);
  const of = (list: keyof ActivityReference) =>
    rows
      .filter((row) => row.list === list)
      .map(({ id, nameVi, nameEn, isFrequent }) => ({ id, nameVi, nameEn, isFrequent }));
  return {
    forms: of('forms'),
    topics: of('topics'),
    populations: of('populations'),
    costSources: of('costSources'),
    measures: of('measures'),
  };
}

/** What a form for a new activity starts from: everything that can be known before a person types. */
export interface NewActivity {
  unit: { id: string; name: string; kindId: string; sectorId: string | null };
  today: LocalDate;
  reference: ActivityReference;
  /** Forms that this unit used most in the last year, then the usual ones; six. */
  frequentFormIds: string[];
  items: PlanItem[];
  /** Measures that ask for a quantity on the day. */
  quantityMeasures: UnitMeasure[];
  /** Declared people by population, for a remark beside a figure that exceeds them. */
  declared: Record<string, number>;
  last: { place: string; attendance: Attendance[] };
}

/**
 * For a new activity, or for one that is changed: then plan items and figures are those of its day, and what it serves
 * is offered even where its plan has ended. Throws not_found, or forbidden where the actor may not record for the unit.
 */
export async function newActivity(
  tx: Tx,
  unitId: string,
  changed?: { id: string; details: Pick<ActivityDetails, 'startsOn'> },
): Promise<NewActivity> {
  const unit = await findActivityUnit(tx, unitId);
  requireActivity(tx.actor, 'record', unit && { path: unit.path, authorId: null });
  const today = tx.today();
  const reference = await activityReference(tx);
  const { rows: used } = await sql<{ formId: string }>`
    select form_id from activity where org_unit_id = ${unitId} and status = 'done' and starts_on > ${today}::date - 365
    group by form_id order by count(*) desc, form_id limit 6`.execute(tx.db);
  const { rows: last } = await sql<{ place: string; attendance: Attendance[]; name: string }>`
    select u.name,
      coalesce((select place from activity a where a.org_unit_id = u.id and a.place <> '' and a.status <> 'cancelled'
                order by a.starts_on desc, a.created_at desc limit 1), '') as place,
      coalesce((select jsonb_agg(jsonb_build_object('populationId', t.population_id, 'attendanceCount', t.attendance_count,
                  'personCount', t.person_count))
                from activity_attendance t where t.activity_id = (
                  select a.id from activity a where a.org_unit_id = u.id and a.status = 'done'
                    and exists (select 1 from activity_attendance x where x.activity_id = a.id)
                  order by a.starts_on desc, a.created_at desc limit 1)), '[]') as attendance
    from org_unit u where u.id = ${unitId}`.execute(tx.db);
  const day = changed?.details.startsOn ?? today;
  const usual = reference.forms.toSorted((a, b) => Number(b.isFrequent) - Number(a.isFrequent)).map((form) => form.id);
  const chosen = new Set([...used.map((row) => row.formId), ...usual].slice(0, 40));
  return {
    unit: { id: unitId, name: last[0]?.name ?? '', kindId: unit?.kindId ?? '', sectorId: unit?.sectorId ?? null },
    today,
    reference,
    frequentFormIds: [...chosen].slice(0, 6),
    items: await planItemsOf(tx, unitId, day, changed?.id),
    quantityMeasures: (await countingMeasures(tx, unitId)).filter(
      ({ rule, retiredOn }) => rule.count === 'quantity' && (retiredOn === null || day < retiredOn),
    ),
    declared: Object.fromEntries(await declaredFigures(tx, unitId, day)),
    last: { place: last[0]?.place ?? '', attendance: last[0]?.attendance ?? [] },
  };
}
