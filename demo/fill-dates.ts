import { formatRoman } from '#app/vanban/write/format-official.ts';
import { addDays, type LocalDate } from '#app/platform/clock.ts';

/** "2026-04-25" → "25/4/2026". */
function asWritten(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day}/${month}/${year}`;
}

function monthLater(date: LocalDate, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${(index % 12) + 1}/${Math.floor(index / 12)}`;
}

/**
 * Puts dates into a document of the demonstration, counted from the day it is issued: `{ngay}`, `{thang}`, `{nam+1}`,
 * `{ngay+30}` (a whole date), `{thang+1}` (month and year), `{quy}` with `{namquy}` (the quarter of the day).
 */
export function fillDates(text: string, issuedOn: LocalDate): string {
  const [year = 0, month = 0, day = 0] = issuedOn.split('-').map(Number);
  return text
    .replace(/\{nam([+-]\d+)\}/g, (_, plus: string) => String(year + Number(plus)))
    .replace(/\{ngay\+(\d+)\}/g, (_, days: string) => asWritten(addDays(issuedOn, Number(days))))
    .replace(/\{thang\+(\d+)\}/g, (_, months: string) => monthLater(issuedOn, Number(months)))
    .replaceAll('{tuoi}', String(year - 1929))
    .replaceAll('{quy}', formatRoman(Math.floor((month - 1) / 3) + 1))
    .replaceAll('{namquy}', String(year))
    .replaceAll('{ngay}', String(day).padStart(2, '0'))
    .replaceAll('{thang}', month < 3 ? `0${month}` : String(month))
    .replaceAll('{nam}', String(year));
}
