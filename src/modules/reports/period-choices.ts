import { m } from '#app/paraglide/messages.js';
import { formatRoman } from '#app/vanban/write/format-official.ts';
import { periodValue } from '#app/modules/reports/period-address.ts';
import { periodsInYear } from '#app/modules/reports/period.ts';

/** All periods of a year to choose from, each by its name: nobody has to know which number of its kind one is. */
export function periodChoices(): { value: string; label: string; group?: string }[] {
  const months = Array.from({ length: periodsInYear.month }, (_, at) => ({
    value: periodValue({ kind: 'month', index: at + 1 }),
    label: m.reports_period_month({ month: at + 1 }),
    group: m.reports_kind_month(),
  }));
  const quarters = Array.from({ length: periodsInYear.quarter }, (_, at) => ({
    value: periodValue({ kind: 'quarter', index: at + 1 }),
    label: m.reports_period_quarter({ quarter: formatRoman(at + 1) }),
    group: m.reports_kind_quarter(),
  }));
  return [
    { value: periodValue({ kind: 'half_year', index: 1 }), label: m.reports_kind_half_year() },
    { value: periodValue({ kind: 'nine_months', index: 1 }), label: m.reports_kind_nine_months() },
    { value: periodValue({ kind: 'year', index: 1 }), label: m.reports_kind_year() },
    ...quarters,
    ...months,
  ];
}
