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
  /** "MM-DD"; later in the year than `to` means the year before. */
  from: string;
  to: string;
  /** Days after `to` for grassroots, direct superior and provincial units. */
  dueDays: { 4: number; 3: number; 2: number };
}

/**
 * The usual cut-off days of unions. No regulation that could be read fixes them (the statistics rules of 2014 are not
 * published in full), so they are defaults which any unit changes for its branch in the report calendar.
 */
export const usualRules: readonly PeriodRule[] = [
  { kind: 'half_year', from: '12-01', to: '05-31', dueDays: { 4: 5, 3: 10, 2: 15 } },
  { kind: 'nine_months', from: '12-01', to: '08-31', dueDays: { 4: 5, 3: 10, 2: 15 } },
  { kind: 'year', from: '12-01', to: '11-30', dueDays: { 4: 3, 3: 7, 2: 12 } },
];

const monthlyDue = { 4: 2, 3: 5, 2: 10 };

export interface Period {
  kind: PeriodKind;
  year: number;
  /** Month 1-12, quarter 1-4, else 1. */
  index: number;
  from: LocalDate;
  to: LocalDate;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The days of a period under a rule; months and quarters are those of the calendar unless the rule says otherwise. */
export function periodOf(kind: PeriodKind, year: number, index: number, rule?: PeriodRule): Period {
  const given = rule ?? usualRules.find((one) => one.kind === kind);
  if (given && kind !== 'month' && kind !== 'quarter') {
    const from = `${given.from > given.to ? year - 1 : year}-${given.from}`;
    return { kind, year, index, from, to: `${year}-${given.to}` };
  }
  const firstMonth = kind === 'month' ? index : (index - 1) * 3 + 1;
  const lastMonth = kind === 'month' ? index : index * 3;
  const dayAfter = lastMonth === 12 ? `${year + 1}-01-01` : `${year}-${pad(lastMonth + 1)}-01`;
  return { kind, year, index, from: `${year}-${pad(firstMonth)}-01`, to: addDays(dayAfter, -1) };
}

/** The day by which a unit of the tier sends its report. Units inside a grassroots union send with it. */
export function dueOn(period: Period, tier: number, rule?: PeriodRule): LocalDate {
  const days = rule?.dueDays ?? usualRules.find((one) => one.kind === period.kind)?.dueDays ?? monthlyDue;
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
