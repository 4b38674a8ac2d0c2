import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { dueInPeriod, periodOn, type Period } from '#app/modules/progress/periods.ts';
import { noTally } from '#app/modules/progress/tally.ts';
import { judgeOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { branchTallies, type KnownBy } from '#app/modules/progress/server/branch-tallies.ts';
import { branchTop, type BranchUnit, type TreeOf } from '#app/modules/progress/server/branch-units.ts';
import {
  findProgressPlan,
  planTargets,
  type PlanTarget,
  type ProgressPlan,
} from '#app/modules/progress/server/plan-targets.ts';

export interface ProgressWish {
  planId: string;
  /** The branch that is looked at. */
  unitId: string;
  /** As of this day; today when absent. */
  on?: LocalDate | undefined;
  tree?: TreeOf | undefined;
  /** Of a past day: what was known that day (when absent), or what is known of it today, as a report of a period asks. */
  knownBy?: KnownBy | undefined;
}

export interface TargetProgress extends PlanTarget {
  period: Period;
  dueOn: LocalDate;
  figure: Figure;
}

export interface BranchProgress {
  unit: BranchUnit;
  /** It has units below it, which a press on its row shows. */
  hasBranch: boolean;
  /** In the order of the targets. */
  figures: Figure[];
}

export interface PlanProgress {
  plan: ProgressPlan;
  unit: BranchUnit;
  on: LocalDate;
  tree: TreeOf;
  targets: TargetProgress[];
  /** The units right below, by name in Vietnamese order. */
  branches: BranchProgress[];
  /** Units of the branch, itself included. */
  unitCount: number;
}

/**
 * How far a plan is in a branch, as of a day: every target for the unit, and for each branch right below it. Five queries
 * at any size, four more where facts are read, one more for the tree of another day. Throws not_found.
 */
export async function progressOf(tx: Tx, wish: ProgressWish): Promise<PlanProgress> {
  const on = wish.on ?? tx.today();
  const tree = wish.tree ?? 'today';
  const plan = await findProgressPlan(tx, wish.planId);
  const targets = await planTargets(tx, plan);
  const { top, children, unitCount } = await branchTop(tx, wish.unitId, { of: tree, on });
  const asked = targets.map((target) => {
    const period = periodOn(target.rule.cadence, plan.span, target.dueOn, on);
    const dueOn = dueInPeriod(period, target.dueOn, plan.span);
    return { target, period, dueOn, judge: judgeOf(target.rule, { period, dueOn, on }) };
  });
  const { sums } = await branchTallies(
    tx,
    { top, shown: [top, ...children], of: tree, on, knownBy: wish.knownBy ?? 'then' },
    asked.map(({ target, period }) => ({ rootId: target.rootId, rule: tallyRuleOf(target.rule), period })),
  );
  const figureAt = (at: number, unitId: string): Figure =>
    asked[at]!.judge(sums[at]?.get(unitId) ?? { ...noTally }, unitId === plan.unitId);
  return {
    plan,
    unit: top,
    on,
    tree,
    targets: asked.map(({ target, period, dueOn }, at) => ({ ...target, period, dueOn, figure: figureAt(at, top.id) })),
    branches: children
      .filter((unit) => isShown(unit, asked[0]?.period, on))
      .toSorted(byName)
      .map(({ hasBranch, ...unit }) => ({ unit, hasBranch, figures: asked.map((_, at) => figureAt(at, unit.id)) })),
    unitCount,
  };
}

const collator = new Intl.Collator('vi', { numeric: true });

/** Names in Vietnamese order, "CĐCS 2" before "CĐCS 10". */
export function byName(a: { name: string }, b: { name: string }): number {
  return collator.compare(a.name, b.name);
}

/** Units that ended before the period are history; one that ended in it is shown with what became of it. */
export function isShown(unit: BranchUnit, period: Period | undefined, on: LocalDate): boolean {
  return unit.foundedOn <= on && (unit.endedOn === null || unit.endedOn > (period?.from ?? on));
}

/** Every target of a plan for one unit and what is below it, without the branches: for reports and the home page. */
export async function planProgress(tx: Tx, wish: ProgressWish): Promise<TargetProgress[]> {
  return (await progressOf(tx, wish)).targets;
}
