/** A date as far as it was printed: "2024-01-22", "2024-01", "2024". */
export type PartialDate = string;

export interface FoundDate {
  date: PartialDate;
  from: number;
  to: number;
  /** The day exists in the calendar. */
  isPossible: boolean;
}

const blank = '[\\s.…_/]*';

/** Full dates in the forms that documents use; a blank day leaves the month. */
const patterns: readonly RegExp[] = [
  // ngày 16 tháng 6 năm 2025 · ngày … tháng 4 năm 2026
  new RegExp(`ngày\\s*(\\d{1,2}|${blank})\\s*tháng\\s*(\\d{1,2}|${blank})\\s*,?\\s*năm\\s*(\\d{4})`, 'giu'),
  // ngày 07/01/2020 · ngày /12/2025 · 13-8-2019 · 13.8.2019
  new RegExp(
    `(?:ngày\\s*)?(?<![\\d/.,-])(\\d{1,2}|(?<=ngày\\s{0,3})${blank})\\s?[/.-]\\s?(\\d{1,2})\\s?[/.-]\\s?(\\d{4})(?!\\d)`,
    'giu',
  ),
];

/** Every full date of a text, in order, none inside another. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const date = makeDate(match[3]!, match[2]!, match[1]!);
      const from = match.index;
      const to = from + match[0].length;
      if (date && !found.some((f) => from < f.to && f.from < to)) found.push({ ...date, from, to });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

export function makeDate(year: string, month: string, day: string): { date: PartialDate; isPossible: boolean } | null {
  const y = Number(year);
  const m = Number(month.replace(/\D/g, ''));
  const d = Number(day.replace(/\D/g, ''));
  if (y < 1800 || y > 2200) return null;
  if (!m) return { date: year, isPossible: true };
  if (m > 12) return null;
  if (!d) return { date: `${year}-${pad(m)}`, isPossible: true };
  return { date: `${year}-${pad(m)}-${pad(d)}`, isPossible: d <= daysOfMonth(y, m) };
}

export function daysOfMonth(year: number, month: number): number {
  return (
    [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
      month - 1
    ] ?? 31
  );
}

export function pad(n: number): string {
  return String(n).padStart(2, '0');
}
