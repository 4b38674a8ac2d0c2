import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { BranchSum, SumTree } from '#app/modules/measures/server/index.ts';

/** The branch of a unit and of each one right below it, for measures in a stretch of days. */
export interface BoardWish {
  unitId: string;
  path: string;
  measures: readonly string[];
  from: LocalDate;
  to: LocalDate;
  tree: SumTree;
}

/**
 * The same figures as the board's, by one plain GROUP BY over the facts: what a board costs where nothing is kept. Each
 * fact is added to the unit itself and to the one below it whose branch it lies in.
 */
export async function plainBoard(tx: Tx, wish: BoardWish): Promise<BranchSum[]> {
  const depth = wish.path.split('.').length - 1;
  const before = `${wish.path.slice(0, -1)}/`;
  const place =
    wish.tree === 'today'
      ? sql`org_unit p on p.id = f.org_unit_id`
      : sql`unit_place p on p.unit_id = f.org_unit_id and f.happened_on >= p.valid_from and (p.valid_to is null or f.happened_on < p.valid_to)`;
  const { rows } = await sql<BranchSum>`
    with branch as (
      select split_part(p.path, '.', ${depth + 1}) as label, f.measure_id, sum(f.value) as value, count(*) as fact_count
      from fact f join ${place}
      where f.target_root_id is null and f.measure_id = any(${[...wish.measures]}::text[])
        and f.happened_on between ${wish.from} and ${wish.to} and p.path >= ${wish.path} and p.path < ${before}
      group by 1, 2
    )
    select u.id as unit_id, b.measure_id, null::text as population_id, sum(b.value) as value, sum(b.fact_count) as fact_count
    from branch b join org_unit u on u.number = nullif(b.label, '')::integer or u.id = ${wish.unitId}
    group by 1, 2`.execute(tx.db);
  return rows;
}

/** Sums as lines of text in one order, so that two answers are equal digit by digit or differ visibly. */
export function asLines(sums: readonly BranchSum[]): string[] {
  return sums.map((one) => `${one.unitId} ${one.measureId} ${one.value} of ${one.factCount}`).toSorted();
}
