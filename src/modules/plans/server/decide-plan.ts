import { AppError } from '#app/platform/errors.ts';
import type { Context } from '#app/platform/context.ts';
import { movePlan } from '#app/modules/plans/plan-lifecycle.ts';
import { loadPlan, takeVersion, writeMove } from '#app/modules/plans/server/load-plan.ts';
import { tellAuthor } from '#app/modules/plans/server/tell-plan-moved.job.ts';

/**
 * Sends a plan back with what is to be changed. Throws not_found, forbidden, conflict, plan.wrong_status or
 * plan.comment_needed.
 */
export async function returnPlan(
  ctx: Context,
  input: { planId: string; version: number; comment: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'return');
    const comment = input.comment.trim();
    if (comment === '') throw new AppError('plan.comment_needed', {}, { comment: 'field_required' });
    const status = movePlan(plan.status, 'return');
    await takeVersion(tx, plan, input.version);
    await tx.db
      .updateTable('plan')
      .set({ status, approvedBy: null, approvedAt: null })
      .where('id', '=', plan.id)
      .execute();
    await tx.db
      .insertInto('planComment')
      .values({ planId: plan.id, body: comment, authorId: tx.actor.userId, createdAt: tx.now(), resolvedAt: null })
      .execute();
    await writeMove(tx, plan, 'return', status, comment);
    await tx.audit('plan.return', { orgUnitId: plan.orgUnitId, subject: `plan:${plan.id}` });
    await tx.enqueue(tellAuthor, { planId: plan.id, move: 'return' });
  });
}

/** Approves a plan of somebody else. Throws not_found, forbidden, conflict, plan.wrong_status or plan.own_approval. */
export async function approvePlan(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'approve');
    const status = movePlan(plan.status, 'approve');
    await takeVersion(tx, plan, input.version);
    await tx.db
      .updateTable('plan')
      .set({ status, approvedBy: tx.actor.userId, approvedAt: tx.now() })
      .where('id', '=', plan.id)
      .execute();
    await writeMove(tx, plan, 'approve', status);
    await tx.audit('plan.approve', { orgUnitId: plan.orgUnitId, subject: `plan:${plan.id}` });
    await tx.enqueue(tellAuthor, { planId: plan.id, move: 'approve' });
  });
}

/** Closes an issued plan: nothing more is expected of it. Throws not_found, forbidden, conflict, plan.wrong_status. */
export async function closePlan(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'close');
    const status = movePlan(plan.status, 'close');
    await takeVersion(tx, plan, input.version);
    await tx.db.updateTable('plan').set({ status }).where('id', '=', plan.id).execute();
    await writeMove(tx, plan, 'close', status);
    await tx.audit('plan.close', { orgUnitId: plan.orgUnitId, subject: `plan:${plan.id}` });
  });
}

/** Throws a draft away for good. Throws not_found, forbidden, conflict or plan.immutable. */
export async function deletePlan(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'delete');
    await takeVersion(tx, plan, input.version);
    await tx.db.deleteFrom('plan').where('id', '=', plan.id).execute();
    await tx.audit('plan.delete', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: { title: plan.title, status: plan.status },
    });
  });
}
