import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
import type { TargetDetail } from '#app/modules/progress/server/target-progress.ts';

/**
 * How many of the persons that a coverage counts in a branch are known by name, each once however often they came; the
 * rest are heads that activities counted. One query, served by fact_named_target.
 */
export async function knownOfCoverage(tx: Tx, { target, unit, period, on }: TargetDetail): Promise<number> {
  const to = on < period.to ? on : period.to;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from fact f join check_in c on c.id = f.source_id join org_unit u on u.id = f.org_unit_id
      where f.measure_id = 'known_persons' and f.target_root_id = ${target.rootId}
        and f.happened_on between ${period.from} and ${to}
        and f.population_id = any(${[...target.rule.populationIds]}::text[]) and ${underPath('u.path', unit.path)}
      group by c.person_id having sum(f.value) > 0) known`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
