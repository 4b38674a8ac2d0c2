import { getLocale } from '#app/paraglide/runtime.js';

const places: Record<string, string> = { vi: 'vi-VN', en: 'en-GB' };
const place = () => places[getLocale()] ?? 'vi-VN';

/** "1.234,5" in Vietnamese, "1,234.5" in English; at most one decimal. */
export function formatNumber(value: number, decimals = 1): string {
  return new Intl.NumberFormat(place(), { maximumFractionDigits: decimals }).format(value);
}

/** A calendar date (`yyyy-mm-dd`, no time, no zone) as "Thứ Bảy, 21/11/2026"; the text itself where it is no date. */
export function formatDate(day: string, look: 'long' | 'short' = 'short'): string {
  // Read as UTC and written as UTC, so that no time zone can move it to the day before.
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime())) return day;
  const options: Intl.DateTimeFormatOptions = {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
    ...(look === 'long' ? { weekday: 'long' as const } : {}),
  };
  return new Intl.DateTimeFormat(place(), options).format(date);
}

/** "850 KB", "2,4 MB": sizes as phones show them (1 KB = 1000 bytes). */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, bytes / 1000), 0)} KB`;
  return `${formatNumber(bytes / 1_000_000)} MB`;
}
