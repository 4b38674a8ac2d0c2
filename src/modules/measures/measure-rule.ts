import type { LocalDate } from '#app/platform/clock.ts';

/** What of an activity is counted. */
export const activityCounts = ['activities', 'attendances', 'persons', 'cost', 'quantity'] as const;
export type ActivityCount = (typeof activityCounts)[number];

/** Which activities count, and what of them. An absent or empty list asks for nothing. */
export interface ActivityRule {
  source: 'activities';
  count: ActivityCount;
  formIds?: readonly string[];
  topicIds?: readonly string[];
  /** Only people of these groups; for what is not people, activities that some of them came to. */
  populationIds?: readonly string[];
  costSourceIds?: readonly string[];
}

/**
 * Where a measure's figures come from, as `measure.rule` holds it.
 * base: written by the code that records the thing (activities held, news delivered, documents received).
 * activities: by rule from activities. declared: a unit states them. check_in: names ticked at activities.
 * ratio, unit_share: computed from other measures when they are read.
 */
export type MeasureRule =
  | { source: 'base' | 'declared' | 'check_in' }
  | ActivityRule
  | { source: 'ratio'; numeratorId: string; denominatorId: string }
  | { source: 'unit_share'; measureId: string; least: number };

export const rollUps = ['sum', 'ratio_of_sums', 'unit_share', 'latest', 'distinct_persons'] as const;
export type RollUp = (typeof rollUps)[number];

/** The rule of a ratio of two measures. */
export const ratioOf = (numeratorId: string, denominatorId: string): { rule: MeasureRule; rollUp: RollUp } => ({
  rule: { source: 'ratio', numeratorId, denominatorId },
  rollUp: 'ratio_of_sums',
});

/** A measure that counts activities, for as long as it does. */
export interface CountingMeasure {
  id: string;
  rule: ActivityRule;
  validFrom: LocalDate | null;
  /** The first day on which it does not count any more. */
  retiredOn: LocalDate | null;
}

/** An activity as far as measures look at it. */
export interface MeasuredActivity {
  formId: string;
  topicIds: readonly string[];
  startsOn: LocalDate;
  attendance: readonly { populationId: string; attendanceCount: number; personCount: number | null }[];
  costs: readonly { costSourceId: string; amountDong: number }[];
  quantities: readonly { measureId: string; amount: number }[];
}

/** What an activity adds to one measure, for one group of people where it is of people. */
export interface MeasuredAmount {
  measureId: string;
  populationId: string | null;
  value: number;
}

/** What an activity adds to the measures whose rules it matches. Zero is left out. */
export function measuresOf(activity: MeasuredActivity, measures: readonly CountingMeasure[]): MeasuredAmount[] {
  return measures
    .filter((measure) => isCounted(activity, measure))
    .flatMap((measure) => amountsOf(activity, measure))
    .filter((one) => one.value !== 0);
}

const among = (ids: readonly string[] | undefined, id: string): boolean =>
  ids === undefined || ids.length === 0 || ids.includes(id);

/** Whether a measure looks at this activity at all; then the form asks for its quantity. */
export function isCounted(
  activity: Pick<MeasuredActivity, 'formId' | 'topicIds' | 'startsOn' | 'attendance'>,
  { rule, validFrom, retiredOn }: CountingMeasure,
): boolean {
  if (validFrom !== null && activity.startsOn < validFrom) return false;
  if (retiredOn !== null && activity.startsOn >= retiredOn) return false;
  if (!among(rule.formIds, activity.formId)) return false;
  const asksTopic = (rule.topicIds ?? []).length > 0;
  if (asksTopic && !activity.topicIds.some((topic) => among(rule.topicIds, topic))) return false;
  const asksAudience = (rule.populationIds ?? []).length > 0;
  return !asksAudience || activity.attendance.some((group) => among(rule.populationIds, group.populationId));
}

function amountsOf(activity: MeasuredActivity, { id: measureId, rule }: CountingMeasure): MeasuredAmount[] {
  const one = (value: number): MeasuredAmount[] => [{ measureId, populationId: null, value }];
  const groups = activity.attendance.filter((group) => among(rule.populationIds, group.populationId));
  const ofGroups = (count: (group: (typeof groups)[number]) => number): MeasuredAmount[] =>
    groups.map((group) => ({ measureId, populationId: group.populationId, value: count(group) }));
  switch (rule.count) {
    case 'activities':
      return one(1);
    case 'attendances':
      return ofGroups((group) => group.attendanceCount);
    case 'persons':
      return ofGroups((group) => group.personCount ?? 0);
    case 'cost':
      return one(
        activity.costs
          .filter((cost) => among(rule.costSourceIds, cost.costSourceId))
          .reduce((sum, cost) => sum + cost.amountDong, 0),
      );
    case 'quantity':
      return one(
        activity.quantities
          .filter((quantity) => quantity.measureId === measureId)
          .reduce((sum, quantity) => sum + quantity.amount, 0),
      );
  }
}
