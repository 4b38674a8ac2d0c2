import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';
import { forgetful } from '#app/platform/testing/forgetful.ts';
import { sumBoard, sumsOfBranches, type SumTree } from '#app/modules/measures/server/index.ts';
import { branchesPerPage, readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import { percentile, shown, timed, timesOf, type Times } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';
import { processorTime } from '../processor-time.ts';
import { asLines, plainBoard, plainLines, type BoardWish, type PlainSum } from './plain-group-by.ts';

export interface BoardRow {
  board: string;
  tree: SumTree;
  days: string;
  branches: number;
  facts: number;
  'first p50 ms': string;
  'first p95 ms': string;
  'again p50 ms': string;
  'again p95 ms': string;
  'plain p50 ms': string;
  'plain runs': number;
  'times faster, first': number;
  'times faster, again': number;
  'first CPU ms': string;
  'again CPU ms': string;
  'plain CPU ms': string;
  equal: string;
}

/** Forty measures of a year that has the reorganisation in it, and of the year that is under way. */
const years = [
  { from: '2025-01-01', to: '2025-12-31' },
  { from: '2026-01-01', to: '2026-11-30' },
] as const;

/** The measures that the nation's facts are spread over. */
export async function boardMeasures(nation: OpenNation, count = 40): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from measure m where roll_up = 'sum' and exists (select 1 from fact_line l where l.measure_id = m.id)
    order by position, id limit ${count}`.execute(nation.services.database.db);
  return rows.map((row) => row.id);
}

const heights = ['root', 'province', 'commune', 'ordinary', 'grassroots'] as const;

/**
 * Boards of the confederation, a province, its largest union of communes, an ordinary one and a grassroots union, by what
 * is kept and by one plain GROUP BY, both read as the same person under row-level security, and compared line by line:
 * with all branches and, where they fill more than one page, as a page shows them.
 */
export async function timeBoards(
  nation: OpenNation,
  wish: { runs: number; year: string; at: string },
  tell: (row: BoardRow) => void,
): Promise<void> {
  const measures = await boardMeasures(nation);
  for (const height of heights.filter((one) => wish.at === '' || wish.at.split(',').includes(one))) {
    for (const tree of ['today', 'then'] as const) {
      for (const days of years.filter((one) => one.from.startsWith(wish.year))) {
        const part = { measures, tree, ...days };
        const whole = await timeBoard(nation, height, part, wish.runs);
        tell(whole);
        if (whole.branches > branchesPerPage)
          tell(
            await timeBoard(nation, height, { ...part, children: await firstPage(nation, height, part) }, wish.runs),
          );
      }
    }
  }
}

/** What any reading costs at the least: a transaction with the reader's scopes, and a statement that asks nothing. */
export async function timeNothing(nation: OpenNation, runs: number): Promise<string> {
  const times = await timesOf(runs, () => nation.commune.ctx.read((tx) => sql`select 1`.execute(tx.db)));
  return `p50 ${shown(percentile(times, 0.5))} ms, p95 ${shown(percentile(times, 0.95))} ms`;
}

async function firstPage(nation: OpenNation, height: (typeof heights)[number], part: Part): Promise<string[]> {
  const { ctx, id } = nation[height];
  const view = { ...readSumBoard(new URLSearchParams(), part.to), ...part, unitId: id, measureIds: [] };
  const { branches } = await ctx.read((tx) => sumBoard(tx, view));
  return branches.flatMap((one) => one.unitId ?? []);
}

type Part = Pick<BoardWish, 'measures' | 'tree' | 'from' | 'to' | 'children'>;

async function timeBoard(
  nation: OpenNation,
  height: (typeof heights)[number],
  part: Part,
  runs: number,
): Promise<BoardRow> {
  const at = nation[height];
  const wish: BoardWish = { unitId: at.id, path: at.path, ...part };
  const keptBoard = (ctx: Context) =>
    ctx.read((tx) => sumsOfBranches(tx, { ...part, unitIds: [at.id], childrenOf: at.id }));
  const groupBy = () => at.ctx.read((tx) => plainBoard(tx, wish));
  const { database } = nation.services;
  const timeKept = async (read: () => Promise<unknown>): Promise<{ times: Times; cpu: number }> => {
    let times: Times = [];
    const cpu = await processorTime(database, async () => (times = await timesOf(runs, read)));
    return { times, cpu: cpu / (runs + 1) };
  };
  // As a process reads it that has not read it before, or not since something in it changed; and as one that has.
  const first = await timeKept(() => keptBoard(forgetful(nation.services, at.ctx.actor)));
  const again = await timeKept(() => keptBoard(at.ctx));
  const ours = await keptBoard(at.ctx);
  let theirs: PlainSum[] = [];
  let plain: Times = [];
  // A count of seconds is run once; a short one often, since processor time is told in hundredths of a second.
  let plainCpu = await processorTime(database, async () => {
    const { ms, result } = await timed(groupBy);
    [theirs, plain] = [result, [ms]];
  });
  if ((plain[0] ?? 0) < 2_000)
    plainCpu = (await processorTime(database, async () => (plain = await timesOf(10, groupBy)))) / 11;
  const [a, b] = [asLines(ours), await at.ctx.read((tx) => plainLines(tx, wish, theirs))];
  const differing = a.filter((line, i) => line !== b[i]).length + Math.abs(a.length - b.length);
  return {
    board: part.children ? `${height}, a page` : height,
    tree: part.tree,
    days: `${part.from} – ${part.to}`,
    branches: new Set(ours.map((one) => one.unitId)).size - 1,
    facts: ours.filter((one) => one.unitId === at.id).reduce((sum, one) => sum + one.factCount, 0),
    'first p50 ms': shown(percentile(first.times, 0.5)),
    'first p95 ms': shown(percentile(first.times, 0.95)),
    'again p50 ms': shown(percentile(again.times, 0.5)),
    'again p95 ms': shown(percentile(again.times, 0.95)),
    'plain p50 ms': shown(percentile(plain, 0.5)),
    'plain runs': plain.length,
    'times faster, first': Math.round(percentile(plain, 0.5) / percentile(first.times, 0.5)),
    'times faster, again': Math.round(percentile(plain, 0.5) / percentile(again.times, 0.5)),
    'first CPU ms': shown(first.cpu),
    'again CPU ms': shown(again.cpu),
    'plain CPU ms': shown(plainCpu),
    equal: differing === 0 ? `yes, ${a.length} sums` : `NO: ${differing} of ${a.length}`,
  };
}
