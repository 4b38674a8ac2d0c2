import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { PlanProgress } from '#app/modules/progress/server/index.ts';

/** What facts add up to for one target, one measure and one branch (or the unit that is looked at with all below it). */
export interface PlainSum {
  unitId: string;
  rootId: string;
  measureId: string;
  value: number;
}

/**
 * What a plan's board costs where nothing is kept, at the least: one plain GROUP BY over the facts of its targets in
 * their periods, by the unit that is looked at and those right below it. Shares need more than that (each unit's own
 * people, a minimum for each unit), so the real figures cost more.
 */
export async function plainPlanBoard(tx: Tx, { unit, targets }: PlanProgress): Promise<PlainSum[]> {
  const depth = unit.path.split('.').length - 1;
  const before = `${unit.path.slice(0, -1)}/`;
  const { rows } = await sql<PlainSum>`
    with branch as (
      select split_part(p.path, '.', ${depth + 1}) as label, f.target_root_id as root_id, f.measure_id, sum(f.value) as value
      from unnest(${targets.map((one) => one.rootId)}::uuid[], ${targets.map((one) => one.period.from)}::date[],
                  ${targets.map((one) => one.period.to)}::date[]) t (root_id, from_on, to_on)
      join fact f on f.target_root_id = t.root_id and f.happened_on between t.from_on and t.to_on
      join org_unit p on p.id = f.org_unit_id
      where p.path >= ${unit.path} and p.path < ${before}
      group by 1, 2, 3
    )
    select u.id as unit_id, b.root_id, b.measure_id, sum(b.value) as value
    from branch b join org_unit u on u.number = nullif(b.label, '')::integer or u.id = ${unit.id}
    group by 1, 2, 3`.execute(tx.db);
  return rows;
}

/** Counts of the board that are not what the plain sums say; other shapes are no sums of facts. */
export function differingCounts(
  board: PlanProgress,
  plain: readonly PlainSum[],
): { compared: number; differing: number } {
  const sums = new Map(plain.map((one) => [`${one.unitId} ${one.rootId} ${one.measureId}`, one.value]));
  let compared = 0;
  let differing = 0;
  for (const [at, { rootId, rule }] of board.targets.entries()) {
    if (rule.shape !== 'count') continue;
    const shown = [{ unit: board.unit, figures: board.targets.map((one) => one.figure) }, ...board.branches];
    for (const { unit, figures } of shown) {
      compared += 1;
      if ((sums.get(`${unit.id} ${rootId} ${rule.measureId}`) ?? 0) !== figures[at]!.tally.numerator) differing += 1;
    }
  }
  return { compared, differing };
}
