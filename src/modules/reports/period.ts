import { addDays, type LocalDate } from '#app/platform/clock.ts';

/** Periods that a report can be about. */
export const periodKinds = ['month', 'quarter', 'half_year', 'nine_months', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** How many periods of a kind a year has: reports of the second half are the year's. */
export const periodsInYear: Record<PeriodKind, number> = {
  month: 12,
  quarter: 4,
  half_year: 1,
  nine_months: 1,
  year: 1,
};

/** Which days the figures of a period are from, and by when a unit of each tier sends its report. */
export interface PeriodRule {
  kind: PeriodKind;
  /**
   * "MM-DD"; later in the year than `to` means the year before. For months and quarters these are the days of the first
   * of the year, and the others follow month by month; the last day of a month stays the last.
   */
  from: string;
  to: string;
  /** Days after `to` for grassroots, direct superior and provincial units. */
  dueDays: { 4: number; 3: number; 2: number };
  /** Whether reports of the kind are asked for, and of which periods; without them all. */
  isOwed: boolean;
  owedIndexes: readonly number[] | null;
}

/**
 * The usual cut-off days of unions. No regulation that could be read fixes them (the statistics rules of 2014 are not
 * published in full), so they are defaults which any unit changes for its branch in the report calendar.
 */
export const usualRules: Readonly<Record<PeriodKind, PeriodRule>> = {
  month: usual('month', '12-16', '01-15', [2, 5, 10], false),
  // The second and fourth quarter end with the half-year and the year, which tell more.
  quarter: { ...usual('quarter', '01-01', '03-15', [2, 5, 10], false), owedIndexes: [1, 3] },
  half_year: usual('half_year', '12-01', '05-31', [5, 10, 15], true),
  nine_months: usual('nine_months', '12-01', '08-31', [5, 10, 15], false),
  year: usual('year', '12-01', '11-30', [3, 7, 12], true),
};

/** Unions of schools count by the school year: its first term, and the whole of it. */
export const schoolYearRules: Readonly<Record<PeriodKind, PeriodRule>> = {
  ...usualRules,
  half_year: usual('half_year', '09-01', '01-15', [5, 10, 15], true),
  nine_months: usual('nine_months', '09-01', '03-31', [5, 10, 15], false),
  year: usual('year', '09-01', '06-15', [3, 7, 12], true),
};

function usual(
  kind: PeriodKind,
  from: string,
  to: string,
  [grassroots, superior, province]: readonly [number, number, number],
  isOwed: boolean,
): PeriodRule {
  return { kind, from, to, dueDays: { 4: grassroots, 3: superior, 2: province }, isOwed, owedIndexes: null };
}

export interface Period {
  kind: PeriodKind;
  year: number;
  /** Month 1-12, quarter 1-4, else 1. */
  index: number;
  from: LocalDate;
  to: LocalDate;
}

const pad = (value: number): string => String(value).padStart(2, '0');

const monthsIn: Record<PeriodKind, number> = { month: 1, quarter: 3, half_year: 0, nine_months: 0, year: 0 };

/** The days of a period under a rule. */
export function periodOf(kind: PeriodKind, year: number, index: number, rule: PeriodRule = usualRules[kind]): Period {
  const shift = (index - 1) * monthsIn[kind];
  const from = dayOf(rule.from > rule.to ? year - 1 : year, rule.from, shift);
  return { kind, year, index, from, to: dayOf(year, rule.to, shift) };
}

/** A day of a year moved on by months. The last day of its month (29 February counts as it) stays the last of the other. */
function dayOf(year: number, monthDay: string, months: number): LocalDate {
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  const count = month - 1 + months;
  const at = { year: year + Math.floor(count / 12), month: (count % 12) + 1 };
  const isLast = day >= lastDayOf(2023, month);
  const last = lastDayOf(at.year, at.month);
  return `${at.year}-${pad(at.month)}-${pad(isLast ? last : Math.min(day, last))}`;
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day by which a unit of the tier sends its report. Units inside a grassroots union send with it. */
export function dueOn(period: Period, tier: number, rule: PeriodRule = usualRules[period.kind]): LocalDate {
  const days = rule.dueDays;
  return addDays(period.to, tier >= 4 ? days[4] : tier === 3 ? days[3] : days[2]);
}

/** The latest period of a kind whose figures are complete on the day. */
export function latestPeriod(kind: PeriodKind, today: LocalDate, rule?: PeriodRule): Period {
  const year = Number(today.slice(0, 4));
  const candidates = [year - 1, year].flatMap((one) =>
    Array.from({ length: periodsInYear[kind] }, (_, index) => periodOf(kind, one, index + 1, rule)),
  );
  return (
    candidates.filter((period) => period.to <= today).at(-1) ?? periodOf(kind, year - 1, periodsInYear[kind], rule)
  );
}

/** The period of a kind whose figures are collected on the day. */
export function runningPeriod(kind: PeriodKind, today: LocalDate, rule?: PeriodRule): Period | undefined {
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .flatMap((one) => Array.from({ length: periodsInYear[kind] }, (_, index) => periodOf(kind, one, index + 1, rule)))
    .find((period) => period.from <= today && today <= period.to);
}

/** The latest period of which a report is asked for; null where the rule asks for none of its kind. */
export function latestOwed(kind: PeriodKind, today: LocalDate, rule: PeriodRule = usualRules[kind]): Period | null {
  if (!rule.isOwed) return null;
  const year = Number(today.slice(0, 4));
  const owed = [year - 1, year]
    .flatMap((one) => Array.from({ length: periodsInYear[kind] }, (_, at) => periodOf(kind, one, at + 1, rule)))
    .filter((period) => period.to <= today && (rule.owedIndexes?.includes(period.index) ?? true));
  return owed.at(-1) ?? null;
}
