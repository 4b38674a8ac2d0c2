import { m } from '#app/paraglide/messages.js';
import { daysBetween, type LocalDate } from '#app/platform/clock.ts';
import { formatNumber } from '#app/ui/format-values.ts';
import { markOf, type DueItem } from '#app/modules/home/home-items.ts';
import type { PeriodKind } from '#app/modules/reports/period.ts';

/** A period as it stands inside a sentence. */
export function periodWords({ period, year, index }: { period: PeriodKind; year: number; index: number }): string {
  const roman = ['I', 'II', 'III', 'IV'][index - 1] ?? String(index);
  return {
    month: () => m.home_period_month({ index, year }),
    quarter: () => m.home_period_quarter({ index: roman, year }),
    half_year: () => m.home_period_half_year({ year }),
    nine_months: () => m.home_period_nine_months({ year }),
    year: () => m.home_period_year({ year }),
  }[period]();
}

/** How an item stands: shape and words. */
export function dueMark(
  dueOn: LocalDate | null,
  today: LocalDate,
): { state: 'late' | 'risk' | 'neutral'; stateLabel: string } {
  const { state, days } = markOf(dueOn, today);
  if (days === null) return { state, stateLabel: m.home_days_none() };
  if (days === 0) return { state, stateLabel: m.home_days_today() };
  return { state, stateLabel: days > 0 ? m.home_days_late({ days }) : m.home_days_left({ days: -days }) };
}

/** What an item is called, a line about it, and what its one button says. */
export function dueWords(item: DueItem): { title: string; note: string; go: string } {
  switch (item.kind) {
    case 'acknowledge':
      return { title: m.home_item_acknowledge({ number: item.number }), note: item.title, go: m.home_go_acknowledge() };
    case 'adopt':
      return { title: m.home_item_adopt({ number: item.number }), note: item.title, go: m.home_go_adopt() };
    case 'making':
      return { title: m.home_item_making({ number: item.number }), note: item.title, go: m.home_go_making() };
    case 'plan_returned':
      return { title: m.home_item_plan_returned(), note: item.title, go: m.home_go_plan_returned() };
    case 'plan_approved':
      return { title: m.home_item_plan_approved(), note: item.title, go: m.home_go_plan_approved() };
    case 'activity':
      return { title: item.title, note: m.home_item_activity_note(), go: m.home_go_activity() };
    case 'task':
      return { title: item.title, note: m.home_item_task_note({ number: item.number }), go: m.home_go_task() };
    case 'quota':
      return {
        title: m.home_item_quota({ count: formatNumber(item.missing), item: item.item.toLowerCase() }),
        note: m.home_item_quota_note({ number: item.number }),
        go: m.home_go_quota(),
      };
    case 'unserved':
      return { title: unservedWords(item), note: m.home_item_unserved_note(), go: m.activities_unserved_see() };
    default:
      return reportWords(item);
  }
}

function unservedWords({ count, most }: { count: number; most: number }): string {
  const words = { count: formatNumber(count) };
  return count >= most ? m.activities_unserved_badge_many(words) : m.activities_unserved_badge(words);
}

function reportWords(item: Extract<DueItem, { period: PeriodKind }>): { title: string; note: string; go: string } {
  const title = m.home_item_report({ period: periodWords(item) });
  if (item.kind === 'report_missing')
    return { title, note: m.home_item_report_missing_note(), go: m.home_go_report_missing() };
  if (item.kind === 'report_returned')
    return { title, note: m.home_item_report_returned_note(), go: m.home_go_report_returned() };
  return { title, note: m.home_item_report_draft_note(), go: m.home_go_report_draft() };
}

/** How long something has waited; amber from a week on. */
export function waitingMark(
  since: LocalDate | null,
  today: LocalDate,
): { state: 'risk' | 'neutral'; stateLabel: string } {
  if (since === null) return { state: 'neutral', stateLabel: m.home_waiting_word() };
  const days = Math.max(0, daysBetween(since, today));
  const stateLabel = days === 0 ? m.home_waiting_today() : m.home_waiting_days({ days });
  return { state: days >= 7 ? 'risk' : 'neutral', stateLabel };
}
