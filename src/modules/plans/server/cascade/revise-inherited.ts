import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { canBeReached, compareTerms, restateValue } from '#app/modules/plans/delivery-lowering.ts';
import { termsOf } from '#app/modules/plans/server/cascade/copy-items.ts';
import { inheritedTargets, type InheritedTarget } from '#app/modules/plans/server/cascade/lowerings.ts';
import { tellLoweringAsked } from '#app/modules/plans/server/cascade/tell-lowering.job.ts';
import { findPlan, loadPlan, takeVersion } from '#app/modules/plans/server/load-plan.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';

export interface ReviseInput {
  planId: string;
  version: number;
  targetId: string;
  value: number | null;
  reason: string;
}

/**
 * Puts another figure into an inherited target of an open plan: back to what was asked or above it, or lower with a
 * reason that goes to the unit above (again, after a refusal).
 * Throws not_found, forbidden, plan.immutable, conflict or plan.lower_without_reason.
 */
export async function reviseInherited(ctx: Context, input: ReviseInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const target = (await inheritedTargets(tx, plan.id)).find((one) => one.id === input.targetId);
    if (!target) throw new AppError('not_found');
    await takeVersion(tx, plan, input.version);
    const value = input.value ?? target.above.value;
    if (!canBeReached({ ...target.above, unit: target.unit }, value))
      throw new AppError('invalid', {}, { value: 'field_too_big' });
    const isLowered = compareTerms(target.above, { ...target.above, value }) === 'lowered';
    const reason = input.reason.trim();
    if (isLowered && reason === '')
      throw new AppError('plan.lower_without_reason', {}, { [`targets.${target.id}.reason`]: 'field_required' });
    await writeTarget(tx, target, value, isLowered ? reason : null);
    await tx.audit('plan.revise_target', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: { target: target.id, from: target.own.value, to: value, reason: isLowered ? reason : '' },
    });
    if (isLowered) await tx.enqueue(tellLoweringAsked, { planId: plan.id });
  });
}

/** `reason` asks for less; null takes the other terms of the plan above too, so that nothing is left to be asked. */
async function writeTarget(
  tx: Tx,
  target: InheritedTarget,
  value: number | null,
  reason: string | null,
): Promise<void> {
  await tx.db
    .updateTable('planTarget')
    .set({
      ...termsOf(target.above, value),
      statement: restateValue(target.statement, target.own.value, value),
      review: 'edited',
      loweringReason: reason ?? '',
      loweringState: reason === null ? null : 'asked',
      loweringTerms: reason === null ? null : JSON.stringify(termsOf(target.above, value)),
      loweringNote: '',
    })
    .where('id', '=', target.id)
    .execute();
}

/** The inherited targets of an own open plan, for the page on which they are revised. Throws not_found or plan.immutable. */
export async function getInherited(
  ctx: Context,
  planId: string,
): Promise<{ planId: string; title: string; version: number; targets: InheritedTarget[] }> {
  return ctx.read(async (tx) => {
    const plan = await findPlan(tx, planId);
    requirePlan(tx.actor, 'edit', plan);
    return { planId, title: plan.title, version: plan.version, targets: await inheritedTargets(tx, planId) };
  });
}
