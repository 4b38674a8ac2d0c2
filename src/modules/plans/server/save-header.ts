import type { Context } from '#app/platform/context.ts';
import type { SentHeader } from '#app/modules/plans/plan-item-forms.ts';
import { titleColumns } from '#app/modules/plans/server/insert-items.ts';
import { loadPlan, takeVersion } from '#app/modules/plans/server/load-plan.ts';

/** Corrects the head of an open plan. Throws not_found, forbidden, plan.immutable or conflict. */
export async function saveHeader(ctx: Context, input: { planId: string; head: SentHeader }): Promise<void> {
  const { version: expected, ...head } = input.head;
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, expected);
    const names = Object.keys(head) as (keyof typeof head)[];
    const before = await tx.db.selectFrom('plan').select(names).where('id', '=', plan.id).executeTakeFirstOrThrow();
    await tx.db
      .updateTable('plan')
      .set({ ...head, ...titleColumns(head.title) })
      .where('id', '=', plan.id)
      .execute();
    const changed = names.filter((name) => before[name] !== head[name]);
    await tx.audit('plan.edit_header', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: {
        version,
        before: Object.fromEntries(changed.map((name) => [name, before[name]])),
        after: Object.fromEntries(changed.map((name) => [name, head[name]])),
      },
    });
  });
}

/** The text stays beside the draft, and the person goes on alone: the notice that nothing was read is settled. */
export async function goOnByHand(ctx: Context, input: { planId: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    await takeVersion(tx, plan, input.version);
    await tx.db.updateTable('plan').set({ readState: 'done', readError: '' }).where('id', '=', plan.id).execute();
    await tx.audit('plan.by_hand', { orgUnitId: plan.orgUnitId, subject: `plan:${plan.id}` });
  });
}
