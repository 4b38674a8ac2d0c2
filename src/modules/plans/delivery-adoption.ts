/** A unit of the adopting branch, as far as targets ask for it. */
export interface BranchUnit {
  id: string;
  kindId: string;
  sectorId: string | null;
}

/** Whom a target asks. */
export interface TargetScope {
  binds: string;
  kindIds: readonly string[];
  sectorIds: readonly string[];
}

/**
 * Whether a target of the plan above is asked of a unit and its branch: some unit there is of the kinds and sectors
 * that it names. One that binds the issuer alone is not handed down.
 */
export function isAskedOf(target: TargetScope, branch: readonly BranchUnit[]): boolean {
  if (target.binds === 'issuer') return false;
  return branch.some(
    (unit) =>
      (target.kindIds.length === 0 || target.kindIds.includes(unit.kindId)) &&
      (target.sectorIds.length === 0 || (unit.sectorId !== null && target.sectorIds.includes(unit.sectorId))),
  );
}

/** A row of the quota table above. */
export interface QuotaRowAbove {
  count: number | null;
  perUnitMin: number | null;
  isTotal: boolean;
  unitIds: readonly string[];
}

/**
 * What of a quota row falls to a branch: the whole count when all of the row's units lie in it, else so many times
 * what each unit owes. Null when the row is a total or names no unit of the branch; a count of null when the row
 * splits in a way that only people can settle.
 */
export function quotaShare(
  row: QuotaRowAbove,
  branchIds: ReadonlySet<string>,
): { count: number | null; unitIds: string[] } | null {
  const own = row.unitIds.filter((id) => branchIds.has(id));
  if (row.isTotal || own.length === 0) return null;
  if (own.length === row.unitIds.length && row.count !== null) return { count: row.count, unitIds: own };
  return { count: row.perUnitMin === null ? null : row.perUnitMin * own.length, unitIds: own };
}
