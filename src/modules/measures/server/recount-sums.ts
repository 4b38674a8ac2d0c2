import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { takeSteps, type OnProgress, type RecountStep } from '#app/platform/folding.ts';
import { countLonger, countOwn, countThen, countToday } from '#app/modules/measures/server/count-sums.ts';
import { addLines, foldFacts } from '#app/modules/measures/server/fold-facts.ts';
import type { SumPart } from '#app/modules/measures/server/sum-table.ts';

/** Units whose quarters and years are added up at once. */
const unitStride = 40_000;

/**
 * Counts every sum anew from the facts and puts right what differs; returns how many rows of sums did. Half-month by
 * half-month, each in a transaction of its own that keeps the folder out for a second or a few: what waits is folded in
 * between, people go on writing, and boards are right at any moment. Whoever is killed on the way has counted some
 * half-months and not others; each stands for itself, and nothing is counted twice by beginning again.
 */
export async function recountSums(ctx: Context, onProgress: OnProgress = () => {}): Promise<number> {
  await ctx.transaction((tx) => addLines(tx, sql`true`));
  const halves = await ctx.read(halvesOfAll);
  const steps = halves.flatMap((half): RecountStep[] => [
    (tx) => countOwn(tx, half),
    (tx) => countThen(tx, half),
    (tx) => countToday(tx, half),
  ]);
  const longer = await longerSteps(ctx, halves, ['own', 'then', 'today']);
  const wrong = await takeSteps(ctx, foldFacts, [...steps, ...longer], onProgress);
  await ctx.transaction(async (tx) => {
    await sql`update sum_alarm set resolved_at = ${tx.now()} where resolved_at is null`.execute(tx.db);
    await tx.audit('measures.recount', { detail: { wrong } });
  });
  return wrong;
}

/**
 * Adds the branches of today's tree up anew from the units' own sums; returns how many rows of sums differed. As with the
 * whole recount nobody waits but the folder, and that for a second.
 */
export async function restateToday(ctx: Context, onProgress: OnProgress = () => {}): Promise<number> {
  const halves = await ctx.read(keptHalves);
  const steps = halves.map(
    (half): RecountStep =>
      (tx) =>
        countToday(tx, half),
  );
  const longer = await longerSteps(ctx, halves, ['today']);
  const wrong = await takeSteps(ctx, foldFacts, [...steps, ...longer], onProgress);
  await ctx.transaction((tx) => tx.audit('measures.restate', { detail: { wrong } }));
  return wrong;
}

/** Half-months that anything is kept for. */
async function keptHalves(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ half: number }>`
    with recursive found (bucket) as (
      select min(bucket) from kept_sum
      union all
      select (select min(k.bucket) from kept_sum k where k.bucket > f.bucket) from found f where f.bucket is not null
    )
    select bucket::integer as half from found where bucket < 10000`.execute(tx.db);
  return rows.map((row) => row.half);
}

/** The same, with every half-month between the first and the last fact. */
async function halvesOfAll(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ half: number }>`
    select generate_series(sum_half(min(day)), sum_half(max(day))) as half
    from measure m cross join lateral (
      (select happened_on from fact f where f.measure_id = m.id and f.target_root_id is null order by happened_on limit 1)
      union all
      (select happened_on from fact f where f.measure_id = m.id and f.target_root_id is null order by happened_on desc limit 1)
    ) f (day)`.execute(tx.db);
  return [...new Set([...(await keptHalves(tx)), ...rows.map((row) => row.half)])].toSorted((a, b) => a - b);
}

/** Quarters and years follow from half-months that are right by then. */
async function longerSteps(ctx: Context, halves: readonly number[], parts: readonly SumPart[]): Promise<RecountStep[]> {
  const { rows } = await ctx.read((tx) =>
    sql<{ last: number; kept: number[] }>`
      select coalesce((select max(number) from org_unit), 0) as last, array(
        select distinct bucket::integer from kept_sum where bucket >= 10000) as kept`.execute(tx.db),
  );
  const { last = 0, kept = [] } = rows[0] ?? {};
  const quarters = halves.map((half) => 10_000 + Math.floor(half / 6));
  const years = halves.map((half) => 20_000 + Math.floor(half / 24));
  const buckets = [...new Set([...quarters, ...years, ...kept])].toSorted((a, b) => a - b);
  const strides = Array.from({ length: Math.ceil((last + 1) / unitStride) }, (_, at) => at * unitStride);
  return buckets.flatMap((bucket) =>
    strides.map(
      (from): RecountStep =>
        (tx) =>
          countLonger(tx, bucket, parts, { from, to: from + unitStride - 1 }),
    ),
  );
}
