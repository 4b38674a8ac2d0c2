import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Attendance } from '#app/modules/activities/activity-details.ts';

/** Something that can hardly be, accepted because a person confirmed it; it stays with the activity and is shown. */
export type ActivityDoubt =
  | { code: 'more_than_declared'; populationId: string; count: number; declared: number }
  | { code: 'outside_plan'; planId: string; planTitle: string };

/** A plan served, as far as dates matter. */
export interface ServedPlan {
  planId: string;
  planTitle: string;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
}

/**
 * What a person should confirm. Distinct persons beyond the declared figure cannot be; so cannot attendances of an
 * activity of a single day whose persons nobody counted. A unit that declared nothing raises no doubt.
 */
export function doubtsOf(
  activity: { startsOn: LocalDate; endsOn: LocalDate; attendance: Attendance[] },
  declared: ReadonlyMap<string, number>,
  plans: ServedPlan[],
): ActivityDoubt[] {
  const isOneDay = activity.startsOn === activity.endsOn;
  const tooMany = activity.attendance.flatMap((group): ActivityDoubt[] => {
    const figure = declared.get(group.populationId);
    const count = group.personCount ?? (isOneDay ? group.attendanceCount : 0);
    if (figure === undefined || count <= figure) return [];
    return [{ code: 'more_than_declared', populationId: group.populationId, count, declared: figure }];
  });
  const outside = plans
    .filter((plan) => activity.startsOn < (plan.validFrom ?? '0000') || activity.endsOn > (plan.validTo ?? '9999'))
    .map(({ planId, planTitle }): ActivityDoubt => ({ code: 'outside_plan', planId, planTitle }));
  return [...tooMany, ...outside];
}

/** How long after its last day a plan is still offered to those who record late. */
export const lateRecordingDays = 60;

/** The day from which plans that ended still matter on `day`. */
export function openPlansSince(day: LocalDate): LocalDate {
  return addDays(day, -lateRecordingDays);
}
