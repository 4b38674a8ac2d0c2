import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { defineFold } from '#app/platform/folding.ts';
import { pathThen, placeThen } from '#app/modules/measures/server/place-then.ts';
import { addToSums } from '#app/modules/measures/server/add-to-sums.ts';

/** Facts carried over at once: some hundred milliseconds of work at a nation's size. */
const batchSize = 5_000;

/** Carries facts that wait into the sums of their units and of everything above these, in both trees. */
export const foldFacts = defineFold({
  name: 'measures.sums',
  async batch(tx) {
    const { rows } = await sql<{ factId: number }>`
      select fact_id from fact_pending order by fact_id limit ${batchSize}`.execute(tx.db);
    if (rows.length === 0) return false;
    const factIds = rows.map((row) => row.factId);
    await addLines(tx, sql`f.id = any(${factIds}::bigint[])`);
    await carryOver(tx, factIds);
    return rows.length === batchSize;
  },
});

/** Gives the measures and populations of these facts (`f`) their short numbers. */
export async function addLines(tx: Tx, facts: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert into fact_line (measure_id, population_id)
    select distinct f.measure_id, f.population_id from fact f
    where f.target_root_id is null and ${facts}
      and not exists (select from fact_line l
                      where l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id)
    on conflict do nothing`.execute(tx.db);
}

/** One statement: the facts leave what waits and enter the sums together, or not at all. */
async function carryOver(tx: Tx, factIds: readonly number[]): Promise<void> {
  await sql`
    with taken as (
      delete from fact_pending where fact_id = any(${[...factIds]}::bigint[]) returning fact_id
    ), part as (
      select u.number, sum_half(f.happened_on) as half, l.id as line, ${pathThen('f')} as path_then,
             u.path as path_today, sum(f.value) as value, count(*)::integer as fact_count
      from taken t join fact f on f.id = t.fact_id join org_unit u on u.id = f.org_unit_id
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      ${placeThen('f')}
      group by u.number, half, l.id, path_then, u.path
    ), above as materialized (
      -- Lines of units above are taken apart once a unit, not once a fact.
      select p.number, p.path_then, t.part, n.number as above
      from (select distinct number, path_then, path_today from part) p
      cross join lateral (values ('then', p.path_then), ('today', p.path_today)) t (part, path)
      cross join lateral unnest(trim_array(path_numbers(t.path), 1)) n (number)
    ), change as (
      select 'own' as part, number as unit_number, half, line, value, fact_count from part
      union all
      select a.part, a.above, p.half, p.line, sum(p.value), sum(p.fact_count)
      from part p join above a on a.number = p.number and a.path_then is not distinct from p.path_then
      group by 1, 2, 3, 4
    )
    ${addToSums}`.execute(tx.db);
}
