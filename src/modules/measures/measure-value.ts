import type { MeasureRule } from '#app/modules/measures/measure-rule.ts';

/** What a measure says for a branch: a number, or so many of so many. */
export interface MeasureValue {
  kind: 'number' | 'share';
  /** Null where nobody of the branch has reported anything: that is not nought. */
  value: number | null;
  /** Of how many; null for a number. */
  of: number | null;
  /** Of a share of units those that have not said what they have; 0 otherwise. */
  silentCount: number;
}

/** Sums of a branch, from which every measure's value follows. */
export interface BranchSums {
  /** By measure: for stocks the latest figures of the units together. What nobody reported is not in it. */
  totals: ReadonlyMap<string, number>;
  /** Units that reach the number asked for, by measure of that kind. */
  unitsMet: ReadonlyMap<string, number>;
  /** Units that said what they have, by measure of that kind. */
  unitsReported: ReadonlyMap<string, number>;
  unitCount: number;
}

/** A branch's value: of shares the ratio of its sums, never a mean of its units' percentages. */
export function valueOf(measure: { id: string; rule: MeasureRule }, sums: BranchSums): MeasureValue {
  const { rule } = measure;
  if (rule.source === 'ratio') {
    const of = sums.totals.get(rule.denominatorId) ?? null;
    const value = sums.totals.get(rule.numeratorId) ?? (of === null ? null : 0);
    return { kind: 'share', value, of: of ?? 0, silentCount: 0 };
  }
  if (rule.source === 'unit_share') {
    const reported = sums.unitsReported.get(measure.id) ?? 0;
    const value = reported === 0 ? null : (sums.unitsMet.get(measure.id) ?? 0);
    return { kind: 'share', value, of: sums.unitCount, silentCount: Math.max(0, sums.unitCount - reported) };
  }
  return { kind: 'number', value: sums.totals.get(measure.id) ?? null, of: null, silentCount: 0 };
}
