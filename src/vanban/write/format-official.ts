import { documentKinds, type DocumentKind } from './document-kinds-data.ts';

/** Room to write a number or a day by hand; no-break spaces, or justification and line ends would eat it. */
const room = (width: number): string => '\u00a0'.repeat(width);

/** Composed letters, without what XML cannot hold: one such character pasted from elsewhere makes a .docx unreadable. */
export const clean = (text: string): string =>
  text
    .normalize('NFC')
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cn}]/gu, '');

/** Vietnamese capitals. The locale matters nowhere else in Vietnamese, but NFC does: "ế" must stay one letter. */
export const capitals = (text: string): string => clean(text).trim().toLocaleUpperCase('vi');

/** Numbers under ten take a leading zero (Phụ lục I, mục II, khoản 3). A register's "12a" is left as it is. */
function formatNumber(number: number | string | null): string {
  if (number === null || number === '') return room(6);
  const digits = String(number).trim();
  return /^\d$/.test(digits) ? `0${digits}` : digits;
}

/**
 * "Số: 06/KH-LĐLĐ", "Số: 653/LĐLĐ". No space stands beside "/" and "-".
 * @param number null leaves room for it
 */
export function formatNumberSymbol(number: number | string | null, symbol: string): string {
  const tight = clean(symbol)
    .trim()
    .replace(/\s*([-/])\s*/g, '$1');
  return `Số: ${formatNumber(number)}/${tight}`;
}

/**
 * The symbol after the slash: kind, then body ("KH-LĐLĐ"); a letter has the body and its drafting unit ("TLĐ-TG").
 * @param kind name of the kind, null for a letter
 */
export function composeSymbol(kind: DocumentKind | null, body: string, draftingUnit?: string): string {
  const parts = kind === null ? [body, draftingUnit] : [documentKinds[kind], body];
  return parts.filter((part) => part !== undefined && part !== '').join('-');
}

/** Leading zero for days under ten and for January and February only (Phụ lục I, mục II, khoản 4). */
function formatDay(day: string): string {
  return String(Number(day)).padStart(2, '0');
}
function formatMonth(month: string): string {
  const value = Number(month);
  return value <= 2 ? `0${value}` : String(value);
}

/**
 * "Điện Biên, ngày 05 tháng 3 năm 2026".
 * @param date "2026-03-05"; "2026-03" and "2026" leave room for the rest, null for all
 * @throws RangeError for anything else
 */
export function formatPlaceDate(place: string, date: string | null): string {
  return `${clean(place).trim()}, ${formatLongDate(date)}`;
}

/** "ngày 05 tháng 3 năm 2026", with the rules of `formatPlaceDate`. */
export function formatLongDate(date: string | null): string {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '');
  if (date !== null && !found) throw new RangeError(`not a date: ${date}`);
  const [, year, month, day] = found ?? [];
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) throw new RangeError(`not a month: ${date}`);
  if (day !== undefined && Number(day) > daysIn(Number(year), Number(month)))
    throw new RangeError(`not a day: ${date}`);
  if (day === '00') throw new RangeError(`not a day: ${date}`);
  const words = [day ? formatDay(day) : room(4), month ? formatMonth(month) : room(4), year ?? room(6)];
  return `ngày ${words[0]} tháng ${words[1]} năm ${words[2]}`;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1234.5 as "1.234,5", at most two decimals. Hand-made: the ICU data of a small Node build lacks Vietnamese. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a figure: ${value}`);
  const [whole, decimals] = String(Math.round(Math.abs(value) * 100) / 100).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '.');
  const sign = value < 0 && (whole !== '0' || decimals) ? '-' : '';
  return `${sign}${grouped}${decimals ? `,${decimals}` : ''}`;
}

const romanDigits: [number, string][] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Roman numeral from 1 to 39: parts and annexes. */
export function formatRoman(value: number): string {
  let rest = value;
  let text = '';
  for (const [worth, letters] of romanDigits) {
    for (; rest >= worth; rest -= worth) text += letters;
  }
  return text;
}

/** The text without the punctuation that the writer puts itself. */
export const withoutEnd = (text: string): string =>
  clean(text)
    .trim()
    .replace(/[\s.;,/]+$/, '');
