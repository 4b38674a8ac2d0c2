import type { Tx } from '#app/platform/context.ts';
import { findTarget, pastDay, type BoardView } from '#app/modules/progress/board-address.ts';
import { chooseUnit, wayUp } from '#app/modules/progress/server/choose-unit.ts';
import { progressOf, type PlanProgress, type Uncounted } from '#app/modules/progress/server/progress-of.ts';
import { sortBranches } from '#app/modules/progress/sort-branches.ts';

/** A board as its address asks for it: the branches in the order asked, and the way back up. */
export interface OpenedBoard {
  view: BoardView;
  today: string;
  above: { id: string; name: string }[];
  progress: PlanProgress;
  /** Position of the target that the address chose; null where it chose none of this plan. */
  chosen: number | null;
}

/** Opens a board. Throws not_found. Twelve queries at most. */
export async function openBoard(
  tx: Tx,
  planId: string,
  view: BoardView,
  uncounted: Uncounted = 'say',
): Promise<OpenedBoard> {
  const unitId = await chooseUnit(tx, planId, view.unit);
  const on = pastDay(view, tx.today());
  const progress = await progressOf(tx, { planId, unitId, on, tree: view.tree, uncounted });
  const sortedBy = findTarget(progress.targets, view.sort) ?? -1;
  return {
    view,
    today: tx.today(),
    above: await wayUp(tx, progress.unit.path),
    progress: { ...progress, branches: sortBranches(progress.branches, sortedBy, view.direction) },
    chosen: findTarget(progress.targets, view.chart),
  };
}
