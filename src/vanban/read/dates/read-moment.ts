import { daysOfMonth, pad } from './read-date.ts';

/** A point or stretch of the calendar as far as the words say: "ngày 08", "tháng 6/2020", "quý II năm 2020", "hết năm 2025". */
export interface Moment {
  year?: number;
  quarter?: number;
  month?: number;
  day?: number;
  /** "15/11 hằng năm": returns every year. */
  isYearly?: boolean;
  /** "ngày 20 hằng tháng": returns every month. */
  isMonthly?: boolean;
}

export interface ReadMoment {
  moment: Moment;
  from: number;
  to: number;
}

interface MomentRule {
  pattern: RegExp;
  make(m: RegExpExecArray): Moment;
}

const numerals: Record<string, number> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
};
const num = (text: string | undefined): number => Number(text);
const optional = (key: 'year' | 'month', value: string | undefined): Moment => (value ? { [key]: Number(value) } : {});

/** Tried in this order at one place; a new form of date is one more line and a line in the table of the test. */
const rules: readonly MomentRule[] = [
  // ngày 16 tháng 6 năm 2025 · ngày 15 tháng 11
  {
    pattern: /ngày\s*(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})(?:\s*(?:,?\s*năm|[/.-])\s*(\d{4}))?(?!\d)/iuy,
    make: (m) => ({ day: num(m[1]), month: num(m[2]), ...optional('year', m[3]) }),
  },
  // 31/12/2025 · 31-12-2025 · 10/4
  {
    pattern: /(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)/uy,
    make: (m) => ({ day: num(m[1]), month: num(m[2]), year: num(m[3]) }),
  },
  { pattern: /(\d{1,2})\s?\/\s?(\d{4})(?!\d)/uy, make: (m) => ({ month: num(m[1]), year: num(m[2]) }) },
  { pattern: /(\d{1,2})\s?\/\s?(\d{1,2})(?![\d/%])/uy, make: (m) => ({ day: num(m[1]), month: num(m[2]) }) },
  // 03 tháng 12 năm 2025
  {
    pattern: /(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,?\s*năm\s+(\d{4}))?(?!\d)/iuy,
    make: (m) => ({ day: num(m[1]), month: num(m[2]), ...optional('year', m[3]) }),
  },
  // tháng 11 năm 2025 · tháng 8/2021 · tháng 5
  {
    pattern: /tháng\s*(\d{1,2})(?:\s*(?:,?\s*năm|[/.-])\s*(\d{4}))?(?!\d)/iuy,
    make: (m) => ({ month: num(m[1]), ...optional('year', m[2]) }),
  },
  // quý II năm 2020 · Quý I/2024 · quý IV
  {
    pattern: /quý\s*(IV|I{1,3}|[1-4])(?![\p{L}\d])(?:\s*(?:,?\s*năm|[/.-])\s*(\d{4}))?(?!\d)/iuy,
    make: (m) => ({ quarter: numerals[m[1]!.toLowerCase()]!, ...optional('year', m[2]) }),
  },
  // 6 tháng đầu năm 2026 · 6 tháng cuối năm
  { pattern: /0?6\s+tháng\s+đầu\s+năm(?:\s+(\d{4}))?/iuy, make: (m) => ({ month: 6, ...optional('year', m[1]) }) },
  { pattern: /0?6\s+tháng\s+cuối\s+năm(?:\s+(\d{4}))?/iuy, make: (m) => optional('year', m[1]) },
  { pattern: /năm\s+(\d{4})(?!\d)/iuy, make: (m) => ({ year: num(m[1]) }) },
  // ngày 08 (of a span whose end names the month) · ngày 20 hằng tháng
  { pattern: /ngày\s*(\d{1,2})(?![\d/])/iuy, make: (m) => ({ day: num(m[1]) }) },
  { pattern: /(20[0-4]\d)(?![\d/])/uy, make: (m) => ({ year: num(m[1]) }) },
];

const yearly = /\s*\(?\s*(?:hằng|hàng|mỗi)\s+năm/iuy;
const monthly = /\s*\(?\s*(?:(?:hằng|hàng|mỗi)\s+tháng|của\s+tháng(?!\s+(?:cuối|đầu|giữa|thứ)))/iuy;

/** The moment that begins exactly at `at`, or null. */
export function readMomentAt(text: string, at: number): ReadMoment | null {
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    const m = rule.pattern.exec(text);
    if (!m) continue;
    const moment = rule.make(m);
    if (!isPossible(moment)) continue;
    let to = at + m[0].length;
    yearly.lastIndex = to;
    const each = yearly.exec(text);
    if (each && !moment.year) {
      moment.isYearly = true;
      to += each[0].length;
    }
    monthly.lastIndex = to;
    if (moment.day && !moment.month && monthly.test(text)) moment.isMonthly = true;
    return { moment, from: at, to };
  }
  return null;
}

function isPossible(moment: Moment): boolean {
  const { year, month, day } = moment;
  if (year !== undefined && (year < 1900 || year > 2100)) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  return day === undefined || (day >= 1 && day <= (month ? daysOfMonth(year ?? 2024, month) : 31));
}

/** What a moment says of its own and what the end of its span or the document adds. */
export function completeMoment(moment: Moment, by: Moment): Moment {
  const filled: Moment = { ...moment };
  if (filled.day && !filled.month && by.month) filled.month = by.month;
  if (filled.year === undefined && by.year !== undefined && !filled.isYearly && !filled.isMonthly)
    filled.year = by.year;
  return filled;
}

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-Qn`, `--MM-DD`, `---DD`; null where too little is said. */
export function formatMoment(moment: Moment): string | null {
  const { year, quarter, month, day } = moment;
  if (moment.isMonthly && day) return `---${pad(day)}`;
  if (moment.isYearly) return month && day ? `--${pad(month)}-${pad(day)}` : null;
  if (!year) return null;
  if (quarter) return `${year}-Q${quarter}`;
  if (month && day) return `${year}-${pad(month)}-${pad(day)}`;
  if (day) return null;
  return month ? `${year}-${pad(month)}` : String(year);
}
