import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { pathThen, placeThen } from '#app/modules/measures/server/place-then.ts';
import type { SumPart } from '#app/modules/measures/server/sum-table.ts';

/** The end of a statement that has counted `cell` (part, unit_number, line, value, fact_count): rows as they are kept. */
const packed = sql`
  fresh as materialized (
    select part, unit_number,
           array_agg(line) as lines, array_agg(value) as amounts, array_agg(fact_count) as fact_counts
    from (select part, unit_number, line, value, fact_count::integer as fact_count from cell
          where fact_count <> 0 or value <> 0 order by unit_number, part, line) c
    group by unit_number, part
  )`;

interface Replaced {
  bucket: number;
  parts: readonly SumPart[];
  /** Only these units; all when absent. */
  units?: { from: number; to: number };
}

/** The end of that statement: puts right what is kept where it is not what was counted, leaves alone what is. */
function replacing({ bucket, parts, units }: Replaced): ReturnType<typeof sql> {
  const kept = sql`k.bucket = ${bucket} and k.part = any(${[...parts]}::text[])
    ${units ? sql`and k.unit_number between ${units.from} and ${units.to}` : sql``}`;
  return sql`${packed}, kept as materialized (
    select k.unit_number, k.part, k.lines, k.amounts, k.fact_counts from kept_sum k where ${kept}
  ), gone as (
    delete from kept_sum k using kept o
    where k.bucket = ${bucket} and k.unit_number = o.unit_number and k.part = o.part
      and not exists (select from fresh f where f.unit_number = o.unit_number and f.part = o.part)
    returning cardinality(k.lines) as had
  ), put as (
    insert into kept_sum (unit_number, bucket, part, lines, amounts, fact_counts)
    select f.unit_number, ${bucket}::smallint, f.part, f.lines, f.amounts, f.fact_counts
    from fresh f left join kept o on o.unit_number = f.unit_number and o.part = f.part
    where (o.lines, o.amounts, o.fact_counts) is distinct from (f.lines, f.amounts, f.fact_counts)
    order by f.unit_number, f.part
    on conflict (bucket, unit_number, part) do update
      set lines = excluded.lines, amounts = excluded.amounts, fact_counts = excluded.fact_counts
    returning 1
  )
  -- A row of nothing, left behind when a branch moved away, is no mistake.
  select (select count(*) from gone where had > 0) + (select count(*) from put) as wrong`;
}

async function wrongOf(tx: Tx, statement: ReturnType<typeof sql<{ wrong: number }>>): Promise<number> {
  const { rows } = await statement.execute(tx.db);
  return rows[0]?.wrong ?? 0;
}

const isFolded = sql`f.target_root_id is null and not exists (select from fact_pending w where w.fact_id = f.id)`;

/** Units' own sums of a half-month, from their facts; returns how many rows were put right. For all four: the folder is kept out. */
export async function countOwn(tx: Tx, half: number): Promise<number> {
  return wrongOf(
    tx,
    sql<{ wrong: number }>`
    with cell as (
      select 'own' as part, u.number as unit_number, l.id as line, sum(f.value) as value, count(*) as fact_count
      from fact f join org_unit u on u.id = f.org_unit_id
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      where ${isFolded} and f.measure_id = any(array(select id from measure))
        and f.happened_on between sum_half_from(${half}) and sum_half_to(${half})
      group by u.number, l.id
    ), ${replacing({ bucket: half, parts: ['own'] })}`,
  );
}

/** Sums of branches of today's tree in a half-month, from the units' own sums. */
export async function countToday(tx: Tx, half: number): Promise<number> {
  return wrongOf(
    tx,
    sql<{ wrong: number }>`
    with own as materialized (
      select ${aboveOf('u')}, k.lines, k.amounts, k.fact_counts
      from kept_sum k join org_unit u on u.number = k.unit_number where k.bucket = ${half} and k.part = 'own'
    ), ${addedUp}, cell as (
      select 'today' as part, unit_number, line, sum(value) as value, sum(fact_count) as fact_count
      from added_up group by 2, 3
    ), ${replacing({ bucket: half, parts: ['today'] })}`,
  );
}

/**
 * Sums of branches of the tree of then in a half-month, from the units' own sums where a unit stood in one place for all
 * of it, otherwise from the facts of its days.
 */
export async function countThen(tx: Tx, half: number): Promise<number> {
  return wrongOf(
    tx,
    sql<{ wrong: number }>`
    with placed as materialized (
      select u.id, u.number, p.path, k.lines, k.amounts, k.fact_counts
      from kept_sum k join org_unit u on u.number = k.unit_number
      left join unit_place p on p.unit_id = u.id
        and p.valid_from <= sum_half_from(${half}) and (p.valid_to is null or p.valid_to > sum_half_to(${half}))
      where k.bucket = ${half} and k.part = 'own'
    ), own as materialized (
      select ${aboveOf('o')}, o.lines, o.amounts, o.fact_counts from placed o where o.path is not null
    ), ${addedUp}, moving as (
      select trim_array(path_numbers(${pathThen('f')}), 1) as above, l.id as line, f.value
      from placed o
      cross join lateral (
        select * from fact f
        where f.org_unit_id = o.id and f.happened_on between sum_half_from(${half}) and sum_half_to(${half})
          and ${isFolded} offset 0) f
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      ${placeThen('f')}
      where o.path is null
    ), part as (
      select unit_number, line, value, fact_count from added_up
      union all
      select n.number, m.line, m.value, 1 from moving m cross join lateral unnest(m.above) n (number)
    ), cell as (
      select 'then' as part, unit_number, line, sum(value) as value, sum(fact_count) as fact_count
      from part group by 2, 3
    ), ${replacing({ bucket: half, parts: ['then'] })}`,
  );
}

/** The unit right above one with a number and a path, and the path that this one has; null for the topmost. */
const aboveOf = (unit: string): ReturnType<typeof sql> => {
  const [number, path] = [sql.ref(`${unit}.number`), sql.ref(`${unit}.path`)];
  return sql`nullif(split_part(${path}, '.', -3), '')::integer as above,
             left(${path}, -(length(${number}::text) + 1)) as path_above`;
};

/**
 * What units of `own` (above, path_above and a row's lists) add to those above them. First to the one right above: a
 * nation's half million sums become fifty thousand before they are carried up the line.
 */
const addedUp = sql`
  added as materialized (
    select o.above, l.line, sum(l.value) as value, sum(l.fact_count) as fact_count
    from own o cross join lateral unnest(o.lines, o.amounts, o.fact_counts) l (line, value, fact_count)
    where o.above is not null group by 1, 2
  ), line_above as materialized (
    select p.above, n.number
    from (select above, min(path_above) as path from own where above is not null group by above) p
    cross join lateral unnest(path_numbers(p.path)) n (number)
  ), added_up as (
    select l.number as unit_number, a.line, a.value, a.fact_count from added a join line_above l using (above)
  )`;

/** Sums of a quarter from its half-months, or of a year from its quarters. */
export async function countLonger(
  tx: Tx,
  bucket: number,
  parts: readonly SumPart[],
  units: { from: number; to: number },
): Promise<number> {
  const [from, to] =
    bucket >= 20_000
      ? [10_000 + (bucket - 20_000) * 4, 10_000 + (bucket - 20_000) * 4 + 3]
      : [(bucket - 10_000) * 6, (bucket - 10_000) * 6 + 5];
  return wrongOf(
    tx,
    sql<{ wrong: number }>`
    with cell as (
      select k.part, k.unit_number, l.line, sum(l.value) as value, sum(l.fact_count) as fact_count
      from kept_sum k cross join lateral unnest(k.lines, k.amounts, k.fact_counts) l (line, value, fact_count)
      where k.bucket between ${from} and ${to} and k.part = any(${[...parts]}::text[])
        and k.unit_number between ${units.from} and ${units.to}
      group by 1, 2, 3
    ), ${replacing({ bucket, parts, units })}`,
  );
}
