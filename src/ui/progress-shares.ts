/** Places on a bar, as shares of its full length (0 to 100). */
export type ProgressShares = { fill: number; tick: number | null; forecast: number | null };

/**
 * Where value, target and forecast stand on one bar. `max` is what the full bar means; where it is not known
 * the largest of the three is, with a little room so that a tick at the very end can still be seen.
 */
export function progressShares(input: {
  value: number;
  target?: number | undefined;
  forecast?: number | undefined;
  max?: number | undefined;
}): ProgressShares {
  const { value, target, forecast } = input;
  const largest = Math.max(value, target ?? 0, forecast ?? 0);
  const max = input.max ?? (target !== undefined && largest > 0 ? largest * 1.04 : largest);
  const share = (n: number) => (max > 0 ? Math.round(Math.min(100, Math.max(0, (n / max) * 100)) * 100) / 100 : 0);
  return {
    fill: share(value),
    tick: target === undefined ? null : share(target),
    // A forecast behind what is already done says nothing.
    forecast: forecast === undefined || forecast <= value ? null : share(forecast),
  };
}
