import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { startFolding } from '#app/platform/folding.ts';
import { foldFacts, sumsOfBranches } from '#app/modules/measures/server/index.ts';
import { percentile, shown } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';
import { boardMeasures } from './time-boards.ts';
import { contributionsOf, newSource, record, someUnits, takeBack, type Recorded } from './record-facts.ts';

export interface SteadyWish {
  factsPerSecond: number;
  seconds: number;
  writers: number;
}

const day = '2026-11-20';
const year = { from: '2026-01-01', to: '2026-11-30' };
const probed = 'articles';
const factsEach = contributionsOf(day, 1).length;

/**
 * Writers record facts at a steady rate while sums are folded beside them. Four times a second one more source is
 * recorded and the root's board read at once: how long from its commit until a board that holds it has been read. The
 * board's total is exact at every reading if each writer's facts are in it once they are committed.
 */
export async function writeSteadily(nation: OpenNation, wish: SteadyWish): Promise<Record<string, string | number>> {
  const units = await someUnits(nation, 2_000);
  const recorded: Recorded[] = [];
  const before = await rootTotal(nation);
  const folding = startFolding(nation.system, [foldFacts]);
  const end = performance.now() + wish.seconds * 1000;
  const times: number[] = [];
  const writing = Array.from({ length: wish.writers }, (_, writer) =>
    writeUntil(end, nation, wish, writer, units, recorded, times),
  );
  const seen = probeUntil(end, nation, units, recorded);
  const waiting = watchWaiting(end, nation);
  const start = performance.now();
  await Promise.all(writing);
  const seconds = (performance.now() - start) / 1000;
  const committed = performance.now();
  while ((await waitingCount(nation)) > 0) await sleep(20);
  const lag = performance.now() - committed;
  const visible = (await seen).toSorted((a, b) => a - b);
  const waited = await waiting;
  const after = await rootTotal(nation);
  await folding.stop();
  const wanted = recorded.reduce((sum, one) => sum + one.contributions.reduce((all, c) => all + c.value, 0), 0);
  await takeBack(nation.system, recorded);
  const sorted = times.toSorted((a, b) => a - b);
  return {
    'facts/s wanted': wish.factsPerSecond,
    'facts/s reached': Math.round((times.length * factsEach) / seconds),
    facts: times.length * factsEach,
    'a write p50 ms': shown(percentile(sorted, 0.5)),
    'a write p95 ms': shown(percentile(sorted, 0.95)),
    'seen at root p50 ms': shown(percentile(visible, 0.5)),
    'seen at root p95 ms': shown(percentile(visible, 0.95)),
    'seen at root max ms': shown(visible.at(-1) ?? 0),
    probes: visible.length,
    'waiting p50': percentile(waited, 0.5),
    'waiting max': waited.at(-1) ?? 0,
    'all folded after ms': shown(lag),
    'root exact': after - before === wanted ? 'yes' : `NO: ${after - before} instead of ${wanted}`,
  };
}

async function writeUntil(
  end: number,
  nation: OpenNation,
  wish: SteadyWish,
  writer: number,
  units: readonly string[],
  recorded: Recorded[],
  times: number[],
): Promise<void> {
  const everyMs = (1000 * factsEach * wish.writers) / wish.factsPerSecond;
  let next = performance.now() + (everyMs * writer) / wish.writers;
  for (let i = writer; next < end; i += wish.writers) {
    await sleep(Math.max(0, next - performance.now()));
    const one = newSource(units[i % units.length] ?? '', contributionsOf(day, i % 50));
    times.push((await record(nation.root.ctx, one)).transactionMs);
    recorded.push(one);
    next += everyMs;
  }
}

/** Milliseconds from a commit until a board of the root that holds it has been read. */
async function probeUntil(
  end: number,
  nation: OpenNation,
  units: readonly string[],
  recorded: Recorded[],
): Promise<number[]> {
  const times: number[] = [];
  // A measure that the writers leave alone tells which of the probes are in.
  const contribution = { measureId: probed, populationId: null, targetRootId: null, happenedOn: day, value: 1 };
  const measures = await boardMeasures(nation);
  const known = await probesAtRoot(nation, measures);
  for (let count = 1; performance.now() < end; count += 1) {
    const one = newSource(units[(7 * count) % units.length] ?? '', [contribution]);
    await record(nation.root.ctx, one);
    recorded.push(one);
    const committed = performance.now();
    while ((await probesAtRoot(nation, measures)) - known < count);
    times.push(performance.now() - committed);
    await sleep(250);
  }
  return times;
}

/** How many facts wait to be folded, four times a second. */
async function watchWaiting(end: number, nation: OpenNation): Promise<number[]> {
  const counts: number[] = [];
  while (performance.now() < end) {
    counts.push(await waitingCount(nation));
    await sleep(250);
  }
  return counts.toSorted((a, b) => a - b);
}

async function waitingCount(nation: OpenNation): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from fact_pending`.execute(
    nation.services.database.db,
  );
  return rows[0]?.count ?? 0;
}

/** The root's board of the year, all its measures and branches; gives what it says of the probed measure. */
async function probesAtRoot(nation: OpenNation, measures: readonly string[]): Promise<number> {
  const { root } = nation;
  const sums = await root.ctx.read((tx) =>
    sumsOfBranches(tx, { unitIds: [root.id], childrenOf: root.id, measures, ...year, tree: 'today' }),
  );
  return sums.find((one) => one.unitId === root.id && one.measureId === probed)?.value ?? 0;
}

/** Everything that the bench's own measures say at the root for the year. */
async function rootTotal(nation: OpenNation): Promise<number> {
  const { root } = nation;
  const measures = [probed, ...contributionsOf(day, 1).map((one) => one.measureId)];
  const sums = await root.ctx.read((tx) =>
    sumsOfBranches(tx, { unitIds: [root.id], measures, ...year, tree: 'today' }),
  );
  return sums.reduce((sum, one) => sum + one.value, 0);
}
