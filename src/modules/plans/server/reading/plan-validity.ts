import { isLocalDate, type LocalDate } from '#app/platform/clock.ts';
import { dueDateOf, firstDayOf } from '#app/modules/plans/server/reading/due-date.ts';
import type { ReadPlan } from '#app/vanban/plan-document.ts';

export interface Validity {
  from: LocalDate | null;
  to: LocalDate | null;
}

const romanQuarters: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };

/**
 * From when to when a plan holds: what the document states, else what its title says ("giai đoạn 2019 - 2025",
 * "quý II năm 2020", "năm 2026"), else the year of its date. A plan for a term that has begun holds from its date on.
 */
export function validityOf(plan: Pick<ReadPlan, 'effective' | 'title' | 'date'>): Validity {
  const date = plan.date !== null && isLocalDate(plan.date) ? plan.date : null;
  const stated: Validity = {
    from: firstDayOf(plan.effective?.from ?? null),
    to: dueDateOf(plan.effective?.to ?? null, 0),
  };
  const titled = validityOfTitle(plan.title ?? '');
  const from = stated.from ?? titled?.from ?? date;
  const to = stated.to ?? titled?.to ?? (date ? `${date.slice(0, 4)}-12-31` : null);
  return from !== null && to !== null && to < from
    ? { from: titled?.from ?? null, to: titled?.to ?? null }
    : { from, to };
}

function validityOfTitle(title: string): { from: LocalDate; to: LocalDate } | null {
  const text = title.normalize('NFC').toLowerCase();
  const span = /(?:giai đoạn|nhiệm kỳ|từ năm)?\s*((?:19|20)\d{2})\s*(?:-|–|—|đến năm|đến)\s*((?:19|20)\d{2})/.exec(
    text,
  );
  if (span) return years(Number(span[1]), Number(span[2]));
  const quarter = /quý\s+(iv|iii|ii|i|[1-4])\b\D{0,8}((?:19|20)\d{2})/.exec(text);
  if (quarter) return months(Number(quarter[2]), (romanQuarters[quarter[1] ?? ''] ?? 1) * 3 - 2, 3);
  const half = /6 tháng (đầu|cuối) năm\D{0,8}((?:19|20)\d{2})/.exec(text);
  if (half) return months(Number(half[2]), half[1] === 'đầu' ? 1 : 7, 6);
  const month = /tháng\s+(\d{1,2})\s*(?:\/|năm)\s*((?:19|20)\d{2})/.exec(text);
  if (month && Number(month[1]) >= 1 && Number(month[1]) <= 12) return months(Number(month[2]), Number(month[1]), 1);
  const year = /năm\s+((?:19|20)\d{2})(?!\s*\/)/.exec(text);
  return year ? years(Number(year[1]), Number(year[1])) : null;
}

const years = (from: number, to: number): { from: LocalDate; to: LocalDate } => ({
  from: `${from}-01-01`,
  to: `${to}-12-31`,
});

function months(year: number, first: number, count: number): { from: LocalDate; to: LocalDate } {
  return {
    from: `${year}-${String(first).padStart(2, '0')}-01`,
    to: new Date(Date.UTC(year, first - 1 + count, 0)).toISOString().slice(0, 10),
  };
}
