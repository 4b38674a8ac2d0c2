import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { BranchSum, SumTree } from '#app/modules/measures/server/index.ts';

/** The branch of a unit and of each one right below it, for measures in a stretch of days. */
export interface BoardWish {
  unitId: string;
  path: string;
  /** Of those below only these: the branches of a page. */
  children?: readonly string[];
  measures: readonly string[];
  from: LocalDate;
  to: LocalDate;
  tree: SumTree;
}

/** A sum of one branch, which the statement knows by its number alone; null: of the whole, empty: of the unit itself. */
export interface PlainSum {
  label: string | null;
  measureId: string;
  value: number;
  factCount: number;
}

/**
 * The same figures as the board's, by one plain GROUP BY over the facts: what a board costs where nothing is kept. Each
 * fact is added to the unit itself and to the one below it whose branch it lies in, both in one pass; units are left as
 * numbers, since looking their ids up would cost more than the adding.
 */
export async function plainBoard(tx: Tx, { tree, unitId, path, measures, from, to }: BoardWish): Promise<PlainSum[]> {
  const before = (top: string) => sql`(left(${sql.ref(top)}, -1) || '/') collate "C"`;
  const facts =
    tree === 'today'
      ? sql`(select ${path}::text as path) t join org_unit p on p.path >= ${path} and p.path < ${`${path.slice(0, -1)}/`}
            join fact f on f.org_unit_id = p.id`
      : sql`(select distinct path from unit_place where unit_id = ${unitId}) t
            join unit_place p on p.path >= t.path and p.path < ${before('t.path')}
            join fact f on f.org_unit_id = p.unit_id
              and f.happened_on >= p.valid_from and (p.valid_to is null or f.happened_on < p.valid_to)`;
  const { rows } = await sql<PlainSum>`
    select s.label, s.measure_id, sum(s.value) as value, count(*) as fact_count
    from (
      select split_part(substr(p.path, length(t.path) + 1), '.', 1) as label, f.measure_id, f.value
      from ${facts}
      where f.target_root_id is null and f.measure_id = any(${[...measures]}::text[]) and f.happened_on between ${from} and ${to}
    ) s
    group by grouping sets ((s.measure_id), (s.label, s.measure_id))`.execute(tx.db);
  return rows;
}

/** The branches that the board shows, as lines of text like those of `asLines`. */
export async function plainLines(tx: Tx, wish: BoardWish, sums: readonly PlainSum[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number::text as number from org_unit where number = any(${[...new Set(sums.map((one) => Number(one.label)))]}::integer[])`.execute(
    tx.db,
  );
  const ids = new Map(rows.map((row) => [row.number, row.id]));
  const shown = wish.children ? new Set(wish.children) : null;
  return asLines(
    sums.flatMap(({ label, ...one }) => {
      const unitId = label === null ? wish.unitId : ids.get(label);
      return unitId === undefined || (label !== null && shown && !shown.has(unitId)) ? [] : [{ unitId, ...one }];
    }),
  );
}

/** Sums as lines of text in one order, so that two answers are equal digit by digit or differ visibly. */
export function asLines(sums: readonly Pick<BranchSum, 'unitId' | 'measureId' | 'value' | 'factCount'>[]): string[] {
  return sums.map((one) => `${one.unitId} ${one.measureId} ${one.value} of ${one.factCount}`).toSorted();
}
