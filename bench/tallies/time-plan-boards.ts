import type { Context } from '#app/platform/context.ts';
import { progressOf, targetProgress, type PlanProgress } from '#app/modules/progress/server/index.ts';
import { percentile, shown, timesOf, type Times } from '../measure-times.ts';
import type { OpenNation, Stand } from '../nation/open-nation.ts';
import { processorTime } from '../processor-time.ts';
import { differingCounts, plainPlanBoard } from './plain-plan-board.ts';

/**
 * Boards of a plan with all branches, and one target opened, at three heights; and one plain GROUP BY over the facts of
 * the same targets. Times by the clock, and processor time of the database and of this process.
 */
export async function timePlanBoards(nation: OpenNation, runs: number): Promise<Record<string, string | number>[]> {
  const { database } = nation.services;
  const rows: Record<string, string | number>[] = [];
  for (const height of ['root', 'province', 'commune'] as const) {
    const at = nation[height];
    const board = await boardOf(at.ctx, at);
    const targetId = board.targets[0]?.id ?? '';
    let kept: Times = [];
    const own = process.cpuUsage();
    const keptCpu = await processorTime(database, async () => (kept = await timesOf(runs, () => boardOf(at.ctx, at))));
    const { user, system } = process.cpuUsage(own);
    const opened = await timesOf(Math.ceil(runs / 5), () =>
      at.ctx.read((tx) => targetProgress(tx, { planId: at.planId, unitId: at.id, targetId })),
    );
    const groupBy = () => at.ctx.read((tx) => plainPlanBoard(tx, board));
    const { compared, differing } = differingCounts(board, await groupBy());
    let plain: Times = [];
    const plainCpu = await processorTime(database, async () => (plain = await timesOf(2, groupBy)));
    rows.push({
      at: height,
      branches: board.branches.length,
      targets: board.targets.length,
      'board p50 ms': shown(percentile(kept, 0.5)),
      'board p95 ms': shown(percentile(kept, 0.95)),
      'database CPU ms': shown(keptCpu / (runs + 1)),
      'own CPU ms': shown((user + system) / 1_000 / (runs + 1)),
      'one target p50 ms': shown(percentile(opened, 0.5)),
      'one target p95 ms': shown(percentile(opened, 0.95)),
      'plain p50 ms': shown(percentile(plain, 0.5)),
      'plain CPU ms': shown(plainCpu / 3),
      'times faster': Math.round(percentile(plain, 0.5) / percentile(kept, 0.5)),
      'times less CPU': Math.round(plainCpu / 3 / (keptCpu / (runs + 1))),
      equal: differing === 0 ? `yes, ${compared} counts` : `NO: ${differing} of ${compared}`,
    });
  }
  return rows;
}

const boardOf = (ctx: Context, at: Stand): Promise<PlanProgress> =>
  ctx.read((tx) => progressOf(tx, { planId: at.planId, unitId: at.id }));
