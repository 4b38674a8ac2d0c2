import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { CountingMeasure } from '#app/modules/measures/measure-rule.ts';

/** A measure that counts activities, with what a form needs to ask for its quantity. */
export interface UnitMeasure extends CountingMeasure {
  nameVi: string;
  nameEn: string;
  unitVi: string;
  unitEn: string;
}

/**
 * The measures that look at a unit's activities: everybody's, and those of the unit and the units above it. One query.
 */
export async function countingMeasures(tx: Tx, unitId: string): Promise<UnitMeasure[]> {
  const { rows } = await sql<UnitMeasure>`
    select m.id, m.rule, m.valid_from, m.retired_on, m.name_vi, m.name_en, m.unit_vi, m.unit_en
    from measure m
    where m.rule ->> 'source' = 'activities' and (m.org_unit_id is null or exists (
      select 1 from org_unit owner join org_unit u on starts_with(u.path, owner.path)
      where owner.id = m.org_unit_id and u.id = ${unitId}))
    order by m.position, m.id`.execute(tx.db);
  return rows;
}
