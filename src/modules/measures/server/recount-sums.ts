import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { lockFold } from '#app/platform/folding.ts';
import { addLines, foldFacts } from '#app/modules/measures/server/fold-facts.ts';

/** How far a recount is: of all the units there are, so many have been gone through. */
export type OnProgress = (share: number) => void;

/** Units gone through at once. */
const stride = 4_000;

/**
 * Counts every sum anew from the facts and puts right what differs; returns how many sums did. One transaction: until
 * it ends everybody reads the old sums. Writers go on writing, folding waits, and what is not folded in yet is taken in
 * along the way.
 */
export async function recountSums(ctx: Context, onProgress: OnProgress = () => {}): Promise<number> {
  return ctx.transaction(async (tx) => {
    await lockFold(tx, foldFacts);
    // What arrives from here on stays marked, and is left out below: the set that is counted does not change.
    await sql`delete from fact_pending`.execute(tx.db);
    await addLines(tx, sql`true`);
    await makeWorkTable(tx);
    let wrong = 0;
    await forEachStretch(tx, onProgress, async (from, to) => {
      wrong += await recountUnits(tx, from, to);
      await countBranchesThen(tx, from, to);
      await countBranchesToday(tx, from, to);
    });
    wrong += await replaceBranches(tx, [true, false]);
    await sql`update sum_alarm set resolved_at = ${tx.now()} where resolved_at is null`.execute(tx.db);
    await tx.audit('measures.recount', { detail: { wrong } });
    return wrong;
  });
}

/**
 * Adds the branches of today's tree up anew from the units' own sums; returns how many sums differed. As with the whole
 * recount nobody waits but the folder.
 */
export async function restateToday(ctx: Context, onProgress: OnProgress = () => {}): Promise<number> {
  return ctx.transaction(async (tx) => {
    await lockFold(tx, foldFacts);
    await makeWorkTable(tx);
    await forEachStretch(tx, onProgress, (from, to) => countBranchesToday(tx, from, to));
    const wrong = await replaceBranches(tx, [true]);
    await tx.audit('measures.restate', { detail: { wrong } });
    return wrong;
  });
}

/** Sums of units under one line of units above (`path`), before they are spread over these. */
async function makeWorkTable(tx: Tx): Promise<void> {
  await sql`
    create temporary table counted (
      is_today boolean not null, path text not null, half integer not null, line smallint not null,
      value numeric not null, fact_count bigint not null
    ) on commit drop`.execute(tx.db);
}

async function forEachStretch(
  tx: Tx,
  onProgress: OnProgress,
  work: (from: number, to: number) => Promise<void>,
): Promise<void> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(number), 0) as last from org_unit`.execute(tx.db);
  const last = rows[0]?.last ?? 0;
  for (let from = 0; from <= last; from += stride) {
    await work(from, from + stride - 1);
    onProgress(Math.min(1, (from + stride) / (last + 1)));
  }
}

async function recountUnits(tx: Tx, from: number, to: number): Promise<number> {
  const { rows } = await sql<{ wrong: number }>`
    with counted as (
      select u.number as unit_number, sum_half(f.happened_on)::smallint as bucket, l.id as line,
             sum(f.value) as value, count(*)::integer as fact_count
      from org_unit u join fact f on f.org_unit_id = u.id and f.target_root_id is null
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      where u.number between ${from} and ${to} and not exists (select from fact_pending p where p.fact_id = f.id)
      group by 1, 2, 3
    ), gone as (
      delete from unit_sum s
      where s.unit_number between ${from} and ${to} and not exists (
        select from counted c where c.unit_number = s.unit_number and c.bucket = s.bucket and c.line = s.line)
      returning s.value
    ), put as (
      insert into unit_sum (unit_number, bucket, line, value, fact_count)
      select c.unit_number, c.bucket, c.line, c.value, c.fact_count
      from counted c left join unit_sum s using (unit_number, bucket, line)
      where s.value is distinct from c.value or s.fact_count is distinct from c.fact_count
      order by 1, 2, 3
      on conflict (unit_number, bucket, line) do update set value = excluded.value, fact_count = excluded.fact_count
      returning value
    )
    select (select count(*) from gone) + (select count(*) from put) as wrong`.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}

async function countBranchesThen(tx: Tx, from: number, to: number): Promise<void> {
  await sql`
    insert into counted (is_today, path, half, line, value, fact_count)
    select false, left(p.path, -(length(u.number::text) + 1)), sum_half(f.happened_on), l.id, sum(f.value), count(*)
    from org_unit u join fact f on f.org_unit_id = u.id and f.target_root_id is null
    join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
    join unit_place p on p.unit_id = u.id
      and p.valid_from <= f.happened_on and (p.valid_to is null or p.valid_to > f.happened_on)
    where u.number between ${from} and ${to} and not exists (select from fact_pending w where w.fact_id = f.id)
    group by 1, 2, 3, 4`.execute(tx.db);
}

async function countBranchesToday(tx: Tx, from: number, to: number): Promise<void> {
  await sql`
    insert into counted (is_today, path, half, line, value, fact_count)
    select true, left(u.path, -(length(u.number::text) + 1)), s.bucket, s.line, sum(s.value), sum(s.fact_count)
    from unit_sum s join org_unit u on u.number = s.unit_number
    where s.unit_number between ${from} and ${to}
    group by 1, 2, 3, 4`.execute(tx.db);
}

/** Puts right what is kept for branches where it is not what was counted; leaves alone what is. */
async function replaceBranches(tx: Tx, trees: boolean[]): Promise<number> {
  await sql`
    create temporary table fresh on commit drop as
    with halves as (
      select c.is_today, n.number as unit_number, c.half, c.line, sum(c.value) as value, sum(c.fact_count) as fact_count
      from counted c cross join lateral unnest(path_numbers(nullif(c.path, '.'))) n (number)
      group by 1, 2, 3, 4
    )
    select is_today, unit_number, b as bucket, line, sum(value) as value, sum(fact_count)::integer as fact_count
    from halves cross join lateral sum_buckets_of(half) b group by 1, 2, 3, 4`.execute(tx.db);
  const { rows } = await sql<{ wrong: number }>`
    with gone as (
      delete from branch_sum s
      where s.is_today = any(${trees}::boolean[]) and not exists (
        select from fresh f
        where (f.is_today, f.unit_number, f.bucket, f.line) = (s.is_today, s.unit_number, s.bucket, s.line))
      returning s.fact_count
    ), put as (
      insert into branch_sum (is_today, unit_number, bucket, line, value, fact_count)
      select f.is_today, f.unit_number, f.bucket, f.line, f.value, f.fact_count
      from fresh f left join branch_sum s using (is_today, unit_number, bucket, line)
      where s.value is distinct from f.value or s.fact_count is distinct from f.fact_count
      order by 1, 2, 3, 4
      on conflict (is_today, unit_number, bucket, line) do update set value = excluded.value, fact_count = excluded.fact_count
      returning value
    )
    -- A sum of no facts, left behind when its unit's branch moved away, is no mistake.
    select (select count(*) from gone where fact_count <> 0) + (select count(*) from put) as wrong`.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}
