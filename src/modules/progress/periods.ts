import { addDays, type LocalDate } from '#app/platform/clock.ts';

/** How often a target has to be reached; the values of `plan_target.cadence`. */
export type Cadence =
  | 'once'
  | 'by_date'
  | 'monthly'
  | 'quarterly'
  | 'half_yearly'
  | 'yearly'
  | 'two_yearly'
  | 'five_yearly'
  | 'term'
  | 'other';

/** A stretch of days, both ends included. */
export interface Period {
  /** `2026`, `2026-H1`, `2026-Q2`, `2026-03`, `2026-2027`, or `all` for the plan as a whole. */
  key: string;
  from: LocalDate;
  to: LocalDate;
}

/** When a plan is in force, as far as it says. */
export interface PlanSpan {
  from: LocalDate;
  to: LocalDate | null;
}

const monthsOf: Partial<Record<Cadence, number>> = {
  monthly: 1,
  quarterly: 3,
  half_yearly: 6,
  yearly: 12,
  two_yearly: 24,
  five_yearly: 60,
};

/** More than anybody reads; keeps a monthly target of a five-year plan from asking for sixty periods. */
const longestHistory = 24;

/**
 * The periods of a target from the plan's start to the day, oldest first; the last one holds the day. Periods of up to
 * a year are those of the calendar, longer ones run from the plan's first year. A target without a rhythm has one
 * period: the whole plan, prolonged to its own deadline.
 */
export function periodsUntil(cadence: Cadence, span: PlanSpan, dueOn: LocalDate | null, on: LocalDate): Period[] {
  const months = monthsOf[cadence];
  if (months === undefined) return [{ key: 'all', from: span.from, to: lastDay(span, dueOn) }];
  const firstYear = yearOf(span.from);
  const start = months <= 12 ? monthIndex(span.from) - (monthIndex(span.from) % months) : firstYear * 12;
  const day = on < span.from ? span.from : on;
  const end = span.to !== null && span.to < day ? span.to : day;
  const periods: Period[] = [];
  for (let at = start; firstDay(at) <= end; at += months) periods.push(makePeriod(at, months));
  return periods.slice(-longestHistory);
}

/** The period that holds the day, or the plan's last one when it is over. */
export function periodOn(cadence: Cadence, span: PlanSpan, dueOn: LocalDate | null, on: LocalDate): Period {
  const period = periodsUntil(cadence, span, dueOn, on).at(-1);
  if (!period) throw new Error('A plan has at least one period.');
  return period;
}

/** The day by which a target is to be reached in a period: its own deadline where that lies in it. */
export function dueInPeriod(period: Period, dueOn: LocalDate | null, span: PlanSpan): LocalDate {
  if (dueOn !== null && dueOn >= period.from && dueOn <= period.to) return dueOn;
  return span.to !== null && span.to >= period.from && span.to < period.to ? span.to : period.to;
}

function lastDay(span: PlanSpan, dueOn: LocalDate | null): LocalDate {
  const named = [span.to, dueOn].filter((day) => day !== null).toSorted();
  return named.at(-1) ?? `${yearOf(span.from)}-12-31`;
}

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
/** Months since year 0. */
const monthIndex = (day: LocalDate): number => yearOf(day) * 12 + Number(day.slice(5, 7)) - 1;

function firstDay(month: number): LocalDate {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

function makePeriod(month: number, months: number): Period {
  const year = Math.floor(month / 12);
  const part = Math.floor((month % 12) / months) + 1;
  const keys: Record<number, string> = {
    1: firstDay(month).slice(0, 7),
    3: `${year}-Q${part}`,
    6: `${year}-H${part}`,
    12: String(year),
  };
  return {
    key: keys[months] ?? `${year}-${year + months / 12 - 1}`,
    from: firstDay(month),
    to: addDays(firstDay(month + months), -1),
  };
}
