import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { listActivities, walking, type ActivityList } from '#app/modules/activities/server/index.ts';
import { cumulativeSteps, timeOf } from '#app/modules/progress/cumulative-steps.ts';
import { periodsUntil, type Period } from '#app/modules/progress/periods.ts';
import { noTally } from '#app/modules/progress/tally.ts';
import { judgeOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { isBound, isDeclared, tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { firstByName } from '#app/modules/orgs/server/index.ts';
import { branchTallies } from '#app/modules/progress/server/branch-tallies.ts';
import { branchTop, type BranchUnit } from '#app/modules/progress/server/branch-units.ts';
import {
  findProgressPlan,
  planTargets,
  type PlanTarget,
  type ProgressPlan,
} from '#app/modules/progress/server/plan-targets.ts';
import { isCountedSoon, isShown, type ProgressWish } from '#app/modules/progress/server/progress-of.ts';

export interface TargetWish extends ProgressWish {
  targetId: string;
  /** `2026`, `2026-Q2` …; the period that holds the day when absent. */
  periodKey?: string | undefined;
}

export interface TargetDetail {
  plan: ProgressPlan;
  target: PlanTarget;
  unit: BranchUnit;
  on: LocalDate;
  period: Period;
  dueOn: LocalDate;
  figure: Figure;
  /** Every period so far, oldest first; of a target with one period for all years, how it stood at the end of each. */
  history: { period: Period; figure: Figure }[];
  branches: { unit: BranchUnit; hasBranch: boolean; figure: Figure }[];
  /** Units of the denominator that reported nothing, by name; the first of them. */
  silent: BranchUnit[];
  silentCount: number;
  /** The activities behind the figure, the newest first. */
  activities: ActivityList;
  /** The unit itself declares or grades this target. */
  isDeclarable: boolean;
  /** It is being counted for the first time: there are no figures yet. */
  isUncounted: boolean;
}

/** Most periods shown, and most silent units named, on one page. */
const shownPeriods = 12;
const shownSilent = 40;
const shownActivities = 20;

/**
 * What is behind one figure: its formula's parts, the branches, the units that are silent, the activities, and how it
 * was in earlier periods. A constant number of queries. Throws not_found.
 */
export async function targetProgress(tx: Tx, wish: TargetWish): Promise<TargetDetail> {
  const today = wish.on ?? tx.today();
  const plan = await findProgressPlan(tx, wish.planId);
  const [target] = await planTargets(tx, plan, wish.targetId);
  if (!target) throw new AppError('not_found');
  const of = wish.tree ?? 'today';
  const { top, children, unitCount } = await branchTop(tx, wish.unitId, { of, on: today });
  const running = periodsUntil(target.rule.cadence, plan.span, target.dueOn, today);
  const whole = running.at(-1)!;
  const periods = [...cumulativeSteps(whole, plan.span, today), ...running].slice(-shownPeriods);
  const asked = wish.periodKey === undefined ? -1 : periods.findIndex((one) => one.key === wish.periodKey);
  const at = asked === -1 ? periods.length - 1 : asked;
  const period = periods[at]!;
  const leavesUncounted = wish.uncounted === 'say' && isCountedSoon(plan, top, unitCount);
  const { sums, uncounted, silentIds } = await branchTallies(
    tx,
    { top, shown: [top, ...children], of, on: today, knownBy: wish.knownBy ?? 'then', leavesUncounted },
    periods.map((one) => ({ rootId: target.rootId, rule: tallyRuleOf(target.rule), period: one })),
  );
  const judged = { dueOn: target.dueOn, span: plan.span, on: today };
  const judges = periods.map((one) => judgeOf(target.rule, timeOf(one, whole, judged)));
  const figureAt = (index: number, unitId: string): Figure =>
    judges[index]!(sums[index]?.get(unitId) ?? { ...noTally }, unitId === plan.unitId);
  return {
    plan,
    target,
    unit: top,
    on: today,
    period,
    dueOn: timeOf(period, whole, judged).dueOn,
    figure: figureAt(at, top.id),
    history: periods.map((one, index) => ({ period: one, figure: figureAt(index, top.id) })),
    branches: children
      .filter((unit) => isShown(unit, period, today))
      .map(({ hasBranch, ...unit }) => ({ unit, hasBranch, figure: figureAt(at, unit.id) })),
    silent: await firstByName(tx, await silentIds(at), shownSilent),
    silentCount: sums[at]?.get(top.id)?.notReported ?? 0,
    activities: await activitiesBehind(tx, { top, unitCount, target, period, today }),
    isDeclarable: isDeclared(target.rule) && isBound(target.rule, top) && top.endedOn === null,
    isUncounted: uncounted.has(at),
  };
}

function activitiesBehind(
  tx: Tx,
  wish: { top: BranchUnit; unitCount: number; target: PlanTarget; period: Period; today: LocalDate },
): Promise<ActivityList> {
  const { top, unitCount, target, period, today } = wish;
  return listActivities(tx, {
    path: top.path,
    status: 'done',
    targetRootId: target.rootId,
    from: period.from,
    to: today < period.to ? today : period.to,
    pageSize: shownActivities,
    // Where each is looked for among those of very many units, only what is shown.
    ...(unitCount < walking.few ? {} : { counted: shownActivities }),
  });
}
