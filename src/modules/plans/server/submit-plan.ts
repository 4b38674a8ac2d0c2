import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { movePlan } from '#app/modules/plans/plan-lifecycle.ts';
import { requireLoweringsAsked } from '#app/modules/plans/server/cascade/lowerings.ts';
import { loadPlan, takeVersion, writeMove } from '#app/modules/plans/server/load-plan.ts';
import { tellDeciders } from '#app/modules/plans/server/tell-plan-moved.job.ts';

/**
 * Sends a plan to those who decide on it. Throws not_found, forbidden, conflict, plan.wrong_status,
 * plan.nothing_in_it (nobody would have anything to do) or plan.unsure_items (how many are still to be looked at).
 */
export async function submitPlan(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'submit');
    const status = movePlan(plan.status, 'submit');
    await takeVersion(tx, plan, input.version);
    if (plan.title.trim() === '') throw new AppError('invalid', {}, { title: 'field_required' });
    const { live, unsure } = await countItems(tx, plan.id);
    if (live === 0) throw new AppError('plan.nothing_in_it', { reason: '' });
    if (unsure > 0) throw new AppError('plan.unsure_items', { count: unsure });
    await requireLoweringsAsked(tx, plan.id);

    await tx.db.updateTable('plan').set({ status, submittedAt: tx.now() }).where('id', '=', plan.id).execute();
    await writeMove(tx, plan, 'submit', status);
    await tx.audit('plan.submit', { orgUnitId: plan.orgUnitId, subject: `plan:${plan.id}` });
    await tx.enqueue(tellDeciders, { planId: plan.id });
  });
}

/** Items that somebody has to do something about, and those of any kind that nobody has looked at. */
async function countItems(tx: Tx, planId: string): Promise<{ live: number; unsure: number }> {
  const tables = [
    'planTarget',
    'planTask',
    'planQuota',
    'planDuty',
    'planBasis',
    'planSection',
    'planRecipient',
  ] as const;
  let live = 0;
  let unsure = 0;
  for (const [at, table] of tables.entries()) {
    const counted = await tx.db
      .selectFrom(table)
      .select((eb) => [
        eb.fn.countAll<number>().as('live'),
        eb.fn.countAll<number>().filterWhere('review', '=', 'unsure').as('unsure'),
      ])
      .where('planId', '=', planId)
      .where('review', '<>', 'dropped')
      .executeTakeFirstOrThrow();
    if (at < 4) live += Number(counted.live);
    unsure += Number(counted.unsure);
  }
  return { live, unsure };
}
