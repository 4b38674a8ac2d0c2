import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsBelow, unitsById, type UnitSummary } from '#app/modules/orgs/server/index.ts';
import {
  dueDates,
  resolveRecipients,
  wantsUnits,
  type Addressee,
  type RecipientLine,
} from '#app/modules/plans/delivery-recipients.ts';
import { tellReceivers } from '#app/modules/plans/server/cascade/tell-receivers.job.ts';

/** What delivering needs to know of the plan that is being issued. */
export interface PlanToDeliver {
  id: string;
  orgUnitId: string;
  /** Path of the issuing unit. */
  orgPath: string;
  /** The day the issuer set for plans made from this one. */
  adoptDueOn: LocalDate | null;
}

export interface DeliveryCounts {
  act: number;
  inform: number;
}

async function recipientLines(tx: Tx, planId: string): Promise<RecipientLine[]> {
  return tx.db
    .selectFrom('planRecipient')
    .select(['purpose', 'ruleKind', 'ruleUnitId', 'ruleKindIds', 'unitIds'])
    .where('planId', '=', planId)
    .where('review', '<>', 'dropped')
    .orderBy('position')
    .execute();
}

/** Units the lines may mean: the issuer's branch of today, and units elsewhere that a line names. Two queries. */
export async function addressableUnits(
  tx: Tx,
  plan: Pick<PlanToDeliver, 'orgPath'>,
  lines: readonly Pick<RecipientLine, 'ruleUnitId' | 'unitIds'>[],
): Promise<UnitSummary[]> {
  const today = tx.today();
  const branch = await unitsBelow(tx, plan.orgPath, { activeOn: today, includeSelf: true });
  const known = new Set(branch.map((unit) => unit.id));
  const named = lines.flatMap((line) => [line.ruleUnitId ?? [], line.unitIds].flat()).filter((id) => !known.has(id));
  const elsewhere = [...(await unitsById(tx, named)).values()].filter(
    (unit) => unit.foundedOn <= today && (unit.endedOn === null || unit.endedOn > today),
  );
  return [...branch, ...elsewhere];
}

async function insertDeliveries(tx: Tx, plan: PlanToDeliver, addressees: readonly Addressee[]): Promise<void> {
  const dates = { act: dueDates('act', tx.today(), plan.adoptDueOn), inform: dueDates('inform', tx.today(), null) };
  const rows = addressees.map((one) => ({ unit: one.unitId, purpose: one.purpose, ...dates[one.purpose] }));
  // One statement for a whole province; a unit that has the plan already keeps what it did with it. In the order of their
  // ids, in which an undo holds units: in any other each could wait for the other.
  await sql`
    insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at, acknowledge_due_on, adopt_due_on)
    select ${plan.id}, ${plan.orgUnitId}, r.unit, r.purpose, ${tx.now()}, r."acknowledgeDueOn", r."adoptDueOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (unit uuid, purpose text, "acknowledgeDueOn" date, "adoptDueOn" date)
    order by r.unit on conflict (plan_id, unit_id) do nothing`.execute(tx.db);
}

/**
 * Resolves the recipients of a plan to the units of today, delivers it to each of them and has them told. Part of the
 * transaction that issues the plan, which writes the audit entry. Delivering twice changes nothing.
 * Throws plan.no_recipients when lines are meant for units and not one is there.
 */
export async function deliverPlan(tx: Tx, plan: PlanToDeliver): Promise<DeliveryCounts> {
  const lines = await recipientLines(tx, plan.id);
  if (!lines.some(wantsUnits)) return { act: 0, inform: 0 };
  const addressees = resolveRecipients(lines, await addressableUnits(tx, plan, lines), plan.orgUnitId);
  if (addressees.length === 0) throw new AppError('plan.no_recipients');
  await insertDeliveries(tx, plan, addressees);
  await tx.enqueue(tellReceivers, { planId: plan.id });
  const act = addressees.filter((one) => one.purpose === 'act').length;
  return { act, inform: addressees.length - act };
}
