import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { reasonLeft, withEnding, type HandOver } from '#app/modules/orgs/server/index.ts';

interface OpenDelivery {
  id: string;
  planId: string;
  unitId: string;
  issuerUnitId: string;
  acknowledgeDueOn: LocalDate | null;
  adoptDueOn: LocalDate | null;
  adoptedPlanId: string | null;
}

const key = 'plans_open_received';
const columns = sql`id, plan_id, unit_id, issuer_unit_id, acknowledge_due_on, adopt_due_on, adopted_plan_id`;

/**
 * The duty of an ended unit to act on a plan becomes its successor's. Where the successor got the same plan, its own
 * delivery goes on, for action if either was, with the draft that was begun. What is left at the ended unit then, or
 * where the successor issued the plan itself, or what is closed early, is due no more: its days go into the log. What is
 * left to be read keeps them. The same statements for one unit and for a thousand.
 */
export async function handOverDeliveries(tx: Tx, endings: readonly HandOver[]): Promise<void> {
  const open = await openDeliveries(tx, endings);
  if (open.length === 0) return;
  const held = await heldAlready(tx, open, endings);
  const moved: { id: string; to: string }[] = [];
  const joined = new Set<OpenDelivery>();
  const ended: string[] = [];
  const entries = withEnding(endings, open, (delivery) => delivery.unitId).map(({ piece: delivery, ending }) => {
    const { from, to, on } = ending;
    const choice = ending.choiceOf(key);
    const place = `${delivery.planId} ${to}`;
    const own = held.get(place);
    let reason = reasonLeft(ending, key);
    if (choice === 'successor' && to !== null) {
      reason = delivery.issuerUnitId === to ? 'successor_issued_it' : own ? 'successor_has_it_too' : 'unit_ended';
      if (reason === 'successor_has_it_too' && own) joined.add(join(own, delivery));
      if (reason === 'unit_ended') {
        moved.push({ id: delivery.id, to });
        held.set(place, delivery);
      }
    }
    const isMoved = reason === 'unit_ended';
    if (!isMoved && choice !== 'read_only') ended.push(delivery.id);
    const left = choice === 'read_only' ? 'plan.leave-delivery' : 'plan.end-delivery';
    const { acknowledgeDueOn, adoptDueOn } = delivery;
    return {
      action: isMoved ? 'plan.hand-over-delivery' : left,
      orgUnitId: isMoved && to !== null ? to : from,
      subject: `plan:${delivery.planId}`,
      detail: { from, to, on, reason, acknowledgeDueOn, adoptDueOn },
    };
  });
  await write(tx, moved, [...joined], ended);
  await tx.auditAll(entries);
}

/** Plans from above that ask the units to act and that they have not adopted. */
async function openDeliveries(tx: Tx, endings: readonly HandOver[]): Promise<OpenDelivery[]> {
  const { rows } = await sql<OpenDelivery>`
    select ${columns} from plan_delivery
    where unit_id = any(${endings.map((ending) => ending.from)}::uuid[]) and purpose = 'act' and adopted_at is null
    order by delivered_at, id for update`.execute(tx.db);
  return rows;
}

/** What the successors got of the same plans, by plan and unit. */
async function heldAlready(
  tx: Tx,
  open: readonly OpenDelivery[],
  endings: readonly HandOver[],
): Promise<Map<string, OpenDelivery>> {
  const { rows } = await sql<OpenDelivery>`
    select ${columns} from plan_delivery
    where plan_id = any(${[...new Set(open.map((delivery) => delivery.planId))]}::uuid[])
      and unit_id = any(${endings.flatMap((ending) => ending.to ?? [])}::uuid[]) for update`.execute(tx.db);
  return new Map(rows.map((delivery) => [`${delivery.planId} ${delivery.unitId}`, delivery]));
}

function join(own: OpenDelivery, delivery: OpenDelivery): OpenDelivery {
  own.acknowledgeDueOn ??= delivery.acknowledgeDueOn;
  own.adoptDueOn ??= delivery.adoptDueOn;
  own.adoptedPlanId ??= delivery.adoptedPlanId;
  return own;
}

async function write(
  tx: Tx,
  moved: readonly { id: string; to: string }[],
  joined: readonly OpenDelivery[],
  ended: readonly string[],
): Promise<void> {
  if (moved.length > 0)
    await sql`
      update plan_delivery d set unit_id = v.unit
      from unnest(${moved.map((one) => one.id)}::uuid[], ${moved.map((one) => one.to)}::uuid[]) v (id, unit)
      where d.id = v.id`.execute(tx.db);
  if (joined.length > 0)
    await sql`
      update plan_delivery d set purpose = 'act', acknowledge_due_on = v.acknowledge, adopt_due_on = v.adopt,
        adopted_plan_id = v.adopted
      from unnest(${joined.map((one) => one.id)}::uuid[], ${joined.map((one) => one.acknowledgeDueOn)}::date[],
                  ${joined.map((one) => one.adoptDueOn)}::date[], ${joined.map((one) => one.adoptedPlanId)}::uuid[])
        v (id, acknowledge, adopt, adopted)
      where d.id = v.id`.execute(tx.db);
  if (ended.length > 0)
    await sql`
      update plan_delivery set acknowledge_due_on = null, adopt_due_on = null
      where id = any(${[...ended]}::uuid[])`.execute(tx.db);
}
