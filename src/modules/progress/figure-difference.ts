import { shownPercent, type Figure } from '#app/modules/progress/target-figure.ts';

/** How much more the left side is than the right one: in points of percent, or in things. */
export interface Difference {
  kind: 'points' | 'count';
  value: number;
}

/** Null where one side has nothing to compare: not reported is not zero. */
export function differenceOf(left: Figure, right: Figure): Difference | null {
  if (left.kind === 'none' || right.kind === 'none' || left.kind !== right.kind) return null;
  // Of the shares as they are shown, so that whoever subtracts them by hand finds the same.
  if (left.share !== null && right.share !== null)
    return { kind: 'points', value: Math.round((shownPercent(left.share) - shownPercent(right.share)) * 10) / 10 };
  return { kind: 'count', value: left.actual - right.actual };
}
