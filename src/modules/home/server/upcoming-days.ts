import { addDays } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { newestActivities } from '#app/modules/activities/server/index.ts';
import { speaksOf, upcoming, type Occurrence } from '#app/modules/calendar/commemorations.ts';
import type { ActingUnit } from '#app/modules/home/server/due-items.ts';

const lookAheadDays = 45;
/** An activity about a day is often held before it, seldom after it. */
const beforeDays = 30;
const afterDays = 7;
const shown = 4;

/**
 * The next commemorations that concern unions or everybody and that no activity of the unit, planned or done, speaks
 * of. Two queries.
 */
export async function upcomingDays(tx: Tx, unit: ActingUnit): Promise<Occurrence[]> {
  const today = tx.today();
  const days = upcoming(today, lookAheadDays).filter((one) => one.weight !== 'other');
  if (days.length === 0) return [];
  const lines = await newestActivities(tx, {
    path: unit.path,
    isOwnOnly: true,
    from: addDays(today, -beforeDays),
    to: addDays(today, lookAheadDays + afterDays),
    pageSize: 200,
  });
  const titles = lines.filter((line) => line.status !== 'cancelled').map((line) => toSearchKey(line.title));
  return days.filter((one) => !titles.some((title) => speaksOf(title, one))).slice(0, shown);
}
