import { periodsUntil, type Cadence, type Period, type PlanSpan } from '#app/modules/progress/periods.ts';

/** A day to compare on, and the periods that end with it: on 31 December both a quarter and a year do. */
export interface CompareDay {
  on: string;
  /** Empty for the day that the board is read on, when periods are still running. */
  periods: Period[];
}

/**
 * The days that a plan's figures can be compared on: the board's own, then the ends of every period that is over, the
 * newest first. A period is compared as it was on its last day.
 */
export function compareDays(
  targets: readonly { rule: { cadence: Cadence }; dueOn: string | null }[],
  span: PlanSpan,
  on: string,
): CompareDay[] {
  const days = new Map<string, Map<string, Period>>();
  for (const target of targets) {
    for (const period of periodsUntil(target.rule.cadence, span, target.dueOn, on)) {
      if (period.to >= on) continue;
      const ending = days.get(period.to) ?? new Map<string, Period>();
      days.set(period.to, ending.set(period.key, period));
    }
  }
  const over = [...days]
    .toSorted(([a], [b]) => b.localeCompare(a))
    .map(([day, periods]) => ({ on: day, periods: [...periods.values()] }));
  return [{ on, periods: [] }, ...over];
}
