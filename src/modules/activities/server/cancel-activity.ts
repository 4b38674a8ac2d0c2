import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { moveActivity } from '#app/modules/activities/activity-lifecycle.ts';
import { loadActivity } from '#app/modules/activities/server/load-activity.ts';
import { noteChange } from '#app/modules/activities/server/note-change.ts';
import { settleFacts } from '#app/modules/activities/server/write-details.ts';

/**
 * Cancels an activity: planned work that will not be, or a record made by mistake. What it had counted is taken back
 * by facts of the opposite amount. Throws not_found, forbidden, conflict, activity.wrong_status,
 * activity.reason_needed.
 */
export async function cancelActivity(
  ctx: Context,
  input: { activityId: string; version: number; reason: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const activity = await loadActivity(tx, input.activityId, 'change', { lock: true });
    if (activity.version !== input.version) throw new AppError('conflict');
    const status = moveActivity(activity.status, 'cancel');
    if (input.reason === '') throw new AppError('activity.reason_needed', {}, { reason: 'field_required' });

    await tx.db
      .updateTable('activity')
      .set((eb) => ({ status, cancelReason: input.reason, version: eb('version', '+', 1), updatedAt: tx.now() }))
      .where('id', '=', activity.id)
      .execute();
    await settleFacts(tx, { id: activity.id, orgUnitId: activity.orgUnitId, status }, activity.details, activity.links);
    await noteChange(tx, activity.id, {
      move: 'cancel',
      reason: input.reason,
      before: activity.details,
      after: activity.details,
    });
    await tx.audit('activity.cancel', {
      orgUnitId: activity.orgUnitId,
      subject: `activity:${activity.id}`,
      detail: { reason: input.reason, wasStatus: activity.status },
    });
  });
}
