import { randomUUID } from 'node:crypto';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { emitFacts, targetsNaming } from '#app/modules/measures/server/index.ts';
import { requireActivity } from '#app/modules/activities/activity-policy.ts';
import type { ItemKind } from '#app/modules/activities/item-kinds.ts';
import { findActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import { settleItem } from '#app/modules/activities/server/items/settle-items.ts';
import { isWithdrawn, overError } from '#app/modules/orgs/unit-policy.ts';

export interface DeliveredItems {
  unitId: string;
  kind: ItemKind;
  itemCount: number;
  title: string;
  /** Where it can be seen; empty where it went by mail. */
  link: string;
  deliveredOn: LocalDate;
  requestKey: string;
}

/**
 * A unit says what it sent. It counts for the measure of its kind and for the targets that name it; quota lines that
 * name the unit find it by kind and day. Throws not_found, forbidden, activity.ended_unit, activity.future_done.
 */
export async function deliverItems(ctx: Context, input: DeliveredItems): Promise<{ isRepeat: boolean }> {
  return ctx.transaction(async (tx) => {
    const unit = await findActivityUnit(tx, input.unitId);
    requireActivity(tx.actor, 'record', unit && { path: unit.path, authorId: null });
    if (!unit) throw new AppError('not_found');
    const { deliveredOn } = input;
    if (isWithdrawn(unit)) throw overError(unit);
    if (unit.endedOn !== null && deliveredOn >= unit.endedOn)
      throw new AppError('activity.ended_unit', { date: unit.endedOn }, { deliveredOn: 'field_after_end_of_unit' });
    if (deliveredOn > tx.today()) throw new AppError('activity.future_done', {}, { deliveredOn: 'field_in_future' });
    const id = randomUUID();
    const { numInsertedOrUpdatedRows: inserted } = await tx.db
      .insertInto('deliveredItem')
      .values({
        id,
        orgUnitId: unit.id,
        measureId: input.kind,
        itemCount: input.itemCount,
        title: input.title,
        link: input.link,
        deliveredOn,
        requestKey: input.requestKey,
        declaredBy: tx.actor.userId,
        declaredAt: tx.now(),
      })
      .onConflict((conflict) => conflict.column('requestKey').doNothing())
      .executeTakeFirstOrThrow();
    const subject = `item:${id}`;
    if (inserted) {
      const roots = await targetsNaming(tx, unit.id, input.kind);
      const served = roots.map((rootId) => ({ rootId, measureId: input.kind }));
      await settleItem(tx, { ...input, id, orgUnitId: unit.id }, served);
    }
    await tx.audit(inserted ? 'item.deliver' : 'item.repeat', {
      orgUnitId: unit.id,
      subject,
      detail: { kind: input.kind, itemCount: input.itemCount, deliveredOn },
    });
    return { isRepeat: !inserted };
  });
}

/** Takes back what was said by mistake: it stays in the list, struck out, and its facts are taken back. */
export async function withdrawItem(ctx: Context, input: { itemId: string; reason: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const item = await tx.db
      .selectFrom('deliveredItem')
      .innerJoin('orgUnit', 'orgUnit.id', 'deliveredItem.orgUnitId')
      .select(['deliveredItem.id', 'deliveredItem.orgUnitId', 'orgUnit.path', 'declaredBy', 'withdrawnAt'])
      .where('deliveredItem.id', '=', input.itemId)
      .executeTakeFirst();
    requireActivity(tx.actor, 'change', item && { path: item.path, authorId: item.declaredBy });
    if (!item) throw new AppError('not_found');
    if (item.withdrawnAt !== null) throw new AppError('activity.wrong_status');
    await tx.db
      .updateTable('deliveredItem')
      .set({ withdrawnAt: tx.now(), withdrawnReason: input.reason })
      .where('id', '=', item.id)
      .execute();
    await emitFacts(tx, { type: 'item', id: item.id, orgUnitId: item.orgUnitId }, []);
    await tx.audit('item.withdraw', {
      orgUnitId: item.orgUnitId,
      subject: `item:${item.id}`,
      detail: { reason: input.reason },
    });
  });
}
