import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { beginEpoch, lockFold } from '#app/platform/folding.ts';
import type { TreeChange, TreeKeeper } from '#app/modules/orgs/server/index.ts';
import { addToSums } from '#app/modules/measures/server/add-to-sums.ts';
import { foldFacts } from '#app/modules/measures/server/fold-facts.ts';
import { placesThen } from '#app/modules/measures/server/place-then.ts';

/** Where units stood before a change: only what differs afterwards moves any sums. */
interface OldPlaces {
  change: TreeChange;
  /** The units of the change, and those that had ended before and count below them. */
  unitIds: string[];
  today: { unitId: string; path: string }[];
  then: { unitId: string; path: string; validFrom: LocalDate; validTo: LocalDate | null }[];
}

const oldPlaces = new WeakMap<Tx, OldPlaces>();

/**
 * Moves what units contribute from the units that stood above them to those that stand above them now: in today's tree
 * all of it, in the tree of then the facts from the effective day on. What was above before and after is not touched.
 * Folding waits meanwhile; facts that are not folded in yet find their places when they are.
 */
export const sumTreeKeeper: TreeKeeper = {
  subject: 'measures.sums',
  async before(tx, change) {
    if (oldPlaces.has(tx)) throw new Error('A change of places inside another one: sums would be moved twice.');
    await tx.asOwner(async () => {
      await lockFold(tx, foldFacts);
      await beginEpoch(tx, foldFacts);
      oldPlaces.set(tx, await readPlaces(tx, change));
    });
  },
  async after(tx, change) {
    const old = oldPlaces.get(tx);
    // Units founded along the way have done nothing yet.
    if (old?.change !== change) return;
    oldPlaces.delete(tx);
    await tx.asOwner(async () => {
      await moveToday(tx, change, old);
      await moveThen(tx, old);
    });
  },
};

async function readPlaces(tx: Tx, change: TreeChange): Promise<OldPlaces> {
  const { unitIds, effectiveOn } = change;
  const ids = [...unitIds];
  // Each list as a table: compared one by one, fifty thousand ids with each of ten thousand units took ten seconds.
  const ended = await sql<{ id: string }>`
    select distinct e.id from org_unit e cross join lateral unnest(path_numbers(e.path)) n (number)
    join org_unit u on u.number = n.number join unnest(${ids}::uuid[]) g (id) on g.id = u.id
    where e.ended_on is not null`.execute(tx.db);
  const withEnded = [...new Set([...ids, ...ended.rows.map((one) => one.id)])];
  const today = await sql<OldPlaces['today'][number]>`
    select id as unit_id, path from org_unit where id = any(${ids}::uuid[])`.execute(tx.db);
  const then = await sql<OldPlaces['then'][number]>`
    select unit_id, path, greatest(valid_from, ${effectiveOn}) as valid_from, valid_to from ${placesThen(withEnded)}
    where valid_to is null or valid_to > ${effectiveOn}`.execute(tx.db);
  return { change, unitIds: withEnded, today: today.rows, then: then.rows };
}

async function moveToday(tx: Tx, { unitIds }: TreeChange, { today }: OldPlaces): Promise<void> {
  await sql`
    with old as (
      select u.number, n.number as above
      from unnest(${today.map((one) => one.unitId)}::uuid[], ${today.map((one) => one.path)}::text[]) as o (unit_id, path)
      join org_unit u on u.id = o.unit_id cross join lateral unnest(path_numbers(o.path)) n (number)
      where n.number <> u.number
    ), new as (
      select u.number, n.number as above
      from org_unit u cross join lateral unnest(path_numbers(u.path)) n (number)
      where u.id = any(${[...unitIds]}::uuid[]) and n.number <> u.number
    ), moved as (
      select *, -1 as sign from (select * from old except select * from new) gone
      union all select *, 1 from (select * from new except select * from old) come
    ), halves as (
      select generate_series((select min(bucket)::integer from kept_sum),
                             (select max(bucket)::integer from kept_sum where bucket < 10000)) as bucket
    ), change as (
      select 'today' as part, m.above as unit_number, k.bucket::integer as half, l.line,
             sum(l.value * m.sign) as value, sum(l.fact_count * m.sign) as fact_count
      from (select distinct number from moved) u
      cross join lateral (
        select k.* from halves h cross join lateral (
          select * from kept_sum k where k.bucket = h.bucket and k.unit_number = u.number and k.part = 'own' offset 0) k) k
      cross join lateral unnest(k.lines, k.amounts, k.fact_counts) l (line, value, fact_count)
      join moved m on m.number = u.number
      group by 2, 3, 4
    )
    ${addToSums}`.execute(tx.db);
}

/** From the facts themselves: an effective day may lie within a half-month. */
async function moveThen(tx: Tx, { change: { effectiveOn }, unitIds, then }: OldPlaces): Promise<void> {
  await sql`
    with old as (
      select o.unit_id, n.number as above, o.valid_from, o.valid_to
      from unnest(${then.map((one) => one.unitId)}::uuid[], ${then.map((one) => one.path)}::text[],
                  ${then.map((one) => one.validFrom)}::date[], ${then.map((one) => one.validTo)}::date[])
        as o (unit_id, path, valid_from, valid_to)
      cross join lateral unnest(trim_array(path_numbers(o.path), 1)) n (number)
    ), new as (
      select p.unit_id, n.number as above, greatest(p.valid_from, ${effectiveOn}::date) as valid_from, p.valid_to
      from ${placesThen(unitIds)} cross join lateral unnest(trim_array(path_numbers(p.path), 1)) n (number)
      where p.valid_to is null or p.valid_to > ${effectiveOn}::date
    ), moved as (
      select *, -1 as sign from (select * from old except select * from new) gone
      union all select *, 1 from (select * from new except select * from old) come
    ), change as (
      select 'then' as part, m.above as unit_number, sum_half(f.happened_on) as half, l.id as line,
             sum(f.value * m.sign) as value, sum(m.sign) as fact_count
      from moved m
      join fact f on f.org_unit_id = m.unit_id and f.target_root_id is null
        and f.happened_on >= m.valid_from and (m.valid_to is null or f.happened_on < m.valid_to)
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      where not exists (select from fact_pending p where p.fact_id = f.id)
      group by 2, 3, 4
    )
    ${addToSums}`.execute(tx.db);
}
