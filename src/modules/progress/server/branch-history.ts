import type { Tx } from '#app/platform/context.ts';
import { dueInPeriod, periodsUntil, type Period } from '#app/modules/progress/periods.ts';
import { noTally, rollUp } from '#app/modules/progress/tally.ts';
import { figureOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { branchUnits } from '#app/modules/progress/server/branch-units.ts';
import { loadTallies } from '#app/modules/progress/server/load-tallies.ts';
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
 * How each target of a board was in its periods so far, the oldest first; by target. A target that has had one period
 * has no history: its list is empty. Five queries at most, none where no target has a history.
 */
export async function branchHistory(tx: Tx, board: PlanProgress): Promise<Map<string, HistoryPoint[]>> {
  const { plan, on } = board;
  const asked = board.targets.map((target) => {
    const periods = periodsUntil(target.rule.cadence, plan.span, target.dueOn, on).slice(-shownPeriods);
    return { target, periods: periods.length > 1 ? periods : [] };
  });
  const questions = asked.flatMap(({ target, periods }) =>
    periods.map((period) => ({ target, rootId: target.rootId, rule: target.rule, period })),
  );
  const history = new Map<string, HistoryPoint[]>(board.targets.map((target) => [target.id, []]));
  if (questions.length === 0) return history;
  const units = await branchUnits(tx, board.unit.id, { of: board.tree, on });
  const own = await loadTallies(tx, questions, units, on);
  questions.forEach(({ target, period }, at) => {
    const sums = rollUp(units, own[at]!);
    const time = { period, dueOn: dueInPeriod(period, target.dueOn, plan.span), on };
    const figureAt = (unitId: string): Figure =>
      figureOf(target.rule, sums.get(unitId) ?? { ...noTally }, time, unitId === plan.unitId);
    history.get(target.id)!.push({
      period,
      figure: figureAt(board.unit.id),
      branches: board.branches.map((branch) => figureAt(branch.unit.id)),
    });
  });
  return history;
}
