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
  /** What a plan just issued has not been counted of yet: of a large branch said so at once, or computed whatever it takes (when absent). */
  uncounted?: Uncounted | undefined;
}

export type Uncounted = 'say' | 'compute';

export interface TargetProgress extends PlanTarget {
  period: Period;
  dueOn: LocalDate;
  figure: Figure;
  /** It is being counted for the first time: there are no figures yet. */
  isUncounted: boolean;
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
  /** Figures that are not counted yet are left out (`isUncounted`), in what else is read of this board too. */
  leavesUncounted: boolean;
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
  const leavesUncounted = wish.uncounted === 'say' && isCountedSoon(plan, top, unitCount);
  const { sums, uncounted } = await branchTallies(
    tx,
    { top, shown: [top, ...children], of: tree, on, knownBy: wish.knownBy ?? 'then', leavesUncounted },
    asked.map(({ target, period }) => ({ rootId: target.rootId, rule: tallyRuleOf(target.rule), period })),
  );
  const figureAt = (at: number, unitId: string): Figure =>
    asked[at]!.judge(sums[at]?.get(unitId) ?? { ...noTally }, unitId === plan.unitId);
  return {
    plan,
    unit: top,
    on,
    tree,
    targets: asked.map(({ target, period, dueOn }, at) => ({
      ...target,
      period,
      dueOn,
      figure: figureAt(at, top.id),
      isUncounted: uncounted.has(at),
    })),
    branches: children
      .filter((unit) => isShown(unit, asked[0]?.period, on))
      .map(({ hasBranch, ...unit }) => ({ unit, hasBranch, figures: asked.map((_, at) => figureAt(at, unit.id)) })),
    unitCount,
    leavesUncounted,
  };
}

/** Of fewer units facts are read in no time. */
const computedUnits = 2_000;

/** Its tallies are being built, and computing them for one reader would take longer than that reader waits. */
export function isCountedSoon(plan: ProgressPlan, top: BranchUnit, unitCount: number): boolean {
  const isBuilt = plan.status === 'issued' || plan.status === 'closed';
  return isBuilt && unitCount > computedUnits && plan.unitPath !== null && top.path.startsWith(plan.unitPath);
}

/** Units that ended before the period are history; one that ended in it is shown with what became of it. */
export function isShown(unit: BranchUnit, period: Period | undefined, on: LocalDate): boolean {
  return unit.foundedOn <= on && (unit.endedOn === null || unit.endedOn > (period?.from ?? on));
}

/** Every target of a plan for one unit and what is below it, without the branches: for reports and the home page. */
export async function planProgress(tx: Tx, wish: ProgressWish): Promise<TargetProgress[]> {
  return (await progressOf(tx, wish)).targets;
}
