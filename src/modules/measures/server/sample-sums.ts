import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { pathThen, placeThen } from '#app/modules/measures/server/place-then.ts';
import type { SumPart } from '#app/modules/measures/server/sum-table.ts';

/** One kept sum: of a unit's own facts, or of everything below it in one of the trees. */
export interface SumCell {
  unitNumber: number;
  part: SumPart;
  measureId: string;
  populationId: string | null;
  bucket: number;
}

/** Facts whose whole line is looked at, and kept rows besides, each time. */
const factCount = 3;
const rowCount = 6;

/**
 * Sums to look at: of some random facts, every sum that must hold them, from the unit to the root, in both trees; and
 * some random rows of what is kept, which may hold what no fact gave. Served by the keys of the tables.
 */
export async function sampleSums(tx: Tx): Promise<SumCell[]> {
  const { rows } = await sql<SumCell>`
    with picked as (
      select f.* from generate_series(1, ${factCount}) g
      cross join lateral (select (random() * (select max(id) from fact) * sign(g))::bigint as least_id) r
      cross join lateral (
        select org_unit_id, measure_id, population_id, happened_on from fact
        where id >= r.least_id and target_root_id is null order by id limit 1) f
    ), line as (
      select u.number, n.number as unit_number, t.part, f.measure_id, f.population_id, sum_half(f.happened_on) as half
      from picked f join org_unit u on u.id = f.org_unit_id
      ${placeThen('f')}
      cross join lateral (values ('then', ${pathThen('f')}), ('today', u.path)) t (part, path)
      cross join lateral unnest(path_numbers(t.path)) n (number)
    ), span as (
      select (select min(bucket) from kept_sum) as first_half,
             (select max(bucket) from kept_sum where bucket < 10000) as last_half,
             (select max(number) from org_unit) as last_number
    ), wish as materialized (
      select (array['own', 'then', 'today'])[1 + g % 3] as part, floor(random() * 3)::integer as kind,
             (first_half + floor(random() * (1 + last_half - first_half)))::integer as half,
             (random() * last_number)::integer as least_number
      from generate_series(1, ${rowCount}) g cross join span
    ), kept as (
      select k.unit_number, k.part, k.lines[1 + floor(random() * cardinality(k.lines))::integer] as line, k.bucket::integer
      from wish w
      cross join lateral (
        select * from kept_sum k
        where (k.bucket, k.unit_number) >=
                ((array[w.half, 10000 + w.half / 6, 20000 + w.half / 24])[1 + w.kind], w.least_number)
          and k.part = w.part and cardinality(k.lines) > 0
        order by k.bucket, k.unit_number limit 1) k
    )
    select distinct unit_number, case when unit_number = number then 'own' else part end as part,
           measure_id, population_id,
           -- Mostly the half-month; now and then the quarter or the year that holds it.
           case when unit_number = number or random() < 0.8 then half
                when random() < 0.7 then 10000 + half / 6 else 20000 + half / 24 end as bucket
    from line
    union
    select k.unit_number, k.part, l.measure_id, l.population_id, k.bucket from kept k join fact_line l on l.id = k.line`.execute(
    tx.db,
  );
  return rows;
}
