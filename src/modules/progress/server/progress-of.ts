import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { dueInPeriod, periodOn, type Period } from '#app/modules/progress/periods.ts';
import { noTally, rollUp } from '#app/modules/progress/tally.ts';
import { figureOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { branchUnits, type BranchUnit, type TreeOf } from '#app/modules/progress/server/branch-units.ts';
import { loadTallies } from '#app/modules/progress/server/load-tallies.ts';
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
 * How far a plan is in a branch, as of a day: every target for the unit, and for each branch right below it. Eight
 * queries at any size, nine for the tree of another day. Throws not_found.
 */
export async function progressOf(tx: Tx, wish: ProgressWish): Promise<PlanProgress> {
  const on = wish.on ?? tx.today();
  const tree = wish.tree ?? 'today';
  const plan = await findProgressPlan(tx, wish.planId);
  const targets = await planTargets(tx, plan);
  const units = await branchUnits(tx, wish.unitId, { of: tree, on });
  const [top] = units;
  const asked = targets.map((target) => ({
    target,
    period: periodOn(target.rule.cadence, plan.span, target.dueOn, on),
  }));
  const questions = asked.map(({ target, period }) => ({ rootId: target.rootId, rule: target.rule, period }));
  const own = questions.length === 0 ? [] : await loadTallies(tx, questions, units, on);
  const sums = own.map((tallies) => rollUp(units, tallies));

  const figureAt = (at: number, unitId: string): Figure => {
    const { target, period } = asked[at]!;
    const dueOn = dueInPeriod(period, target.dueOn, plan.span);
    return figureOf(
      target.rule,
      sums[at]?.get(unitId) ?? { ...noTally },
      { period, dueOn, on },
      unitId === plan.unitId,
    );
  };
  const parents = new Set(units.map((unit) => unit.parentId));
  const children = units.filter((unit) => unit.parentId === top.id && isShown(unit, asked[0]?.period, on));
  return {
    plan,
    unit: top,
    on,
    tree,
    targets: asked.map(({ target, period }, at) => ({
      ...target,
      period,
      dueOn: dueInPeriod(period, target.dueOn, plan.span),
      figure: figureAt(at, top.id),
    })),
    branches: children
      .toSorted(byName)
      .map((unit) => ({ unit, hasBranch: parents.has(unit.id), figures: asked.map((_, at) => figureAt(at, unit.id)) })),
    unitCount: units.length,
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
