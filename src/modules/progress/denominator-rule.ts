import { daysBetween, type LocalDate } from '#app/platform/clock.ts';
import type { Period } from '#app/modules/progress/periods.ts';

/** How a unit stands to a period: in the denominator, or why not. */
export type Standing = 'counted' | 'too_new' | 'ended' | 'not_yet';

/** A unit founded in a period is expected to have had half of it, or this many days of a long one. */
const enoughDays = 180;

/**
 * Whether a unit counts in a period, seen on a day. Who ended by that day leaves with all they reached: their people
 * are the successor's now. Who was founded in the period enters when what is left of it was at least half, or 180
 * days; that is known on the first day, so that nobody enters in the middle of a period. The screen shows this rule
 * in words (`progress_rule_units`).
 */
export function standingIn(
  unit: { foundedOn: LocalDate; endedOn: LocalDate | null },
  period: Period,
  on: LocalDate,
): Standing {
  const seenOn = on < period.to ? on : period.to;
  // `endedOn` is the first day that the unit is no longer there.
  if (unit.endedOn !== null && unit.endedOn <= seenOn) return 'ended';
  if (unit.foundedOn > seenOn) return 'not_yet';
  if (unit.foundedOn <= period.from) return 'counted';
  const whole = daysBetween(period.from, period.to) + 1;
  const left = daysBetween(unit.foundedOn, period.to) + 1;
  return left >= Math.min(whole / 2, enoughDays) ? 'counted' : 'too_new';
}
