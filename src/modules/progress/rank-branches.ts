import { gapOf, type Gap } from '#app/modules/progress/target-gap.ts';
import type { Figure } from '#app/modules/progress/target-figure.ts';
import type { TargetRule } from '#app/modules/progress/target-rule.ts';

interface Branch {
  unit: { name: string };
  /** In the order of the targets. */
  figures: readonly Figure[];
}

/** A branch that is behind, and why it stands where it stands. */
export interface BehindBranch<B extends Branch> {
  branch: B;
  lateCount: number;
  riskCount: number;
  /** The target it is furthest from: position, and what is missing. */
  at: number;
  gap: Gap;
}

/** How many are named. */
export const shownBehind = 10;

/**
 * The branches furthest behind, the furthest first. By one target: who has the largest part of it still to do. By all
 * (`at` null): who has most targets late, then most at risk, then the largest gap at one of them. Gaps of several
 * targets are never averaged: a mean of percentages says nothing. Who misses nothing is not named.
 */
export function rankBehind<B extends Branch>(
  branches: readonly B[],
  rules: readonly TargetRule[],
  at: number | null,
  most = shownBehind,
): BehindBranch<B>[] {
  const asked = at === null ? rules.map((_, index) => index) : [at];
  return branches
    .flatMap((branch) => behindOf(branch, rules, asked))
    .toSorted(
      (a, b) =>
        (at === null ? b.lateCount - a.lateCount || b.riskCount - a.riskCount : 0) ||
        b.gap.share - a.gap.share ||
        b.gap.missing - a.gap.missing,
    )
    .slice(0, most);
}

function behindOf<B extends Branch>(
  branch: B,
  rules: readonly TargetRule[],
  asked: readonly number[],
): BehindBranch<B>[] {
  const gaps = asked.flatMap((at) => {
    const gap = gapOf(rules[at]!, branch.figures[at]!);
    return gap === null ? [] : [{ at, gap }];
  });
  const worst = gaps.toSorted((a, b) => b.gap.share - a.gap.share)[0];
  if (worst === undefined) return [];
  const count = (state: Figure['state']): number => asked.filter((at) => branch.figures[at]!.state === state).length;
  return [{ branch, lateCount: count('late'), riskCount: count('risk'), ...worst }];
}
