import type { Context } from '#app/platform/context.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import { requireActivity } from '#app/modules/activities/activity-policy.ts';
import type { ItemKind } from '#app/modules/activities/item-kinds.ts';
import { measureServed, rootsServed, settleItem } from '#app/modules/activities/server/items/settle-items.ts';
import { servableByItem, targetsForItems } from '#app/modules/activities/server/items/targets-for-items.ts';

/**
 * Says which further target a delivered item serves; from now on it counts for it too. Throws not_found, forbidden,
 * activity.wrong_status (withdrawn), activity.not_counted (the target is not the unit's, counts something else, or was
 * not in force when the item was sent).
 */
export async function linkItem(ctx: Context, input: { itemId: string; targetId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const item = await tx.db
      .selectFrom('deliveredItem')
      .innerJoin('orgUnit', 'orgUnit.id', 'deliveredItem.orgUnitId')
      .select(['deliveredItem.id', 'orgUnitId', 'measureId', 'itemCount', 'deliveredOn', 'withdrawnAt'])
      .select(['orgUnit.path', 'orgUnit.kindId', 'orgUnit.sectorId', 'declaredBy'])
      .where('deliveredItem.id', '=', input.itemId)
      .forUpdate('deliveredItem')
      .executeTakeFirst();
    requireActivity(tx.actor, 'change', item && { path: item.path, authorId: item.declaredBy });
    if (!item) throw new AppError('not_found');
    if (item.withdrawnAt !== null) throw new AppError('activity.wrong_status');
    const kind = item.measureId as ItemKind;
    const targets = await targetsForItems(tx, item.orgUnitId, item.deliveredOn);
    const target = servableByItem(targets, item, { ...item, kind }).find((one) => one.id === input.targetId);
    const measureId = target && measureServed(kind, target.measureIds);
    if (!target || !measureId) throw new AppError('activity.not_counted');
    const served = (await rootsServed(tx, item.id)).filter((one) => one.rootId !== target.rootId);
    await settleItem(tx, { ...item, kind }, [...served, { rootId: target.rootId, measureId }]);
    await tx.audit('item.link', {
      orgUnitId: item.orgUnitId,
      subject: `item:${item.id}`,
      detail: { targetId: target.id, measureId },
    });
  });
}

/** Links several items to one target, each for itself: one that cannot be linked does not hold the others up. */
export async function linkItems(
  ctx: Context,
  input: { itemIds: readonly string[]; targetId: string },
): Promise<{ linkedCount: number; leftCount: number }> {
  let linkedCount = 0;
  for (const itemId of input.itemIds) {
    try {
      await linkItem(ctx, { itemId, targetId: input.targetId });
      linkedCount += 1;
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return { linkedCount, leftCount: input.itemIds.length - linkedCount };
}
