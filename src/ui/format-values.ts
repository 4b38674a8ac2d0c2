import { getLocale } from '#app/paraglide/runtime.js';
import { dayWords, placeOf } from '#app/platform/day-words.ts';

/** "1.234,5" in Vietnamese, "1,234.5" in English; at most one decimal. */
export function formatNumber(value: number, decimals = 1): string {
  return new Intl.NumberFormat(placeOf(getLocale()), { maximumFractionDigits: decimals }).format(value);
}

/** A calendar date (`yyyy-mm-dd`, no time, no zone) as "Thứ Bảy, 21/11/2026"; the text itself where it is no date. */
export function formatDate(day: string, look: 'long' | 'short' = 'short'): string {
  return dayWords(day, getLocale(), look);
}

/** "850 KB", "2,4 MB": sizes as phones show them (1 KB = 1000 bytes). */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, bytes / 1000), 0)} KB`;
  return `${formatNumber(bytes / 1_000_000)} MB`;
}
