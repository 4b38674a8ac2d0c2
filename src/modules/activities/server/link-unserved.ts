import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { linkFigures } from '#app/modules/measures/server/index.ts';
import type { LinkUnserved } from '#app/modules/activities/activity-forms.ts';
import { linkItems } from '#app/modules/activities/server/items/link-items.ts';
import { linkActivities } from '#app/modules/activities/server/link-activities.ts';

/**
 * Links work of one kind to a target, one or several at once; figures count for every target that asks for them. Says
 * how many were linked, and how many could not be. Throws forbidden for who acts for no unit, else what `linkFigures`
 * throws.
 */
export async function linkUnserved(
  ctx: Context,
  { kind, ids, targetId }: LinkUnserved,
): Promise<{ linkedCount: number; leftCount: number }> {
  if (kind === 'figure') {
    const { unitId } = ctx.actor;
    if (unitId === null) throw new AppError('forbidden');
    return linkFigures(ctx, { unitId, measureIds: ids });
  }
  if (targetId === undefined) throw new AppError('invalid', {}, { targetId: 'field_required' });
  if (kind === 'item') return linkItems(ctx, { itemIds: ids, targetId });
  return linkActivities(ctx, { activityIds: ids, links: [{ kind: 'target', id: targetId }] });
}
