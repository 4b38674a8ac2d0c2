import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Table } from '#app/vanban/write/table.ts';
import { behindTable } from '#app/modules/progress/behind-table.ts';
import { pastDay, readBoardView } from '#app/modules/progress/board-address.ts';
import { boardTable } from '#app/modules/progress/board-table.ts';
import { comparisonTable } from '#app/modules/progress/comparison-table.ts';
import { mapTable } from '#app/modules/progress/map-table.ts';
import { targetTable } from '#app/modules/progress/target-table.ts';
import { boardFile } from '#app/modules/progress/server/board-file.ts';
import { branchMap } from '#app/modules/progress/server/branch-map.ts';
import { compareProgress } from '#app/modules/progress/server/compare-progress.ts';
import { openBoard } from '#app/modules/progress/server/open-board.ts';
import type { PlanProgress } from '#app/modules/progress/server/progress-of.ts';
import { targetProgress } from '#app/modules/progress/server/target-progress.ts';

type Made = { of: Pick<PlanProgress, 'plan' | 'on'>; table: Table };

/**
 * Any table of the boards as a file, asked for by the board's own address: `table` is `board` (usual), `behind`, `map`,
 * `compare`, `branches` or `periods`, `format` is `xlsx` (usual) or `csv`. Throws not_found.
 */
export async function exportBoard(
  tx: Tx,
  planId: string,
  params: URLSearchParams,
): Promise<{ name: string; bytes: Uint8Array }> {
  const asked = params.get('table') ?? 'board';
  if (!Object.hasOwn(tables, asked)) throw new AppError('not_found');
  const { of, table } = await tables[asked]!(tx, planId, params);
  return boardFile(of, table, params.get('format') === 'csv' ? 'csv' : 'xlsx');
}

const tables: Record<string, (tx: Tx, planId: string, params: URLSearchParams) => Promise<Made>> = {
  async board(tx, planId, params) {
    const { progress } = await openBoard(tx, planId, readBoardView(params), 'compute');
    return { of: progress, table: boardTable(progress) };
  },
  async behind(tx, planId, params) {
    const { progress, chosen } = await openBoard(tx, planId, readBoardView(params), 'compute');
    return { of: progress, table: behindTable(progress, chosen) };
  },
  async map(tx, planId, params) {
    const { progress, chosen } = await openBoard(tx, planId, readBoardView(params), 'compute');
    const target = progress.targets[chosen ?? 0];
    if (target === undefined) throw new AppError('not_found');
    return { of: progress, table: mapTable(target, await branchMap(tx, progress, target)) };
  },
  async compare(tx, planId, params) {
    const comparison = await compareProgress(tx, planId, readBoardView(params), 'compute');
    return { of: comparison.board.progress, table: comparisonTable(comparison) };
  },
  branches: (tx, planId, params) => targetMade(tx, planId, params, 'branches'),
  periods: (tx, planId, params) => targetMade(tx, planId, params, 'periods'),
};

async function targetMade(
  tx: Tx,
  planId: string,
  params: URLSearchParams,
  what: 'branches' | 'periods',
): Promise<Made> {
  const { progress, chosen, view } = await openBoard(tx, planId, readBoardView(params), 'compute');
  const target = progress.targets[chosen ?? -1];
  if (target === undefined) throw new AppError('not_found');
  const detail = await targetProgress(tx, {
    planId,
    targetId: target.id,
    unitId: progress.unit.id,
    on: pastDay(view, tx.today()),
    tree: view.tree,
    periodKey: params.get('period') ?? undefined,
  });
  return { of: progress, table: targetTable(detail, what) };
}
