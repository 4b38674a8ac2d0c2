import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { canBeReached, compareTerms } from '#app/modules/plans/delivery-lowering.ts';
import { copyItems, type AdoptedTarget, type AdoptedTask } from '#app/modules/plans/server/cascade/copy-items.ts';
import { peopleOf, readAdoption, type Adoption } from '#app/modules/plans/server/cascade/get-adoption.ts';
import { tellLoweringAsked } from '#app/modules/plans/server/cascade/tell-lowering.job.ts';
import { countReceipt } from '#app/modules/plans/server/cascade/receive-plan.ts';
import { insertDraft, requireDraftingUnit } from '#app/modules/plans/server/create-plan.ts';
import { titleColumns } from '#app/modules/plans/server/insert-items.ts';

export interface AdoptInput {
  planId: string;
  title: string;
  /** The unit's own figures; a target that is not named keeps what was asked. */
  targets: { id: string; value: number | null; reason: string }[];
  /** Owner (the name of a person of the unit, or any text) and day of the tasks that are taken over. */
  tasks: { id: string; isTaken: boolean; owner: string; dueOn: LocalDate | null }[];
  /** Owner of the tasks for which none is named. */
  defaultOwner: string;
}

/** What is wrong, by field: a person hears of everything at once. */
type Faults = Record<string, string>;

function refuseFaults(faults: Faults): void {
  const fields = Object.keys(faults);
  if (fields.length === 0) return;
  const isReasonOnly = fields.every((field) => field.endsWith('.reason'));
  throw new AppError(isReasonOnly ? 'plan.lower_without_reason' : 'invalid', {}, faults);
}

/** Inherited targets with the unit's figures. */
function settleTargets(adoption: Adoption, input: AdoptInput, faults: Faults): AdoptedTarget[] {
  return adoption.targets.map((above) => {
    const wish = input.targets.find((one) => one.id === above.id);
    const value = wish?.value ?? above.value;
    if (!canBeReached(above, value)) faults[`targets.${above.id}.value`] = 'field_too_big';
    const comparison = compareTerms(above, { ...above, value });
    const reason = wish?.reason.trim() ?? '';
    if (comparison === 'lowered' && reason === '') faults[`targets.${above.id}.reason`] = 'field_required';
    return { id: above.id, above, value, comparison, reason: comparison === 'lowered' ? reason : '' };
  });
}

async function settleTasks(tx: Tx, adoption: Adoption, input: AdoptInput, faults: Faults): Promise<AdoptedTask[]> {
  const people = await peopleOf(tx, adoption.source.unitId);
  return adoption.tasks.flatMap((above) => {
    const wish = input.tasks.find((one) => one.id === above.id);
    if (wish && !wish.isTaken) return [];
    const owner = wish?.owner.trim() || input.defaultOwner.trim();
    if (owner === '') faults['defaultOwner'] = 'field_required';
    const named = people.filter((person) => person.fullName === owner);
    return [
      {
        id: above.id,
        ownerText: owner,
        // Two people of one name: the text stays, and nobody is guessed at.
        ownerPersonId: named.length === 1 ? (named[0]?.id ?? null) : null,
        dueOn: wish?.dueOn ?? above.dueOn ?? adoption.source.validTo,
      },
    ];
  });
}

/** Takes the delivery for this draft; a second person who presses at the same moment is told so. */
async function claimDelivery(tx: Tx, deliveryId: string, planId: string): Promise<void> {
  const claimed = await tx.db
    .updateTable('planDelivery')
    .set((eb) => ({
      adoptedPlanId: planId,
      openedAt: eb.fn.coalesce('openedAt', eb.val(tx.now())),
      acknowledgedAt: eb.fn.coalesce('acknowledgedAt', eb.val(tx.now())),
      acknowledgedBy: eb.fn.coalesce('acknowledgedBy', eb.val(tx.actor.userId)),
    }))
    .where('id', '=', deliveryId)
    .where('adoptedPlanId', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!claimed) throw new AppError('plan.already_adopted');
}

/**
 * Makes the acting unit's own draft from a plan that was sent to it to carry out: targets kept, raised, or lowered
 * with a reason that the unit above has to accept; tasks with an owner and a day; the unit's share of the quotas. Each
 * item remembers the one it comes from and the first of its line. Gives the id of the draft.
 * Throws plan.not_addressed, forbidden, plan.already_adopted, plan.lower_without_reason or invalid.
 */
export async function adoptPlan(ctx: Context, input: AdoptInput): Promise<string> {
  return ctx.transaction(async (tx) => {
    const adoption = await readAdoption(tx, input.planId);
    const { source } = adoption;
    if (source.adoptedPlanId) throw new AppError('plan.already_adopted');
    const faults: Faults = {};
    const targets = settleTargets(adoption, input, faults);
    const tasks = await settleTasks(tx, adoption, input, faults);
    refuseFaults(faults);
    const unit = await requireDraftingUnit(tx, source.unitId);
    const planId = await insertDraft(tx, unit, {
      sourceKind: 'adopted',
      ...titleColumns(input.title.trim() || source.title),
      validFrom: source.validFrom,
      validTo: source.validTo,
    });
    await tx.db
      .updateTable('plan')
      .set({ adoptedFromId: source.planId, docType: source.docType })
      .where('id', '=', planId)
      .execute();
    await copyItems(tx, planId, { source, targets, tasks, quotas: adoption.quotas });
    await claimDelivery(tx, source.deliveryId, planId);
    await countReceipt(tx, { id: source.deliveryId, unitId: source.unitId, planId: source.planId });
    const lowered = targets.filter((target) => target.comparison === 'lowered').length;
    await tx.audit('plan.adopt', {
      orgUnitId: source.unitId,
      subject: `plan:${planId}`,
      detail: { from: source.planId, targets: targets.length, lowered, tasks: tasks.length },
    });
    if (lowered > 0) await tx.enqueue(tellLoweringAsked, { planId });
    return planId;
  });
}
