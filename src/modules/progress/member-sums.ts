interface Place {
  id: string;
  parentId: string | null;
  tier: number;
  foundedOn: string;
  endedOn: string | null;
}

/** The tier of the grassroots unions, whose declared figures are added where a unit above declares none. */
const grassrootsTier = 4;

/**
 * Members of each unit of a branch on a day: what it declared itself, else the sum over the grassroots unions at and
 * below it, as the list of units shows them. Units that are not there on the day have none. Parents come first.
 */
export function memberSums(
  units: readonly Place[],
  declared: ReadonlyMap<string, number>,
  on: string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const unit of units.toReversed()) {
    const isThere = unit.foundedOn <= on && (unit.endedOn === null || unit.endedOn > on);
    const own = isThere ? declared.get(unit.id) : undefined;
    const below = (sums.get(unit.id) ?? 0) + (unit.tier === grassrootsTier ? (own ?? 0) : 0);
    if (unit.parentId !== null) sums.set(unit.parentId, (sums.get(unit.parentId) ?? 0) + below);
    sums.set(unit.id, unit.tier === grassrootsTier ? below : (own ?? below));
  }
  return sums;
}
