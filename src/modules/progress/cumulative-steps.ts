import type { LocalDate } from '#app/platform/clock.ts';
import { dueInPeriod, type Period, type PlanSpan } from '#app/modules/progress/periods.ts';

/**
 * How far a target that has the whole plan for its period was at the end of each year that is over: what is reached
 * stays reached, so each step holds all from the plan's start. Keys are `to-2026`; none for a plan within one year, and
 * none for the year that is running, which the period itself shows.
 */
export function cumulativeSteps(period: Period, span: PlanSpan, on: LocalDate): Period[] {
  if (period.key !== 'all') return [];
  const steps: Period[] = [];
  for (let year = Number(span.from.slice(0, 4)); ; year += 1) {
    const to = `${year}-12-31`;
    if (to >= on || to >= period.to) return steps;
    steps.push({ key: `to-${year}`, from: span.from, to });
  }
}

/** When a period of a target's history is judged: a step on the way as of its day, against the deadline of the whole. */
export function timeOf(
  period: Period,
  whole: Period,
  target: { dueOn: LocalDate | null; span: PlanSpan; on: LocalDate },
): { period: Period; dueOn: LocalDate; on: LocalDate } {
  const isStep = period.key.startsWith('to-');
  const judged = isStep ? whole : period;
  return { period: judged, dueOn: dueInPeriod(judged, target.dueOn, target.span), on: isStep ? period.to : target.on };
}

/** What a step added to the one before: the year's own part of a cumulative share or count. */
export function stepGains(values: readonly number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}
