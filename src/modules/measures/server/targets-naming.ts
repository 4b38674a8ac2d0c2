import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';

/** A target that asks for a measure, as the unit has it: in its own plan where it has one of its own. */
export interface NamingTarget {
  measureId: string;
  rootId: string;
  id: string;
  statement: string;
  planNumber: string;
}

/**
 * Targets that ask for measures, or for a ratio or a share of units that they are part of, of the unit's own plans and of
 * those addressed to it, each line of inheritance once.
 */
export async function namingTargets(tx: Tx, unitId: string, measureIds: readonly string[]): Promise<NamingTarget[]> {
  const { rows } = await sql<NamingTarget>`
    with asking as (
      select m.id, part from measure m cross join lateral unnest(measure_parts(m.id)) part
      where part = any(${[...measureIds]}::text[])
    )
    select distinct on (t.root_id, a.part) a.part as measure_id, t.root_id, t.id, t.statement,
           coalesce(nullif(p.number_text, ''), p.title) as plan_number
    from asking a join plan_target t on t.measure_id = a.id join plan p on p.id = t.plan_id
    where t.review <> 'dropped'
      and p.status in ('approved', 'issued', 'closed')
      and (p.org_unit_id = ${unitId}
        or exists (select 1 from plan_delivery d where d.plan_id = p.id and d.unit_id = ${unitId} and d.purpose = 'act'))
    order by t.root_id, a.part, p.org_unit_id = ${unitId} desc, p.issued_on desc nulls last, t.id`.execute(tx.db);
  return rows;
}

/** Lines of inheritance that ask for the measure: a figure counts for each of them, and nothing is stated twice. */
export async function targetsNaming(tx: Tx, unitId: string, measureId: string): Promise<string[]> {
  return (await namingTargets(tx, unitId, [measureId])).map((target) => target.rootId);
}
