import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { lockFold } from '#app/platform/folding.ts';
import { addLines, foldFacts } from '#app/modules/measures/server/fold-facts.ts';

/** How far a recount is, from 0 to 1. */
export type OnProgress = (share: number) => void;

/** Facts gone through at once, in the order they were written: a nation's lie there day by day. */
const factStride = 500_000;
/** Units gone through at once. */
const unitStride = 8_000;

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
    await makeWorkTables(tx);
    const { facts, units } = await lastNumbers(tx);
    await inStrides(
      facts,
      factStride,
      (share) => onProgress(share * 0.6),
      (from, to) => countFacts(tx, from, to),
    );
    const wrong = await replaceUnits(tx);
    await inStrides(
      units,
      unitStride,
      (share) => onProgress(0.7 + share * 0.2),
      (from, to) => countToday(tx, from, to),
    );
    const wrongAbove = await replaceBranches(tx, [true, false]);
    await sql`update sum_alarm set resolved_at = ${tx.now()} where resolved_at is null`.execute(tx.db);
    await tx.audit('measures.recount', { detail: { wrong: wrong + wrongAbove } });
    onProgress(1);
    return wrong + wrongAbove;
  });
}

/**
 * Adds the branches of today's tree up anew from the units' own sums; returns how many sums differed. As with the whole
 * recount nobody waits but the folder.
 */
export async function restateToday(ctx: Context, onProgress: OnProgress = () => {}): Promise<number> {
  return ctx.transaction(async (tx) => {
    await lockFold(tx, foldFacts);
    await makeWorkTables(tx);
    const { units } = await lastNumbers(tx);
    await inStrides(
      units,
      unitStride,
      (share) => onProgress(share * 0.7),
      (from, to) => countToday(tx, from, to),
    );
    const wrong = await replaceBranches(tx, [true]);
    await tx.audit('measures.restate', { detail: { wrong } });
    onProgress(1);
    return wrong;
  });
}

/** What is counted before it is compared: units' own sums in parts, and sums under one line of units above (`path`). */
async function makeWorkTables(tx: Tx): Promise<void> {
  await sql`
    create temporary table counted_own (
      unit_number integer not null, bucket smallint not null, line smallint not null,
      value numeric not null, fact_count bigint not null
    ) on commit drop`.execute(tx.db);
  await sql`
    create temporary table counted_below (
      is_today boolean not null, path text not null, half integer not null, line smallint not null,
      value numeric not null, fact_count bigint not null
    ) on commit drop`.execute(tx.db);
}

async function lastNumbers(tx: Tx): Promise<{ facts: number; units: number }> {
  const { rows } = await sql<{ facts: number; units: number }>`
    select coalesce((select max(id) from fact), 0) as facts, coalesce((select max(number) from org_unit), 0) as units`.execute(
    tx.db,
  );
  return rows[0] ?? { facts: 0, units: 0 };
}

async function inStrides(
  last: number,
  stride: number,
  onProgress: OnProgress,
  work: (from: number, to: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from <= last; from += stride) {
    await work(from, from + stride - 1);
    onProgress(Math.min(1, (from + stride) / (last + 1)));
  }
}

/** Each fact once, for its unit and for the line of units above it on its day. */
async function countFacts(tx: Tx, from: number, to: number): Promise<void> {
  await sql`
    with part as (
      select u.id, u.number, f.happened_on, sum_half(f.happened_on)::smallint as half, l.id as line, f.value
      from fact f join org_unit u on u.id = f.org_unit_id
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      where f.id between ${from} and ${to} and f.target_root_id is null
        and not exists (select from fact_pending w where w.fact_id = f.id)
    ), own as (
      insert into counted_own (unit_number, bucket, line, value, fact_count)
      select number, half, line, sum(value), count(*) from part group by 1, 2, 3
    )
    insert into counted_below (is_today, path, half, line, value, fact_count)
    select false, left(p.path, -(length(o.number::text) + 1)), o.half, o.line, sum(o.value), count(*)
    from part o join unit_place p on p.unit_id = o.id
      and p.valid_from <= o.happened_on and (p.valid_to is null or p.valid_to > o.happened_on)
    group by 1, 2, 3, 4`.execute(tx.db);
}

async function countToday(tx: Tx, from: number, to: number): Promise<void> {
  await sql`
    insert into counted_below (is_today, path, half, line, value, fact_count)
    select true, left(u.path, -(length(u.number::text) + 1)), s.bucket, s.line, sum(s.value), sum(s.fact_count)
    from unit_sum s join org_unit u on u.number = s.unit_number
    where s.unit_number between ${from} and ${to}
    group by 1, 2, 3, 4`.execute(tx.db);
}

/** Puts right what is kept for units where it is not what was counted; leaves alone what is. */
async function replaceUnits(tx: Tx): Promise<number> {
  await sql`
    create temporary table fresh_own on commit drop as
    select unit_number, bucket, line, sum(value) as value, sum(fact_count)::integer as fact_count
    from counted_own group by 1, 2, 3`.execute(tx.db);
  const { rows } = await sql<{ wrong: number }>`
    with gone as (
      delete from unit_sum s where not exists (
        select from fresh_own f where (f.unit_number, f.bucket, f.line) = (s.unit_number, s.bucket, s.line))
      returning s.value
    ), put as (
      insert into unit_sum (unit_number, bucket, line, value, fact_count)
      select f.unit_number, f.bucket, f.line, f.value, f.fact_count
      from fresh_own f left join unit_sum s using (unit_number, bucket, line)
      where s.value is distinct from f.value or s.fact_count is distinct from f.fact_count
      order by 1, 2, 3
      on conflict (unit_number, bucket, line) do update set value = excluded.value, fact_count = excluded.fact_count
      returning value
    )
    select (select count(*) from gone) + (select count(*) from put) as wrong`.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}

/** Puts right what is kept for branches where it is not what was counted; leaves alone what is. */
async function replaceBranches(tx: Tx, trees: boolean[]): Promise<number> {
  await sql`
    create temporary table fresh_below on commit drop as
    with halves as (
      select c.is_today, n.number as unit_number, c.half, c.line, sum(c.value) as value, sum(c.fact_count) as fact_count
      from counted_below c cross join lateral unnest(path_numbers(nullif(c.path, '.'))) n (number)
      group by 1, 2, 3, 4
    )
    select is_today, unit_number, b as bucket, line, sum(value) as value, sum(fact_count)::integer as fact_count
    from halves cross join lateral sum_buckets_of(half) b group by 1, 2, 3, 4`.execute(tx.db);
  const { rows } = await sql<{ wrong: number }>`
    with gone as (
      delete from branch_sum s
      where s.is_today = any(${trees}::boolean[]) and not exists (
        select from fresh_below f
        where (f.is_today, f.unit_number, f.bucket, f.line) = (s.is_today, s.unit_number, s.bucket, s.line))
      returning s.fact_count
    ), put as (
      insert into branch_sum (is_today, unit_number, bucket, line, value, fact_count)
      select f.is_today, f.unit_number, f.bucket, f.line, f.value, f.fact_count
      from fresh_below f left join branch_sum s using (is_today, unit_number, bucket, line)
      where s.value is distinct from f.value or s.fact_count is distinct from f.fact_count
      order by 1, 2, 3, 4
      on conflict (is_today, unit_number, bucket, line) do update set value = excluded.value, fact_count = excluded.fact_count
      returning value
    )
    -- A sum of no facts, left behind when its unit's branch moved away, is no mistake.
    select (select count(*) from gone where fact_count <> 0) + (select count(*) from put) as wrong`.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}
