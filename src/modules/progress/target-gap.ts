import { asksForMuch, satisfies, type Figure } from '#app/modules/progress/target-figure.ts';
import type { TargetRule } from '#app/modules/progress/target-rule.ts';

/** What is missing to reach a target. */
export interface Gap {
  /** Of what is asked, how much is missing: 1 is all of it, 0.25 a quarter. */
  share: number;
  /** How many more units, persons or things, whole ones. */
  missing: number;
}

/**
 * How far a figure is from its target; null where nothing is asked, where there is nothing to count, where it is reached,
 * and for limits to stay under, which are never "not yet" reached.
 */
export function gapOf(rule: TargetRule, figure: Figure): Gap | null {
  const { needed, compared } = figure;
  if (needed === null || compared === null || needed <= 0) return null;
  const comparator = rule.shape === 'per_unit_count' ? '>=' : rule.comparator;
  if (!asksForMuch(comparator) || satisfies(comparator === '=' ? '>=' : comparator, compared, needed)) return null;
  const isShare = figure.of !== null && figure.compared === figure.share;
  const wanted = isShare ? (figure.of! * needed) / 100 : needed;
  // The small amounts take back what division left beside a whole number.
  const least = comparator === '>' ? Math.floor(wanted + 1e-9) + 1 : Math.ceil(wanted - 1e-9);
  return { share: (needed - compared) / needed, missing: Math.max(0, least - figure.actual) };
}
