import { factsBehind, sumBoard } from '#app/modules/measures/server/index.ts';
import { readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import { percentile, shown, timesOf, type Times } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';
import { processorTime } from '../processor-time.ts';

/** What the page of a board (/measures/board) reads: the board with names, ways up and choices, and the first facts. */
export async function timePages(nation: OpenNation, runs: number): Promise<Record<string, string | number>[]> {
  const rows: Record<string, string | number>[] = [];
  for (const height of ['root', 'province', 'commune'] as const) {
    for (const query of ['', 'tree=today']) {
      const { ctx } = nation[height];
      let branches = 0;
      const load = () =>
        ctx.read(async (tx) => {
          const board = await sumBoard(tx, readSumBoard(new URLSearchParams(query), tx.today()));
          branches = board.branchCount;
          const measures = board.measures.map((one) => one.id);
          await factsBehind(tx, { ...board.view, unitId: board.unit.id, measures });
        });
      let times: Times = [];
      const before = process.cpuUsage();
      const cpu = await processorTime(nation.services.database, async () => (times = await timesOf(runs, load)));
      const { user, system } = process.cpuUsage(before);
      rows.push({
        board: height,
        address: query || 'as it opens',
        branches,
        'p50 ms': shown(percentile(times, 0.5)),
        'p95 ms': shown(percentile(times, 0.95)),
        'database CPU ms': shown(cpu / (runs + 1)),
        'program CPU ms': shown((user + system) / 1000 / (runs + 1)),
      });
    }
  }
  return rows;
}
