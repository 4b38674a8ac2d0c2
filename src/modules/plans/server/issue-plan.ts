import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import { isLocalDate, type LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { emitFacts } from '#app/modules/measures/server/index.ts';
import { movePlan } from '#app/modules/plans/plan-lifecycle.ts';
import { deliverPlan, type DeliveryCounts } from '#app/modules/plans/server/cascade/deliver-plan.ts';
import { requireLoweringsDecided } from '#app/modules/plans/server/cascade/lowerings.ts';
import { noteAdoption } from '#app/modules/plans/server/cascade/note-adoption.ts';
import { loadPlan, takeVersion, writeMove, type LoadedPlan } from '#app/modules/plans/server/load-plan.ts';
import { takeRegisterNumber } from '#app/modules/plans/server/take-register-number.ts';

export interface IssueInput {
  planId: string;
  version: number;
  /** The day printed on the document; today when absent. */
  issuedOn?: LocalDate | undefined;
  /** The first number of a register that begins here; else absent. */
  number?: number | undefined;
  /** Until when the addressed units shall have made their own plan. */
  adoptDueOn?: LocalDate | undefined;
}

export interface IssuedPlan {
  numberText: string;
  deliveries: DeliveryCounts;
}

/**
 * Issues an approved plan: gives it the next number of the unit's register, delivers it to the units that its
 * recipients mean today, and makes the document immutable. All of it happens, or nothing.
 * Throws not_found, forbidden, conflict, plan.wrong_status, plan.lowering_undecided, plan.no_number,
 * plan.number_taken or plan.no_recipients.
 */
export async function issuePlan(ctx: Context, input: IssueInput): Promise<IssuedPlan> {
  return ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'issue');
    const status = movePlan(plan.status, 'issue');
    const issuedOn = requireIssueDate(tx, input.issuedOn);
    const version = await takeVersion(tx, plan, input.version);
    await requireLoweringsDecided(tx, plan.id);
    const entry = await takeRegisterNumber(
      tx,
      plan.orgUnitId,
      plan.docType,
      Number(issuedOn.slice(0, 4)),
      input.number ?? null,
    );
    // Delivered first: from the next statement on the plan does not change any more.
    const deliveries = await deliverPlan(tx, {
      id: plan.id,
      orgUnitId: plan.orgUnitId,
      orgPath: plan.orgPath,
      adoptDueOn: input.adoptDueOn ?? null,
    });
    await noteAdoption(tx, plan);
    await writeMove(tx, plan, 'issue', status, entry.numberText);
    await tx.db
      .updateTable('plan')
      .set({
        status,
        ...entry,
        issuedOn,
        issuedBy: tx.actor.userId,
        issuedAt: tx.now(),
        adoptDueOn: input.adoptDueOn ?? null,
        validFrom: sql`coalesce(valid_from, ${issuedOn}::date)`,
      })
      .where('id', '=', plan.id)
      .where('version', '=', version)
      .execute();
    await emitFacts(tx, { type: 'plan', id: plan.id, orgUnitId: plan.orgUnitId }, [
      { measureId: 'documents_issued', populationId: null, targetRootId: null, happenedOn: issuedOn, value: 1 },
    ]);
    await tellAudit(tx, plan, entry.numberText, deliveries);
    return { numberText: entry.numberText, deliveries };
  });
}

async function tellAudit(tx: Tx, plan: LoadedPlan, numberText: string, deliveries: DeliveryCounts): Promise<void> {
  await tx.audit('plan.issue', {
    orgUnitId: plan.orgUnitId,
    subject: `plan:${plan.id}`,
    detail: { numberText, act: deliveries.act, inform: deliveries.inform },
  });
}

/** A document is dated on the day it is issued or before, never ahead of time. */
function requireIssueDate(tx: Tx, wanted: LocalDate | undefined): LocalDate {
  const today = tx.today();
  if (wanted === undefined) return today;
  if (!isLocalDate(wanted) || wanted > today) throw new AppError('invalid', {}, { issuedOn: 'field_date' });
  return wanted;
}
