import type { Context } from '#app/platform/context.ts';
import { isAppError } from '#app/platform/errors.ts';
import type { ItemRef } from '#app/modules/activities/activity-details.ts';
import { linkActivity } from '#app/modules/activities/server/link-activity.ts';

/**
 * Links several activities to one item in one press. Each is linked for itself: one that asks for a confirmation, that
 * the item does not count, or that somebody has linked or cancelled since, stays in the list and does not hold the
 * others up.
 */
export async function linkActivities(
  ctx: Context,
  input: { activityIds: readonly string[]; links: ItemRef[] },
): Promise<{ linkedCount: number; leftCount: number }> {
  let linkedCount = 0;
  for (const activityId of input.activityIds) {
    try {
      await linkActivity(ctx, { activityId, links: input.links, isConfirmed: false, mustCount: true });
      linkedCount += 1;
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return { linkedCount, leftCount: input.activityIds.length - linkedCount };
}
