import { periodKinds, periodsInYear, type PeriodKind } from '#app/modules/reports/period.ts';

/** A kind of period and which of the year it is, as one value of a list to choose from: "quarter:3". */
export function periodValue({ kind, index }: { kind: PeriodKind; index: number }): string {
  return `${kind}:${index}`;
}

/** Reads such a value; null for what names no period. */
export function readPeriodValue(text: string | null): { kind: PeriodKind; index: number } | null {
  const [name, number] = (text ?? '').split(':');
  const kind = periodKinds.find((one) => one === name);
  const index = Number(number);
  return kind && Number.isInteger(index) && index >= 1 && index <= periodsInYear[kind] ? { kind, index } : null;
}

/** The page of the reports of a period. */
export function periodHref(period: { kind: PeriodKind; year: number; index: number }): string {
  return `/reports?${new URLSearchParams({ period: periodValue(period), year: String(period.year) })}`;
}
