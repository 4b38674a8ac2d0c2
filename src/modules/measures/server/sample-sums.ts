import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';

/** One kept sum: of a unit's own facts, or of everything below it in one of the trees. */
export interface SumCell {
  unitNumber: number;
  part: 'own' | 'then' | 'today';
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
      left join unit_place p on p.unit_id = u.id
        and p.valid_from <= f.happened_on and (p.valid_to is null or p.valid_to > f.happened_on)
      cross join lateral (values ('then', p.path), ('today', u.path)) t (part, path)
      cross join lateral unnest(path_numbers(t.path)) n (number)
    ), kept as (
      select k.* from generate_series(1, ${rowCount}) g
      cross join lateral (select (random() * (select max(number) from org_unit) * sign(g))::integer as least) r
      cross join lateral (
        (select unit_number, case when is_today then 'today' else 'then' end as part, line, bucket::integer from branch_sum
         where is_today = (g % 2 = 0) and unit_number >= r.least
         order by is_today, unit_number, bucket, line offset (random() * 40)::integer limit 1)
        union all
        (select unit_number, 'own', line, bucket::integer from unit_sum
         where unit_number >= r.least order by unit_number, bucket, line limit 1)
      ) k
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
