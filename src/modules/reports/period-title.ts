import { formatRoman } from '#app/vanban/write/format-official.ts';
import type { Period } from '#app/modules/reports/period.ts';

/** The subject line of a report on paper, without the word for its kind. */
export function periodTitle(period: Pick<Period, 'kind' | 'year' | 'index'>): string {
  const span = {
    month: `tháng ${period.index} năm ${period.year}`,
    quarter: `quý ${formatRoman(period.index)} năm ${period.year}`,
    half_year: `6 tháng đầu năm ${period.year}`,
    nine_months: `9 tháng đầu năm ${period.year}`,
    year: `năm ${period.year}`,
  }[period.kind];
  return `Kết quả công tác tuyên truyền ${span}`;
}
