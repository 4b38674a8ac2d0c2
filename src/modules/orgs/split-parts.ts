/** Into how many parts one decision splits a unit. */
export const mostParts = 8;

/**
 * Shares a count out by weights so that the shares add up to it to the digit: everybody gets the whole number below
 * their share, and what is left goes to the largest remainders, of equal ones to the first. Without weights in equal parts.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, one) => all + one, 0);
  const exact = weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length));
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, one) => all + one, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/**
 * A count taken apart: what was typed stays as typed, places left empty (null) share the rest by their weights. Null
 * where it does not add up: more than there is, or everything typed and a difference left.
 */
export function takeApart(
  total: number,
  typed: readonly (number | null)[],
  weights: readonly number[],
): number[] | null {
  const left = total - typed.reduce<number>((all, one) => all + (one ?? 0), 0);
  const empty = typed.flatMap((one, index) => (one === null ? [index] : []));
  if (left < 0 || (empty.length === 0 && left !== 0)) return null;
  const shares = shareOut(
    left,
    empty.map((index) => weights[index] ?? 0),
  );
  const values = typed.map((one) => one ?? 0);
  for (const [at, index] of empty.entries()) values[index] = shares[at] ?? 0;
  return values;
}
