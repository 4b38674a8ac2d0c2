import { addDays } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { progressOf, targetProgress, type PlanProgress } from '#app/modules/progress/server/index.ts';
import { percentile, shown, timesOf } from '../measure-times.ts';
import type { OpenNation, Stand } from '../nation/open-nation.ts';

/** Boards of a plan with all branches, and one target opened, at three heights; and the board from facts, a few times. */
export async function timePlanBoards(nation: OpenNation, runs: number): Promise<Record<string, string | number>[]> {
  const rows: Record<string, string | number>[] = [];
  for (const height of ['root', 'province', 'commune'] as const) {
    const at = nation[height];
    const board = await boardOf(at.ctx, at);
    const targetId = board.targets[0]?.id ?? '';
    const kept = await timesOf(runs, () => boardOf(at.ctx, at));
    // Its list of activities is read from them, and slow where there are very many.
    const opened = await timesOf(Math.ceil(runs / 20), () =>
      at.ctx.read((tx) => targetProgress(tx, { planId: at.planId, unitId: at.id, targetId })),
    );
    const facts = await timesOf(2, () => yesterdayOf(at.ctx, at));
    rows.push({
      at: height,
      units: board.unitCount,
      branches: board.branches.length,
      targets: board.targets.length,
      'board p50 ms': shown(percentile(kept, 0.5)),
      'board p95 ms': shown(percentile(kept, 0.95)),
      'one target p50 ms': shown(percentile(opened, 0.5)),
      'one target p95 ms': shown(percentile(opened, 0.95)),
      'board from facts ms': shown(percentile(facts, 0.5)),
      'from facts / kept': Math.round(percentile(facts, 0.5) / percentile(kept, 0.5)),
    });
  }
  return rows;
}

const boardOf = (ctx: Context, at: Stand): Promise<PlanProgress> =>
  ctx.read((tx) => progressOf(tx, { planId: at.planId, unitId: at.id }));

/** Of yesterday, as it is known today: nothing is kept of that, and it is as much to add up. */
const yesterdayOf = (ctx: Context, at: Stand): Promise<PlanProgress> =>
  ctx.read((tx) => progressOf(tx, { planId: at.planId, unitId: at.id, on: addDays(tx.today(), -1), knownBy: 'today' }));
