import type { LocalDate } from '#app/platform/clock.ts';
import type { Contribution } from '#app/modules/measures/fact-differences.ts';
import { measuresOf, type CountingMeasure } from '#app/modules/measures/measure-rule.ts';

export const activityModes = ['in_person', 'online', 'mixed', 'documents'] as const;
export type ActivityMode = (typeof activityModes)[number];

/** People of one group at one activity. */
export interface Attendance {
  populationId: string;
  /** Lượt người: one person at three sessions is three. */
  attendanceCount: number;
  /** Distinct persons; null when nobody counted them. Never added to attendances. */
  personCount: number | null;
}

export interface Cost {
  costSourceId: string;
  amountDong: number;
}

/** How many of a thing there were, where a measure asks for it: panels, leaflets, prizes. */
export interface Quantity {
  measureId: string;
  amount: number;
}

/** An item of a plan that an activity serves. */
export interface ItemRef {
  kind: 'target' | 'task' | 'quota';
  id: string;
}

/** Everything a person says about an activity. */
export interface ActivityDetails {
  formId: string;
  title: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  place: string;
  mode: ActivityMode;
  audience: string;
  partners: string;
  summary: string;
  topicIds: string[];
  attendance: Attendance[];
  costs: Cost[];
  quantities: Quantity[];
  links: ItemRef[];
}

/** What was said of an activity, out of a form that carries more, with the title and the links it gets. */
export function detailsOf(
  said: ActivityDetails,
  { title, links }: Pick<ActivityDetails, 'title' | 'links'>,
): ActivityDetails {
  const { formId, startsOn, endsOn, place, mode, audience, partners, summary } = said;
  const { topicIds, attendance, costs, quantities } = said;
  const words = { formId, title, startsOn, endsOn, place, mode, audience, partners, summary };
  return { ...words, topicIds: topicIds.toSorted(), attendance, costs, quantities, links };
}

/** A target that an activity serves: the head of its line, and the measures that the line asks for by name. */
export interface ServedTarget {
  rootId: string;
  measureIds: readonly string[];
}

/** What of an activity is counted. */
export type CountedDetails = Pick<
  ActivityDetails,
  'formId' | 'topicIds' | 'startsOn' | 'attendance' | 'costs' | 'quantities'
>;

/**
 * What an activity that took place adds to the measures: once for the measures themselves, and again for each target
 * it serves. Of the measures with a rule a target gets those it names: a fact for each of the others would be read by
 * nobody. Where people were known by name, a target gets those and not the heads that were counted as well. All of it
 * stands on the first day of the activity.
 */
export function contributionsOf(
  details: CountedDetails,
  targets: readonly ServedTarget[],
  measures: readonly CountingMeasure[] = [],
  isNamed = false,
): Contribution[] {
  const named = new Map<string | null, ReadonlySet<string>>();
  for (const { rootId, measureIds } of targets)
    named.set(rootId, new Set([...(named.get(rootId) ?? []), ...measureIds]));
  const ruled = measuresOf(details, measures);
  const cost = details.costs.reduce((sum, one) => sum + one.amountDong, 0);
  return [null, ...named.keys()].flatMap((targetRootId) => {
    const give = (measureId: string, populationId: string | null, value: number): Contribution => ({
      measureId,
      populationId,
      targetRootId,
      happenedOn: details.startsOn,
      value,
    });
    return [
      give('activities', null, 1),
      ...details.attendance.flatMap((group) => [
        give('attendances', group.populationId, group.attendanceCount),
        ...(group.personCount === null || (isNamed && targetRootId !== null)
          ? []
          : [give('persons', group.populationId, group.personCount)]),
      ]),
      give('cost', null, cost),
      ...ruled
        .filter((one) => targetRootId === null || named.get(targetRootId)?.has(one.measureId))
        .map((one) => give(one.measureId, one.populationId, one.value)),
    ].filter((one) => one.value !== 0);
  });
}

/** Which parts of an activity differ between two states of it, in the order of the form. */
export function changedParts(
  before: Partial<ActivityDetails>,
  after: Partial<ActivityDetails>,
): (keyof ActivityDetails)[] {
  const parts: (keyof ActivityDetails)[] = [
    'formId',
    'title',
    'startsOn',
    'endsOn',
    'place',
    'mode',
    'attendance',
    'costs',
    'quantities',
    'topicIds',
    'links',
    'partners',
    'audience',
    'summary',
  ];
  return parts.filter((part) => canonical(before[part]) !== canonical(after[part]));
}

/**
 * Lists are sets here: the order in which a database hands out rows is no change, nor is a list that older entries of
 * the log do not have.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'null';
  return JSON.stringify(Array.isArray(value) ? value.map((one) => JSON.stringify(one)).toSorted() : (value ?? null));
}
