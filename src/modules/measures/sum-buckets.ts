import type { LocalDate } from '#app/platform/clock.ts';
import { addDays } from '#app/platform/clock.ts';

/**
 * The days of a bucket of kept sums: half-months counted from 1900 (1–15, 16–end), quarters from 10000, years from 20000.
 * The database counts alike (`sum_half`, `sum_buckets_of`).
 */
export function bucketDays(bucket: number): { from: LocalDate; to: LocalDate } {
  if (bucket >= 20_000) return halves((bucket - 20_000) * 24, 24);
  if (bucket >= 10_000) return halves((bucket - 10_000) * 6, 6);
  return halves(bucket, 1);
}

function halves(first: number, count: number): { from: LocalDate; to: LocalDate } {
  return { from: firstDay(first), to: addDays(firstDay(first + count), -1) };
}

function firstDay(half: number): LocalDate {
  const month = Math.floor((half % 24) / 2) + 1;
  return `${1900 + Math.floor(half / 24)}-${String(month).padStart(2, '0')}-${half % 2 === 0 ? '01' : '16'}`;
}
