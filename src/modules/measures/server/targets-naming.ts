import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';

/** Targets that ask for the measure, of the unit's own plans and of those addressed to it: nothing is stated twice. */
export async function targetsNaming(tx: Tx, unitId: string, measureId: string): Promise<string[]> {
  const { rows } = await sql<{ rootId: string }>`
    select distinct t.root_id from plan_target t join plan p on p.id = t.plan_id
    where t.measure_id = ${measureId} and t.review <> 'dropped' and p.status in ('approved', 'issued', 'closed')
      and (p.org_unit_id = ${unitId}
        or exists (select 1 from plan_delivery d where d.plan_id = p.id and d.unit_id = ${unitId} and d.purpose = 'act'))
    order by t.root_id`.execute(tx.db);
  return rows.map((row) => row.rootId);
}
