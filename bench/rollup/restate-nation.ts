import { setTimeout as sleep } from 'node:timers/promises';
import { sumsOfBranches, recountSums, restateToday } from '#app/modules/measures/server/index.ts';
import { percentile, shown, timed } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';
import { processorTime } from '../processor-time.ts';
import { asLines } from './plain-group-by.ts';
import { contributionsOf, newSource, record, someUnits, takeBack, type Recorded } from './record-facts.ts';
import { boardMeasures } from './time-boards.ts';

const ways = {
  'today’s tree restated from the units’ own sums': restateToday,
  'everything recounted from the facts': recountSums,
} as const;

/**
 * Adds all branches up anew while somebody goes on recording twenty sources a second, and says how long that took, what
 * progress was told, how long writers waited at most, and whether the root says the same before and after, apart from
 * what was recorded meanwhile (on a day that the comparison leaves out).
 */
export async function restateNation(
  nation: OpenNation,
  way: keyof typeof ways,
): Promise<Record<string, string | number>> {
  const before = await rootLines(nation);
  const units = await someUnits(nation, 500);
  const recorded: Recorded[] = [];
  const writes: number[] = [];
  let isDone = false;
  const writing = (async () => {
    for (let i = 0; !isDone; i += 1) {
      const one = newSource(units[i % units.length] ?? '', contributionsOf('2026-11-19', i % 40));
      writes.push((await record(nation.root.ctx, one)).transactionMs);
      recorded.push(one);
      await sleep(50);
    }
  })();
  const progress: number[] = [];
  const told: number[] = [];
  let wrong = 0;
  let ms = 0;
  let last = performance.now();
  // What others write meanwhile is in the processor time too: a few percent of it.
  const cpu = await processorTime(nation.services.database, async () => {
    const done = await timed(() =>
      ways[way](nation.system, (share) => {
        progress.push(share);
        told.push(performance.now() - last);
        last = performance.now();
      }),
    );
    [ms, wrong] = [done.ms, done.result];
  });
  isDone = true;
  await writing;
  await takeBack(nation.system, recorded);
  const after = await rootLines(nation);
  const sorted = writes.toSorted((a, b) => a - b);
  return {
    what: way,
    seconds: (ms / 1000).toFixed(1),
    'database CPU s': (cpu / 1000).toFixed(1),
    'longest step s': (Math.max(...told) / 1000).toFixed(1),
    'told progress': `${progress.length} times, last ${Math.round((progress.at(-1) ?? 0) * 100)}%`,
    'sums put right': wrong,
    'writes meanwhile': writes.length,
    'a write p50 ms': shown(percentile(sorted, 0.5)),
    'a write max ms': shown(sorted.at(-1) ?? 0),
    'root unchanged': before.join('\n') === after.join('\n') ? 'yes' : 'NO',
  };
}

async function rootLines(nation: OpenNation): Promise<string[]> {
  const { root } = nation;
  const measures = await boardMeasures(nation);
  const wish = { unitIds: [root.id], childrenOf: root.id, measures, from: '2024-12-01', to: '2026-11-15' };
  const boards = await root.ctx.read(async (tx) => [
    ...(await sumsOfBranches(tx, { ...wish, tree: 'today' })),
    ...(await sumsOfBranches(tx, { ...wish, tree: 'then' })),
  ]);
  return asLines(boards);
}
