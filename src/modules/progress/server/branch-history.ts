import type { Tx } from '#app/platform/context.ts';
import { cumulativeSteps, timeOf } from '#app/modules/progress/cumulative-steps.ts';
import { periodsUntil, type Period } from '#app/modules/progress/periods.ts';
import { noTally } from '#app/modules/progress/tally.ts';
import { judgeOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { branchTallies } from '#app/modules/progress/server/branch-tallies.ts';
import type { PlanProgress } from '#app/modules/progress/server/progress-of.ts';

/** How one target was in a period, for the unit that is looked at and for each branch right below it. */
export interface HistoryPoint {
  period: Period;
  figure: Figure;
  /** In the order of the board's branches. */
  branches: Figure[];
}

/** Most periods drawn beside a figure. */
const shownPeriods = 8;

/**
 * How each target of a board was in its periods so far, the oldest first, or year by year where it has one period for
 * all of them; by target. A target that has had one period has no history: its list is empty. Five queries at most, none where no target has a history.
 */
export async function branchHistory(tx: Tx, board: PlanProgress): Promise<Map<string, HistoryPoint[]>> {
  const { plan, on } = board;
  const asked = board.targets.map((target) => {
    const running = periodsUntil(target.rule.cadence, plan.span, target.dueOn, on);
    const whole = running.at(-1)!;
    const periods = [...cumulativeSteps(whole, plan.span, on), ...running].slice(-shownPeriods);
    return { target, whole, periods: periods.length > 1 ? periods : [] };
  });
  const questions = asked.flatMap(({ target, whole, periods }) =>
    periods.map((period) => ({ target, whole, rootId: target.rootId, period })),
  );
  const history = new Map<string, HistoryPoint[]>(board.targets.map((target) => [target.id, []]));
  if (questions.length === 0) return history;
  const { unit: top, branches, tree } = board;
  const { sums } = await branchTallies(
    tx,
    {
      top,
      shown: [top, ...branches.map(({ unit, hasBranch }) => ({ ...unit, hasBranch }))],
      of: tree,
      on,
      knownBy: 'then',
    },
    questions.map(({ rootId, target, period }) => ({ rootId, rule: tallyRuleOf(target.rule), period })),
  );
  questions.forEach(({ target, whole, period }, at) => {
    const time = timeOf(period, whole, { dueOn: target.dueOn, span: plan.span, on });
    const judge = judgeOf(target.rule, time);
    const figureAt = (unitId: string): Figure => judge(sums[at]!.get(unitId) ?? { ...noTally }, unitId === plan.unitId);
    history.get(target.id)!.push({
      period,
      figure: figureAt(board.unit.id),
      branches: board.branches.map((branch) => figureAt(branch.unit.id)),
    });
  });
  return history;
}
