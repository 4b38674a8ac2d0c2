import type { Context } from '#app/platform/context.ts';
import { progressOf, targetProgress, type PlanProgress } from '#app/modules/progress/server/index.ts';
import { percentile, shown, timed, timesOf, type Times } from '../measure-times.ts';
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
    let counts = { compared: 0, differing: 0 };
    const groupBy = () => at.ctx.read((tx) => plainPlanBoard(tx, board));
    let first = 0;
    let plainCpu = await processorTime(database, async () => {
      const { ms, result } = await timed(groupBy);
      [first, counts] = [ms, differingCounts(board, result)];
    });
    let plain: Times = [first];
    // A count of seconds is run once; a short one often, since processor time is told in hundredths of a second.
    if (first < 2_000) plainCpu = (await processorTime(database, async () => (plain = await timesOf(5, groupBy)))) / 6;
    const { compared, differing } = counts;
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
      'plain CPU ms': shown(plainCpu),
      'times faster': Math.round(percentile(plain, 0.5) / percentile(kept, 0.5)),
      'times less CPU': Math.round(plainCpu / (keptCpu / (runs + 1))),
      equal: differing === 0 ? `yes, ${compared} counts` : `NO: ${differing} of ${compared}`,
    });
  }
  return rows;
}

const boardOf = (ctx: Context, at: Stand): Promise<PlanProgress> =>
  ctx.read((tx) => progressOf(tx, { planId: at.planId, unitId: at.id }));
