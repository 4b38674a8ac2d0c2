import type { OpenDatabase } from '#app/db/connect.ts';
import type { Context } from '#app/platform/context.ts';
import { forgetful } from '#app/platform/testing/forgetful.ts';
import { progressOf, targetProgress, type PlanProgress } from '#app/modules/progress/server/index.ts';
import { percentile, shown, timed, timesOf, type Times } from '../measure-times.ts';
import type { OpenNation, Stand } from '../nation/open-nation.ts';
import { processorTime } from '../processor-time.ts';
import { differingTallies, plainPlanBoard } from './plain-plan-board.ts';

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
    // As a process reads it that has not read it before, or not since something in it changed; and as one that has.
    const first = await timeReading(database, runs, () => boardOf(forgetful(nation.services, at.ctx.actor), at));
    const again = await timeReading(database, runs, () => boardOf(at.ctx, at));
    const opened = await timesOf(Math.ceil(runs / 2), () =>
      forgetful(nation.services, at.ctx.actor).read((tx) =>
        targetProgress(tx, { planId: at.planId, unitId: at.id, targetId }),
      ),
    );
    let counts = { compared: 0, differing: 0 };
    const groupBy = () => at.ctx.read((tx) => plainPlanBoard(tx, board));
    let once = 0;
    let plainCpu = await processorTime(database, async () => {
      const { ms, result } = await timed(groupBy);
      [once, counts] = [ms, differingTallies(board, result)];
    });
    let plain: Times = [once];
    // A count of seconds is run once; a short one often, since processor time is told in hundredths of a second.
    if (once < 2_000) plainCpu = (await processorTime(database, async () => (plain = await timesOf(5, groupBy)))) / 6;
    const { compared, differing } = counts;
    rows.push({
      at: height,
      branches: board.branches.length,
      targets: board.targets.length,
      'first p50 ms': shown(percentile(first.times, 0.5)),
      'first p95 ms': shown(percentile(first.times, 0.95)),
      'again p50 ms': shown(percentile(again.times, 0.5)),
      'again p95 ms': shown(percentile(again.times, 0.95)),
      'database CPU ms, first/again': `${shown(first.databaseCpu)} / ${shown(again.databaseCpu)}`,
      'own CPU ms, first/again': `${shown(first.ownCpu)} / ${shown(again.ownCpu)}`,
      'one target p50 ms': shown(percentile(opened, 0.5)),
      'one target p95 ms': shown(percentile(opened, 0.95)),
      'plain p50 ms': shown(percentile(plain, 0.5)),
      'plain CPU ms': shown(plainCpu),
      'times faster, first': Math.round(percentile(plain, 0.5) / percentile(first.times, 0.5)),
      'times faster, again': Math.round(percentile(plain, 0.5) / percentile(again.times, 0.5)),
      equal: differing === 0 ? `yes, ${compared} figures` : `NO: ${differing} of ${compared}`,
    });
  }
  return rows;
}

/** Times by the clock, and what one reading takes of the processor in the database and in this process. */
async function timeReading(
  database: OpenDatabase,
  runs: number,
  read: () => Promise<unknown>,
): Promise<{ times: Times; databaseCpu: number; ownCpu: number }> {
  const own = process.cpuUsage();
  let times: Times = [];
  const cpu = await processorTime(database, async () => (times = await timesOf(runs, read)));
  const { user, system } = process.cpuUsage(own);
  return { times, databaseCpu: cpu / (runs + 1), ownCpu: (user + system) / 1_000 / (runs + 1) };
}

const boardOf = (ctx: Context, at: Stand): Promise<PlanProgress> =>
  ctx.read((tx) => progressOf(tx, { planId: at.planId, unitId: at.id }));
