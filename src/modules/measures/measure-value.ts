import type { MeasureRule } from '#app/modules/measures/measure-rule.ts';

/** What a measure says for a branch: a number, or so many of so many. */
export interface MeasureValue {
  kind: 'number' | 'share';
  value: number;
  /** Of how many; null for a number. */
  of: number | null;
}

/** Sums of a branch, from which every measure's value follows. */
export interface BranchSums {
  /** By measure: for stocks the latest figures of the units together. */
  totals: ReadonlyMap<string, number>;
  /** Units that reach the number asked for, by measure of that kind. */
  unitsMet: ReadonlyMap<string, number>;
  unitCount: number;
}

/** A branch's value: of shares the ratio of its sums, never a mean of its units' percentages. */
export function valueOf(measure: { id: string; rule: MeasureRule }, sums: BranchSums): MeasureValue {
  const { rule } = measure;
  if (rule.source === 'ratio')
    return {
      kind: 'share',
      value: sums.totals.get(rule.numeratorId) ?? 0,
      of: sums.totals.get(rule.denominatorId) ?? 0,
    };
  if (rule.source === 'unit_share')
    return { kind: 'share', value: sums.unitsMet.get(measure.id) ?? 0, of: sums.unitCount };
  return { kind: 'number', value: sums.totals.get(measure.id) ?? 0, of: null };
}
