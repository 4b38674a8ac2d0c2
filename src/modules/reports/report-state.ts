import { m } from '#app/paraglide/messages.js';
import type { ReportStatus } from '#app/modules/reports/report-lifecycle.ts';

/** How a report stands, in a word and a shape; `late` where its day has passed and it was not sent. */
export function reportState(
  status: ReportStatus | null,
  isLate: boolean,
): { state: 'met' | 'risk' | 'late' | 'neutral'; label: string } {
  if (status === 'accepted') return { state: 'met', label: m.reports_status_accepted() };
  if (status === 'submitted') return { state: 'neutral', label: m.reports_status_submitted() };
  if (status === 'returned') return { state: 'late', label: m.reports_status_returned() };
  if (isLate)
    return { state: 'late', label: status === 'draft' ? m.reports_status_draft_late() : m.reports_status_none_late() };
  return status === 'draft'
    ? { state: 'neutral', label: m.reports_status_draft() }
    : { state: 'neutral', label: m.reports_status_none() };
}

/** The name of a kind of period. */
export function periodKindName(kind: 'month' | 'quarter' | 'half_year' | 'nine_months' | 'year'): string {
  return {
    month: m.reports_kind_month,
    quarter: m.reports_kind_quarter,
    half_year: m.reports_kind_half_year,
    nine_months: m.reports_kind_nine_months,
    year: m.reports_kind_year,
  }[kind]();
}
