import type { LocalDate } from '#app/platform/clock.ts';
import type { Contribution } from '#app/modules/measures/fact-differences.ts';

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
  links: ItemRef[];
}

/**
 * What an activity that took place adds to the measures: once for the measures themselves, and again for each target
 * it serves. All of it stands on the first day of the activity.
 */
export function contributionsOf(
  details: Pick<ActivityDetails, 'startsOn' | 'attendance' | 'costs'>,
  targetRootIds: string[],
): Contribution[] {
  const cost = details.costs.reduce((sum, one) => sum + one.amountDong, 0);
  return [null, ...new Set(targetRootIds)].flatMap((targetRootId) => {
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
        ...(group.personCount === null ? [] : [give('persons', group.populationId, group.personCount)]),
      ]),
      give('cost', null, cost),
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
    'topicIds',
    'links',
    'partners',
    'audience',
    'summary',
  ];
  return parts.filter((part) => canonical(before[part]) !== canonical(after[part]));
}

/** Lists are sets here: the order in which a database hands out rows is no change. */
function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map((one) => JSON.stringify(one)).toSorted() : (value ?? null));
}
