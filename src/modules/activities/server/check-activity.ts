import { AppError, type ErrorParams } from '#app/platform/errors.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { ActivityDetails } from '#app/modules/activities/activity-details.ts';
import { doubtsOf, type ActivityDoubt } from '#app/modules/activities/activity-doubts.ts';
import type { ActivityStatus } from '#app/modules/activities/activity-lifecycle.ts';
import { isWithdrawn, overError } from '#app/modules/orgs/unit-policy.ts';
import type { CheckedLink } from '#app/modules/activities/server/check-links.ts';
import { declaredFigures } from '#app/modules/activities/server/declared-figures.ts';

/** The unit that an activity is of, as far as the rules ask. */
export interface ActivityUnit {
  id: string;
  name: string;
  path: string;
  kindId: string;
  sectorId: string | null;
  foundedOn: LocalDate;
  endedOn: LocalDate | null;
}

/** The unit with its dates; undefined when the actor may not know of it. */
export async function findActivityUnit(tx: Tx, unitId: string): Promise<ActivityUnit | undefined> {
  return tx.db
    .selectFrom('orgUnit')
    .select(['id', 'name', 'path', 'kindId', 'sectorId', 'foundedOn', 'endedOn'])
    .where('id', '=', unitId)
    .executeTakeFirst();
}

/**
 * Checks what an activity says against the unit, the calendar and the plans it serves, and returns the doubts that a
 * person confirmed. Throws orgs.before_founding, activity.ended_unit, activity.future_done, or, unconfirmed, activity.needs_confirmation
 * (figures) or activity.outside_plan (dates), each with the field it is about.
 */
export async function checkActivity(
  tx: Tx,
  unit: ActivityUnit,
  activity: { status: ActivityStatus; isConfirmed: boolean; details: ActivityDetails; links: CheckedLink[] },
): Promise<ActivityDoubt[]> {
  const { details } = activity;
  if (details.startsOn < unit.foundedOn)
    throw new AppError(
      'orgs.before_founding',
      { name: unit.name, date: unit.foundedOn },
      { startsOn: 'field_before_founding' },
    );
  if (isWithdrawn(unit)) throw overError(unit);
  if (unit.endedOn !== null && details.endsOn >= unit.endedOn)
    throw new AppError('activity.ended_unit', { date: unit.endedOn }, { startsOn: 'field_after_end_of_unit' });
  if (activity.status === 'done' && details.endsOn > tx.today())
    throw new AppError('activity.future_done', {}, { startsOn: 'field_in_future' });

  const declared = await declaredFigures(tx, unit.id, details.startsOn);
  const plans = [...new Map(activity.links.map((link) => [link.planId, link])).values()];
  const doubts = doubtsOf(details, declared, plans);
  if (doubts.length > 0 && !activity.isConfirmed) throw confirmationAsked(doubts);
  return doubts;
}

function confirmationAsked(doubts: ActivityDoubt[]): AppError {
  const problems: Record<string, string> = {};
  const params: ErrorParams = {};
  for (const doubt of doubts) {
    if (doubt.code === 'more_than_declared') {
      problems[`attendance.${doubt.populationId}.attendanceCount`] = 'field_more_than_declared';
      params['count'] ??= doubt.count;
      params['declared'] ??= doubt.declared;
    } else {
      problems['startsOn'] = 'field_outside_plan';
      params['plan'] ??= doubt.planTitle;
    }
  }
  const isFigures = doubts.some((doubt) => doubt.code === 'more_than_declared');
  return new AppError(isFigures ? 'activity.needs_confirmation' : 'activity.outside_plan', params, problems);
}
