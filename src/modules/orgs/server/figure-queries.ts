import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { UnitPath } from '#app/modules/orgs/unit-path.ts';
import { activeOn, underPath } from '#app/modules/orgs/server/unit-scope.ts';

/** A declared count: so many of a population, as of a day. */
export interface Figure {
  unitId: string;
  populationId: string;
  value: number;
  asOfOn: LocalDate;
}

/**
 * The latest declared figure of each population for each of these units, as known for a day: the newest as-of date up
 * to it, and of several for the same date the one entered last (a correction is a new row). One query.
 */
export async function latestFigures(
  tx: Tx,
  unitIds: readonly string[],
  on: LocalDate,
  populations?: readonly string[],
): Promise<Figure[]> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<Figure>`
    select distinct on (f.unit_id, f.population_id) f.unit_id, f.population_id, f.value, f.as_of_on
    from org_figure f
    where f.unit_id = any(${[...new Set(unitIds)]}::uuid[]) and f.as_of_on <= ${on}
      ${populations ? sql`and f.population_id = any(${[...populations]}::text[])` : sql``}
    order by f.unit_id, f.population_id, f.as_of_on desc, f.created_at desc`.execute(tx.db);
  return rows;
}

/** The same for every unit at and below `path` that is there on the day, without sending the ids. One query. */
export async function latestFiguresBelow(
  tx: Tx,
  path: UnitPath,
  on: LocalDate,
  populations?: readonly string[],
): Promise<Figure[]> {
  const { rows } = await sql<Figure>`
    select distinct on (f.unit_id, f.population_id) f.unit_id, f.population_id, f.value, f.as_of_on
    from org_unit u join org_figure f on f.unit_id = u.id and f.as_of_on <= ${on}
    where ${underPath('u.path', path)} and ${activeOn('u', on)}
      ${populations ? sql`and f.population_id = any(${[...populations]}::text[])` : sql``}
    order by f.unit_id, f.population_id, f.as_of_on desc, f.created_at desc`.execute(tx.db);
  return rows;
}
