import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/**
 * How many people of each population a unit has, as known for a day: what it declared itself, or else the sum of what
 * the units right below it declared (a unit above often declares nothing of its own). A population without any figure
 * is not in the map. One query.
 */
export async function declaredFigures(tx: Tx, unitId: string, on: LocalDate): Promise<Map<string, number>> {
  const { rows } = await sql<{ populationId: string; own: number | null; below: number | null }>`
    select population_id, sum(value) filter (where unit_id = ${unitId}) as own,
           sum(value) filter (where unit_id <> ${unitId}) as below
    from (
      select distinct on (f.unit_id, f.population_id) f.unit_id, f.population_id, f.value
      from org_figure f join org_unit u on u.id = f.unit_id
      where (u.id = ${unitId} or u.parent_id = ${unitId}) and (u.ended_on is null or u.ended_on > ${on}) and f.as_of_on <= ${on}
      order by f.unit_id, f.population_id, f.as_of_on desc, f.created_at desc
    ) latest group by population_id`.execute(tx.db);
  return new Map(rows.flatMap((row) => [[row.populationId, row.own ?? row.below ?? 0] as const]));
}
