import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { takeSteps, type OnProgress, type RecountStep } from '#app/platform/folding.ts';
import { tallyFold } from '#app/modules/progress/server/kept/fold-tallies.ts';
import { computeUnmarked, foldFresh, type Pair } from '#app/modules/progress/server/kept/keep-fresh.ts';
import { tallyColumns } from '#app/modules/progress/server/kept/tally-columns.ts';

/** Units gone through at once. */
const stride = 500;
/** Questions whose sums are added up at once, and their kept tallies: some seconds of work. */
const mostQuestions = 64;
const mostTallies = 300_000;

/**
 * Computes every kept tally anew from facts, and every sum from these; returns how many differed. Some hundred units
 * at a time, then some questions at a time, each in a transaction of its own: people go on writing, marks are folded
 * in between, and boards are right at any moment; what is marked is the folder's, and no mistake. Whoever is killed on
 * the way has put right what was gone through.
 */
export async function recountTallies(ctx: Context, onProgress: OnProgress = () => {}): Promise<number> {
  const { last, chunks } = await ctx.read(async (tx) => ({ last: await lastNumber(tx), chunks: await chunksOf(tx) }));
  const strides = chunks.length === 0 ? 0 : Math.ceil(last / stride);
  const steps: RecountStep[] = [
    ...Array.from({ length: strides }, (_, at): RecountStep => async (tx) => {
      return foldFresh(tx, await computeUnmarked(tx, await keptPairs(tx, at * stride, (at + 1) * stride)));
    }),
    ...chunks.map(
      (chunk): RecountStep =>
        (tx) =>
          recountBranches(tx, chunk),
    ),
  ];
  const wrong = await takeSteps(ctx, tallyFold, steps, onProgress);
  await ctx.transaction((tx) => tx.audit('progress.recount-tallies', { detail: { wrong } }));
  return wrong;
}

async function lastNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(number), 0) as last from org_unit`.execute(tx.db);
  return rows[0]?.last ?? 0;
}

/** All questions that anything is kept of, in lists whose tallies are added up in one step. */
async function chunksOf(tx: Tx): Promise<number[][]> {
  const { rows } = await sql<{ id: number; tallyCount: number }>`
    select id, max(tally_count)::integer as tally_count from (
      select question_id as id, count(*) as tally_count from tally_own group by question_id
      union all select distinct question_id, 0 from tally_branch
      union all select id, 0 from tally_question) q
    group by id order by id`.execute(tx.db);
  const chunks: number[][] = [];
  let room = 0;
  for (const { id, tallyCount } of rows) {
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < mostQuestions && tallyCount <= room) chunk.push(id);
    else {
      chunks.push([id]);
      room = mostTallies;
    }
    room -= tallyCount;
  }
  return chunks;
}

/** What is kept, or should be, of units with numbers over `after` up to `to`. */
async function keptPairs(tx: Tx, after: number, to: number): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select o.question_id, u.id as unit_id from tally_own o join org_unit u on u.number = o.unit_number
    where u.number > ${after} and u.number <= ${to}
    union
    select q.id, u.id from org_unit u cross join lateral tally_scopes(u.id, u.path) scope
    join tally_question q on q.scope_number = scope and u.number <= q.built_to
    where u.number > ${after} and u.number <= ${to}`.execute(tx.db);
  return rows;
}

/** The sums of branches for these questions, from the units' own. */
async function recountBranches(tx: Tx, questionIds: readonly number[]): Promise<number> {
  const ids = sql`${[...questionIds]}::int[]`;
  const columns = sql.raw(`unit_number, question_id, tree, ${tallyColumns.join(', ')}`);
  const isSomething = sql.raw(`(${tallyColumns.map((name) => `${name} <> 0`).join(' or ')})`);
  await sql`
    create temporary table kept_branch on commit drop as
    select ${columns} from tally_branch where question_id = any(${ids})`.execute(tx.db);
  await sql`delete from tally_branch where question_id = any(${ids})`.execute(tx.db);
  await sql`
    select tally_contribute(1, array(
      select u.id from org_unit u where u.number in (select unit_number from tally_own where question_id = any(${ids}))
    ), '{now,then}', ${ids}, null)`.execute(tx.db);
  const { rows } = await sql<{ wrong: number }>`
    with fresh as materialized (select ${columns} from tally_branch where question_id = any(${ids}))
    select count(distinct (unit_number, question_id, tree)) as wrong from (
      (select ${columns} from kept_branch where ${isSomething} except select ${columns} from fresh)
      union all
      (select ${columns} from fresh where ${isSomething} except select ${columns} from kept_branch)
    ) d`.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}
