import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import type { ItemKind } from '#app/modules/plans/plan-items.ts';
import { itemLabels, itemTables } from '#app/modules/plans/server/item-tables.ts';
import { loadPlan, takeVersion } from '#app/modules/plans/server/load-plan.ts';

export type ReviewDecision = 'confirm' | 'drop' | 'restore' | '>' | '>=';

export interface ReviewItemInput {
  planId: string;
  version: number;
  kind: ItemKind;
  itemId: string;
  /** `>` and `>=` settle a target's two-fold words and confirm it. */
  decision: ReviewDecision;
}

/**
 * Writes what a person decided on one item of an open plan. A dropped item stays where it was, and can be restored.
 * Throws not_found, forbidden, plan.immutable or conflict.
 */
export async function reviewItem(ctx: Context, input: ReviewItemInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, input.version);
    const label = await decide(tx, input);
    if (label === undefined) throw new AppError('not_found');
    await tx.audit(
      `plan.${input.decision === 'drop' || input.decision === 'restore' ? input.decision : 'confirm'}_item`,
      {
        orgUnitId: plan.orgUnitId,
        subject: `plan:${plan.id}`,
        detail: { version, kind: input.kind, item: input.itemId, label: label.slice(0, 200), decision: input.decision },
      },
    );
  });
}

async function decide(tx: Tx, input: ReviewItemInput): Promise<string | undefined> {
  const table = sql.table(itemTables[input.kind]);
  const isComparator = input.decision === '>' || input.decision === '>=';
  if (isComparator && input.kind !== 'target') throw new AppError('invalid');
  const comparator = isComparator ? sql`, comparator = ${input.decision}` : sql``;
  const { rows } = await sql<{ label: string }>`
    update ${table} set review = ${input.decision === 'drop' ? 'dropped' : 'confirmed'}, doubt = '' ${comparator}
    where id = ${input.itemId} and plan_id = ${input.planId}
    returning ${sql.ref(itemLabels[input.kind])} as label`.execute(tx.db);
  return rows[0]?.label;
}

/** Accepts every item that was read with certainty, in one step. Gives how many. Throws what `reviewItem` throws. */
export async function acceptSureItems(ctx: Context, input: { planId: string; version: number }): Promise<number> {
  return ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, input.version);
    let count = 0;
    for (const table of Object.values(itemTables)) {
      const result = await tx.db
        .updateTable(table)
        .set({ review: 'confirmed' })
        .where('planId', '=', plan.id)
        .where('review', '=', 'sure')
        .executeTakeFirst();
      count += Number(result.numUpdatedRows);
    }
    await tx.audit('plan.accept_items', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: { version, count },
    });
    return count;
  });
}
