import type { LocalDate } from '#app/platform/clock.ts';
import { shownPercent } from '#app/modules/progress/target-figure.ts';

// Reports are paper: Vietnamese whatever the reader's language is.

/** 1234567 → "1.234.567"; decimals with a comma. */
export function formatCount(value: number): string {
  return new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 }).format(value);
}

/** "2026-05-31" → "31/5/2026", as dates are written inside sentences. */
export function formatDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day}/${month}/${year}`;
}

/** A share in percent with one decimal, never rounded up to 100% while something is missing. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return 'không có';
  return `${formatCount(shownPercent((part / whole) * 100))}%`;
}

/** "a; b; c" */
export function listWords(words: readonly string[]): string {
  return words.join('; ');
}
