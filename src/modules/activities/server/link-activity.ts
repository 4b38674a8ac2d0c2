import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import type { ItemRef } from '#app/modules/activities/activity-details.ts';
import { moveActivity } from '#app/modules/activities/activity-lifecycle.ts';
import { checkActivity, findActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import { checkLinks, type CheckedLink } from '#app/modules/activities/server/check-links.ts';
import { loadActivity, type LoadedActivity } from '#app/modules/activities/server/load-activity.ts';
import { planItemsOf } from '#app/modules/activities/server/plan-items.ts';
import { noteChange } from '#app/modules/activities/server/note-change.ts';
import { insertLinks, settleFacts } from '#app/modules/activities/server/write-details.ts';
import { AppError } from '#app/platform/errors.ts';

/**
 * Says which further plan items an activity serves; from now on it counts for them too. Links that are there already
 * stay. Confirming is only about dates outside a plan: figures were confirmed when they were recorded. Throws
 * not_found, forbidden, activity.wrong_status, activity.outside_plan; where it `mustCount`, activity.not_counted.
 */
export async function linkActivity(
  ctx: Context,
  input: { activityId: string; links: ItemRef[]; isConfirmed: boolean; mustCount?: boolean },
): Promise<{ addedCount: number }> {
  return ctx.transaction(async (tx) => {
    const activity = await loadActivity(tx, input.activityId, 'change', { lock: true });
    const status = moveActivity(activity.status, 'link');
    const unit = await findActivityUnit(tx, activity.orgUnitId);
    if (!unit) throw new AppError('not_found');
    const present = new Set(activity.links.map((link) => link.id));
    const added = await checkLinks(
      tx,
      unit.id,
      input.links.filter((link) => !present.has(link.id)),
    );
    if (added.length === 0) return { addedCount: 0 };

    const links = [...activity.links, ...added];
    // Without the people: their figures were confirmed when they were recorded, only dates are asked about here.
    const doubts = await checkActivity(tx, unit, {
      status,
      isConfirmed: input.isConfirmed,
      details: { ...activity.details, attendance: [] },
      links: added,
    });
    await insertLinks(tx, activity.id, added);
    await tx.db
      .updateTable('activity')
      .set((eb) => ({
        doubts: JSON.stringify([...activity.doubts, ...doubts]),
        version: eb('version', '+', 1),
        updatedAt: tx.now(),
      }))
      .where('id', '=', activity.id)
      .execute();
    await settleFacts(tx, activity, activity.details, links);
    if (input.mustCount) await requireCounted(tx, activity, added);
    const after = { ...activity.details, links: links.map(({ kind, id }) => ({ kind, id })) };
    await noteChange(tx, activity.id, { move: 'link', reason: '', before: activity.details, after });
    await tx.audit('activity.link', {
      orgUnitId: activity.orgUnitId,
      subject: `activity:${activity.id}`,
      detail: { links: added.map(({ kind, id }) => ({ kind, id })) },
    });
    return { addedCount: added.length };
  });
}

/** Refuses targets whose figure the activity does not change: work would leave the list of what serves nothing unseen. */
async function requireCounted(tx: Tx, activity: LoadedActivity, added: readonly CheckedLink[]): Promise<void> {
  const items = new Map(
    (await planItemsOf(tx, activity.orgUnitId, activity.details.startsOn)).map((item) => [item.id, item]),
  );
  const targets = added.filter((link) => link.kind === 'target');
  if (targets.some((link) => items.get(link.id)?.isCounted !== true)) throw new AppError('activity.not_counted');
  const naming = targets.filter((link) => link.measureIds.length > 0);
  if (activity.status !== 'done' || naming.length === 0) return;
  const { rows } = await sql<{ rootId: string; measureId: string }>`
    select target_root_id as root_id, measure_id from fact
    where source_type = 'activity' and source_id = ${activity.id}
      and target_root_id = any(${naming.map((link) => link.rootId)}::uuid[])
    group by 1, 2 having sum(value) <> 0`.execute(tx.db);
  const counts = (link: CheckedLink): boolean =>
    rows.some((row) => row.rootId === link.rootId && link.measureIds.includes(row.measureId));
  if (!naming.every(counts)) throw new AppError('activity.not_counted');
}
