import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { countReceipt } from '#app/modules/plans/server/cascade/receive-plan.ts';

/**
 * The unit's plan is being issued: the plan it was made from, and those that one was made from in turn, count as
 * adopted by the unit where they were sent to it. Part of the transaction that issues the plan.
 */
export async function noteAdoption(tx: Tx, plan: { id: string; orgUnitId: string }): Promise<void> {
  const { rows } = await sql<{ id: string; unitId: string; planId: string }>`
    with recursive line (up) as (
      select p.adopted_from_id from plan p where p.id = ${plan.id}
      union
      select p.adopted_from_id from plan p join line on p.id = line.up
    )
    update plan_delivery d
    set adopted_plan_id = coalesce(d.adopted_plan_id, ${plan.id}), adopted_at = ${tx.now()},
        opened_at = coalesce(d.opened_at, ${tx.now()}), acknowledged_at = coalesce(d.acknowledged_at, ${tx.now()})
    where d.unit_id = ${plan.orgUnitId} and d.adopted_at is null and d.plan_id in (select up from line where up is not null)
    returning d.id, d.unit_id, d.plan_id`.execute(tx.db);
  for (const delivery of rows) await countReceipt(tx, delivery);
}
