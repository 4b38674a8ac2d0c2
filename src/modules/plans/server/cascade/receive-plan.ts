import { sql } from 'kysely';
import { emitFacts } from '#app/modules/measures/server/index.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { mayReceive, requireReceiver } from '#app/modules/plans/delivery-policy.ts';

interface Receipt {
  id: string;
  unitId: string;
  unitPath: string;
  openedAt: Date | null;
  acknowledgedAt: Date | null;
}

/** The delivery of a plan to the acting unit. */
async function findReceipt(tx: Tx, planId: string): Promise<Receipt | undefined> {
  const { rows } = await sql<Receipt>`
    select d.id, d.unit_id, u.path as unit_path, d.opened_at, d.acknowledged_at
    from plan_delivery d join org_unit u on u.id = d.unit_id
    where d.plan_id = ${planId} and d.unit_id = ${tx.actor.unitId}::uuid`.execute(tx.db);
  return rows[0];
}

/**
 * Marks a delivered plan as received when somebody who may act for the unit opens it first; who only looks changes
 * nothing. Throws plan.not_addressed.
 */
export async function openDelivered(ctx: Context, planId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const receipt = await findReceipt(tx, planId);
    if (receipt && (receipt.openedAt || !mayReceive(tx.actor, 'open', receipt))) return;
    requireReceiver(tx.actor, 'open', receipt);
    await tx.db
      .updateTable('planDelivery')
      .set({ openedAt: tx.now() })
      .where('id', '=', receipt.id)
      .where('openedAt', 'is', null)
      .execute();
    await tx.audit('plan.open', { orgUnitId: receipt.unitId, subject: `plan:${planId}` });
  });
}

/**
 * Says for the acting unit that it has the plan. Pressing twice is pressing once: the first moment and person stay.
 * Throws plan.not_addressed or forbidden.
 */
export async function acknowledgePlan(ctx: Context, input: { planId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    // One after the other, so that the second finds what the first has done.
    await sql`
      select from plan_delivery where plan_id = ${input.planId} and unit_id = ${tx.actor.unitId}::uuid for update`.execute(
      tx.db,
    );
    const receipt = await findReceipt(tx, input.planId);
    requireReceiver(tx.actor, 'acknowledge', receipt);
    if (receipt.acknowledgedAt) return;
    await tx.db
      .updateTable('planDelivery')
      .set({
        openedAt: receipt.openedAt ?? tx.now(),
        acknowledgedAt: tx.now(),
        acknowledgedBy: tx.actor.userId,
      })
      .where('id', '=', receipt.id)
      .where('acknowledgedAt', 'is', null)
      .execute();
    await countReceipt(tx, { id: receipt.id, unitId: receipt.unitId, planId: input.planId });
    await tx.audit('plan.acknowledge', { orgUnitId: receipt.unitId, subject: `plan:${input.planId}` });
  });
}

/**
 * Having the plan is a fact, once, of the day on which the unit first said so, or made its own plan of it: for the unit
 * itself, and for targets of the plan that ask that every unit has it. After locking the delivery's row.
 */
export async function countReceipt(
  tx: Tx,
  { id, unitId, planId }: { id: string; unitId: string; planId: string },
): Promise<void> {
  const counted = await sql`select from fact where source_type = 'delivery' and source_id = ${id} limit 1`.execute(
    tx.db,
  );
  if (counted.rows.length > 0) return;
  const { rows } = await sql<{ rootId: string }>`
    select distinct root_id from plan_target
    where plan_id = ${planId} and shape = 'distribution' and measure_id = 'acknowledged' and review <> 'dropped'`.execute(
    tx.db,
  );
  await emitFacts(
    tx,
    { type: 'delivery', id, orgUnitId: unitId },
    [null, ...rows.map((row) => row.rootId)].map((targetRootId) => ({
      measureId: 'acknowledged',
      populationId: null,
      targetRootId,
      happenedOn: tx.today(),
      value: 1,
    })),
  );
}
