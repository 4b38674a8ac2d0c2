import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { reasonLeft, type HandOver } from '#app/modules/orgs/server/index.ts';

interface OpenDelivery {
  id: string;
  planId: string;
  issuerUnitId: string;
  acknowledgeDueOn: LocalDate | null;
  adoptDueOn: LocalDate | null;
}

/** Plans from above that ask the unit to act and that it has not adopted. */
async function openDeliveries(tx: Tx, unitId: string): Promise<OpenDelivery[]> {
  const { rows } = await sql<OpenDelivery>`
    select id, plan_id, issuer_unit_id, acknowledge_due_on, adopt_due_on from plan_delivery
    where unit_id = ${unitId} and purpose = 'act' and adopted_at is null order by delivered_at, id for update`.execute(
    tx.db,
  );
  return rows;
}

const key = 'plans_open_received';
type Outcome = 'unit_ended' | 'successor_has_it_too' | 'successor_issued_it';

/**
 * The duty of an ended unit to act on a plan becomes its successor's. Where the successor got the same plan, its own
 * delivery goes on, for action if either was, with the draft that was begun. What is left at the ended unit then, or
 * where the successor issued the plan itself, or what is closed early, is due no more: its days go into the log. What is
 * left to be read keeps them.
 */
export async function handOverDeliveries(tx: Tx, ending: HandOver): Promise<void> {
  const { from, to, on } = ending;
  const choice = ending.choiceOf(key);
  for (const delivery of await openDeliveries(tx, from)) {
    const isGoing = choice === 'successor' && to !== null;
    const reason = isGoing ? await handOver(tx, delivery, to) : reasonLeft(ending, key);
    const isMoved = reason === 'unit_ended';
    const isLeft = choice === 'read_only';
    if (!isMoved && !isLeft)
      await sql`
        update plan_delivery set acknowledge_due_on = null, adopt_due_on = null where id = ${delivery.id}`.execute(
        tx.db,
      );
    const { acknowledgeDueOn, adoptDueOn } = delivery;
    const ended = isLeft ? 'plan.leave-delivery' : 'plan.end-delivery';
    await tx.audit(isMoved ? 'plan.hand-over-delivery' : ended, {
      orgUnitId: isMoved && to !== null ? to : from,
      subject: `plan:${delivery.planId}`,
      detail: { from, to, on, reason, acknowledgeDueOn, adoptDueOn },
    });
  }
}

async function handOver(tx: Tx, delivery: OpenDelivery, to: string): Promise<Outcome> {
  if (delivery.issuerUnitId === to) return 'successor_issued_it';
  const joined = await sql`
    update plan_delivery d set purpose = 'act',
      acknowledge_due_on = coalesce(d.acknowledge_due_on, o.acknowledge_due_on),
      adopt_due_on = coalesce(d.adopt_due_on, o.adopt_due_on),
      adopted_plan_id = coalesce(d.adopted_plan_id, o.adopted_plan_id)
    from plan_delivery o
    where o.id = ${delivery.id} and d.plan_id = o.plan_id and d.unit_id = ${to}`.execute(tx.db);
  if (Number(joined.numAffectedRows ?? 0) > 0) return 'successor_has_it_too';
  await sql`update plan_delivery set unit_id = ${to} where id = ${delivery.id}`.execute(tx.db);
  return 'unit_ended';
}
