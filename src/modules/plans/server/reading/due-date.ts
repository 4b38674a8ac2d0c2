import { isLocalDate, type LocalDate } from '#app/platform/clock.ts';
import type { Deadline } from '#app/vanban/plan-document.ts';

/**
 * The last day of a deadline as read: `2025` → 31 December, `2021-09` → 30 September, `2026-Q2` → 30 June.
 * A deadline of each year (`--MM-DD`) falls in `year`; one of each month has no single day: null.
 */
export function dueDateOf(deadline: Deadline | null, year: number): LocalDate | null {
  if (deadline === null) return null;
  const yearly = /^--(\d{2})-(\d{2})$/.exec(deadline);
  const text = yearly ? `${year}-${yearly[1]}-${yearly[2]}` : deadline;
  if (isLocalDate(text)) return text;
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) return lastOfMonth(Number(month[1]), Number(month[2]));
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return lastOfMonth(Number(quarter[1]), Number(quarter[2]) * 3);
  return /^\d{4}$/.test(text) ? `${text}-12-31` : null;
}

/** The first day of a deadline as read; of a span's beginning. */
export function firstDayOf(deadline: Deadline | null): LocalDate | null {
  if (deadline === null) return null;
  if (isLocalDate(deadline)) return deadline;
  const quarter = /^(\d{4})-Q([1-4])$/.exec(deadline);
  if (quarter) return `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(deadline)) return `${deadline}-01`;
  return /^\d{4}$/.test(deadline) ? `${deadline}-01-01` : null;
}

function lastOfMonth(year: number, month: number): LocalDate {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
