import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { labelOf } from '#app/modules/orgs/unit-path.ts';
import type { PlanProgress } from '#app/modules/progress/server/index.ts';

/** What facts add up to for one target, one measure and one branch (or the unit that is looked at with all below it). */
export interface PlainSum {
  /** The branch by its number; null: of the whole. */
  label: string | null;
  rootId: string;
  measureId: string;
  value: number;
}

/**
 * What a plan's board costs where nothing is kept, at the least: one plain GROUP BY over the facts of its targets in
 * their periods, by the unit that is looked at and those right below it, in one pass. Shares need more than that (each
 * unit's own people, a minimum for each unit), so the real figures cost more. The server guesses badly here: it is told
 * to begin with the facts of a large branch, and with the units of a small one, whichever is faster.
 */
export async function plainPlanBoard(tx: Tx, { unit, unitCount, targets }: PlanProgress): Promise<PlainSum[]> {
  const target = sql`
    unnest(${targets.map((one) => one.rootId)}::uuid[], ${targets.map((one) => one.period.from)}::date[],
           ${targets.map((one) => one.period.to)}::date[]) t (root_id, from_on, to_on)`;
  const isIn = sql`p.path >= ${unit.path} and p.path < ${`${unit.path.slice(0, -1)}/`}`;
  const facts =
    unitCount > 10_000
      ? sql`
        select f.org_unit_id, f.target_root_id, f.measure_id, f.value
        from ${target} join fact f on f.target_root_id = t.root_id and f.happened_on between t.from_on and t.to_on`
      : sql`
        select p.id as org_unit_id, f.target_root_id, f.measure_id, f.value
        from org_unit p cross join ${target}
        cross join lateral (
          select * from fact f
          where f.target_root_id = t.root_id and f.org_unit_id = p.id and f.happened_on between t.from_on and t.to_on offset 0) f
        where ${isIn}`;
  const { rows } = await sql<PlainSum>`
    with f as materialized (${facts})
    select s.label, s.target_root_id as root_id, s.measure_id, sum(s.value) as value
    from (
      select split_part(substr(p.path, ${unit.path.length + 1}::integer), '.', 1) as label, f.target_root_id, f.measure_id, f.value
      from f join org_unit p on p.id = f.org_unit_id where ${isIn}
    ) s
    group by grouping sets ((s.target_root_id, s.measure_id), (s.label, s.target_root_id, s.measure_id))`.execute(
    tx.db,
  );
  return rows;
}

/** Counts of the board that are not what the plain sums say; other shapes are no sums of facts. */
export function differingCounts(
  board: PlanProgress,
  plain: readonly PlainSum[],
): { compared: number; differing: number } {
  const sums = new Map(plain.map((one) => [`${one.label} ${one.rootId} ${one.measureId}`, one.value]));
  let compared = 0;
  let differing = 0;
  for (const [at, { rootId, rule }] of board.targets.entries()) {
    if (rule.shape !== 'count') continue;
    const shown = [{ unit: board.unit, figures: board.targets.map((one) => one.figure) }, ...board.branches];
    for (const { unit, figures } of shown) {
      compared += 1;
      if (
        (sums.get(`${unit === board.unit ? null : labelOf(unit.path)} ${rootId} ${rule.measureId}`) ?? 0) !==
        figures[at]!.tally.numerator
      )
        differing += 1;
    }
  }
  return { compared, differing };
}
