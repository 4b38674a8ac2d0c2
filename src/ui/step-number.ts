/** The number after one press of plus or minus; anything unreadable counts from the lower bound. */
export function stepNumber(
  value: number | string | null | undefined,
  by: number,
  bounds: { min?: number | undefined; max?: number | undefined },
): number {
  const low = bounds.min ?? Number.NEGATIVE_INFINITY;
  const high = bounds.max ?? Number.POSITIVE_INFINITY;
  const now = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  const from = Number.isFinite(now) ? now : Number.isFinite(low) ? low : 0;
  return Math.min(high, Math.max(low, from + by));
}
