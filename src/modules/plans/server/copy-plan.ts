import { randomUUID } from 'node:crypto';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';
import { dateShift } from '#app/modules/plans/shift-dates.ts';
import { insertDraft, requireDraftingUnit } from '#app/modules/plans/server/create-plan.ts';
import { titleColumns } from '#app/modules/plans/server/insert-items.ts';
import { findPlan } from '#app/modules/plans/server/load-plan.ts';
import { liveItems, readItems, type PlanItems } from '#app/modules/plans/server/plan-items-queries.ts';

/**
 * Makes a draft from an earlier plan of the same unit: its text, items and recipients, all dates moved with the new
 * first day. What was done, and whose targets were inherited, stays with the earlier one. Returns the draft's id.
 * Throws not_found, forbidden or orgs.ended.
 */
export async function copyPlan(
  ctx: Context,
  input: { unitId: string; planId: string; startsOn: LocalDate },
): Promise<string> {
  return ctx.transaction(async (tx) => {
    const unit = await requireDraftingUnit(tx, input.unitId);
    requirePlan(tx.actor, 'read', await findPlan(tx, input.planId));
    const earlier = await tx.db
      .selectFrom('plan')
      .select(['title', 'docType', 'validFrom', 'validTo', 'opening', 'closing', 'contact', 'createdAt'])
      .where('id', '=', input.planId)
      .executeTakeFirstOrThrow();
    const began = earlier.validFrom ?? earlier.createdAt.toISOString().slice(0, 10);
    const move = dateShift(began, input.startsOn);
    const planId = await insertDraft(tx, unit, { sourceKind: 'copy', ...titleColumns(earlier.title) });
    await tx.db
      .updateTable('plan')
      .set({
        copiedFromId: input.planId,
        docType: earlier.docType,
        opening: earlier.opening,
        closing: earlier.closing,
        contact: earlier.contact,
        validFrom: input.startsOn,
        validTo: earlier.validTo && move(earlier.validTo),
      })
      .where('id', '=', planId)
      .execute();
    await copyItems(tx, planId, liveItems(await readItems(tx, input.planId)), move);
    return planId;
  });
}

/** What a copy is: the same words, without the place in the other document and without a look at it yet. */
function asCopy<R extends { id: string; planId: string }>(row: R, planId: string): R {
  return {
    ...row,
    id: randomUUID(),
    planId,
    spanStart: null,
    spanEnd: null,
    confidence: 1,
    rule: 'copy',
    doubt: '',
    review: 'sure',
  };
}

async function copyItems(
  tx: Tx,
  planId: string,
  items: PlanItems,
  move: (date: LocalDate) => LocalDate,
): Promise<void> {
  const moved = (date: LocalDate | null): LocalDate | null => date && move(date);
  const copy = <R extends { id: string; planId: string }>(rows: readonly R[]): R[] =>
    rows.map((row) => asCopy(row, planId));
  const { db } = tx;
  const basis = copy(items.basis);
  if (basis.length > 0) await db.insertInto('planBasis').values(basis).execute();
  const section = copy(items.section);
  if (section.length > 0) await db.insertInto('planSection').values(section).execute();
  const target = copy(items.target).map((row) => ({
    ...row,
    rootId: row.id,
    inheritedFrom: null,
    dueOn: moved(row.dueOn),
    loweringReason: '',
    loweringState: null,
    loweringNote: '',
    loweringTerms: null,
  }));
  if (target.length > 0) await db.insertInto('planTarget').values(target).execute();
  const task = copy(items.task).map((row) => ({
    ...row,
    rootId: row.id,
    inheritedFrom: null,
    dueOn: moved(row.dueOn),
    state: 'open',
    doneOn: null,
    doneNote: '',
  }));
  if (task.length > 0) await db.insertInto('planTask').values(task).execute();
  const quota = copy(items.quota).map((row) => ({ ...row, rootId: row.id }));
  if (quota.length > 0) await db.insertInto('planQuota').values(quota).execute();
  const duty = copy(items.duty).map((row) => ({ ...row, dueOn: moved(row.dueOn) }));
  if (duty.length > 0) await db.insertInto('planDuty').values(duty).execute();
  const recipient = copy(items.recipient);
  if (recipient.length > 0) await db.insertInto('planRecipient').values(recipient).execute();
}
