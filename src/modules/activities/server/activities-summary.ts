import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { sumsOfBranches, unitMeasures, type MeasureLine } from '#app/modules/measures/server/index.ts';

export interface ActivitiesSummary {
  total: {
    activityCount: number;
    attendanceCount: number;
    costDong: number;
    /** Units with at least one activity. */
    unitCount: number;
    unlinkedCount: number;
  };
  /** In the order of the forms; those of which nothing was held are left out. */
  byForm: { id: string; nameVi: string; nameEn: string; activityCount: number; attendanceCount: number }[];
}

interface SummaryWish {
  unit: { id: string; path: string };
  from: LocalDate;
  to: LocalDate;
}

/** Counted by `work_held`; without a form: how many units held any. */
interface HeldLine {
  formId: string | null;
  nameVi: string;
  nameEn: string;
  activityCount: number;
  unlinkedCount: number;
  /** Null: there was none, or it is kept as a sum and was not counted. */
  attendanceCount: number | null;
  unitCount: number | null;
}

/**
 * What a branch did between two days (both included), under today's tree: done activities and attendances, in all and by
 * form. What is kept as sums is read from them, so that a report says what the board says to the digit; forms that no
 * measure counts, units and work without a target are counted from activities, by an index. Three queries.
 */
export async function activitiesSummary(tx: Tx, { unit, from, to }: SummaryWish): Promise<ActivitiesSummary> {
  const measures = await unitMeasures(tx, unit.id);
  const activitiesOf = measuresOfForms(measures, 'activities');
  const attendancesOf = measuresOfForms(measures, 'attendances');
  const sums = await sumsOfBranches(tx, {
    unitIds: [unit.id],
    measures: ['activities', 'attendances', 'cost', ...activitiesOf.values(), ...attendancesOf.values()],
    from,
    to,
    tree: 'today',
  });
  const kept = new Map(sums.map((one) => [one.measureId, one.value]));
  const lines = await linesHeld(tx, { unit, from, to }, [...attendancesOf.keys()]);
  /** The kept sum, where a measure keeps it; what nobody did has no sum. */
  const sumOr = (measureId: string | undefined, counted: number): number =>
    measureId === undefined ? counted : (kept.get(measureId) ?? 0);
  const byForm = lines.flatMap(({ formId: id, ...line }) =>
    id === null
      ? []
      : {
          ...{ id, nameVi: line.nameVi, nameEn: line.nameEn },
          activityCount: sumOr(activitiesOf.get(id), line.activityCount),
          attendanceCount: sumOr(attendancesOf.get(id), line.attendanceCount ?? 0),
        },
  );
  return {
    total: {
      activityCount: kept.get('activities') ?? 0,
      attendanceCount: kept.get('attendances') ?? 0,
      costDong: kept.get('cost') ?? 0,
      unitCount: lines.find((line) => line.formId === null)?.unitCount ?? 0,
      unlinkedCount: lines.reduce((sum, line) => sum + (line.formId === null ? 0 : line.unlinkedCount), 0),
    },
    byForm,
  };
}

/** Everybody's measures that count one form whole and always did, by the form: their sums are those of the form. */
function measuresOfForms(
  measures: readonly MeasureLine[],
  count: 'activities' | 'attendances',
): ReadonlyMap<string, string> {
  const whole = measures.flatMap(({ id, rule, ...measure }): [string, string][] => {
    if (rule.source !== 'activities' || rule.count !== count) return [];
    const [formId, ...others] = rule.formIds ?? [];
    const isNarrower = others.length + (rule.topicIds ?? []).length + (rule.populationIds ?? []).length > 0;
    const isAlways = measure.validFrom === null && measure.retiredOn === null && measure.isCounted;
    return formId === undefined || isNarrower || !isAlways || measure.orgUnitId !== null ? [] : [[formId, id]];
  });
  return new Map(whole);
}

/** What was held by form, with attendances of the forms that are not `kept`. */
async function linesHeld(tx: Tx, { unit, from, to }: SummaryWish, kept: readonly string[]): Promise<HeldLine[]> {
  const { rows } = await sql<HeldLine>`
    select h.*, coalesce(f.name_vi, '') as name_vi, coalesce(f.name_en, '') as name_en
    from work_held(${unit.path}, ${from}::date, ${to}::date,
                   array(select id from activity_form where not id = any (${[...kept]}::text[]))) h
    left join activity_form f on f.id = h.form_id order by f.position`.execute(tx.db);
  return rows;
}
