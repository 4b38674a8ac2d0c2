import type { Tx } from '#app/platform/context.ts';
import type { BoardView, Side } from '#app/modules/progress/board-address.ts';
import { compareDays, type CompareDay } from '#app/modules/progress/compare-days.ts';
import { reportingOf } from '#app/modules/progress/reporting.ts';
import { asksForMuch, type FigureState } from '#app/modules/progress/target-figure.ts';
import { openBoard, type OpenedBoard } from '#app/modules/progress/server/open-board.ts';
import {
  progressOf,
  type PlanProgress,
  type TargetProgress,
  type Uncounted,
} from '#app/modules/progress/server/progress-of.ts';

/** Two units, or two days of one, with the board that they were chosen from. */
export interface Comparison {
  board: OpenedBoard;
  days: CompareDay[];
  left: PlanProgress;
  right: PlanProgress;
}

/**
 * Two units or two periods of a plan side by side, each as it is known today. What the address leaves open is chosen here: the board's unit and day
 * at the left; at the right the end of the last period, else the first of the branches. Throws not_found for a unit that
 * the actor may not read. Three boards' queries, whatever the number of units.
 */
export async function compareProgress(
  tx: Tx,
  planId: string,
  view: BoardView,
  uncounted: Uncounted = 'say',
): Promise<Comparison> {
  const board = await openBoard(tx, planId, view, uncounted);
  const { progress } = board;
  const days = compareDays(progress.targets, progress.plan.span, progress.on);
  const open = (side: Side, unit: string, on: string): Promise<PlanProgress> =>
    progressOf(tx, {
      planId,
      unitId: side.unit ?? unit,
      on: side.on ?? on,
      tree: view.tree,
      knownBy: 'today',
      uncounted,
    });
  const earlier = days[1]?.on;
  const isNamed = view.right.unit !== null || view.right.on !== null;
  // One that something is asked of: an office of the unit would have nothing to compare.
  const firstBelow = (progress.branches.find(isAsked) ?? progress.branches[0])?.unit.id;
  const usual = isNamed || earlier !== undefined ? progress.unit.id : (firstBelow ?? progress.unit.id);
  return {
    board,
    days,
    left: settled(await open(view.left, progress.unit.id, progress.on), progress.on),
    right: settled(await open(view.right, usual, isNamed ? progress.on : (earlier ?? progress.on)), progress.on),
  };
}

const isAsked = ({ figures }: PlanProgress['branches'][number]): boolean =>
  figures.some((figure) => reportingOf(figure) !== 'not_applicable');

/** A period that was over by its side's day is judged as over: seen on its last day it would still be running. */
function settled(side: PlanProgress, on: string): PlanProgress {
  if (side.on >= on) return side;
  const targets = side.targets.map((target) =>
    target.dueOn > side.on ? target : { ...target, figure: { ...target.figure, state: endState(target) } },
  );
  return { ...side, targets };
}

function endState({ rule, figure: { state } }: TargetProgress): FigureState {
  if (state !== 'open' && state !== 'risk') return state;
  return rule.shape === 'per_unit_count' || asksForMuch(rule.comparator) ? 'late' : 'met';
}
