import type { Tx } from '#app/platform/context.ts';
import { settleCheckIns } from '#app/modules/activities/server/check-in/settle-check-ins.ts';
import { loadActivity } from '#app/modules/activities/server/load-activity.ts';
import { settleFacts } from '#app/modules/activities/server/write-details.ts';

/** Brings all facts of an activity in line with what it says and who was there. Locks it. */
export async function settleActivity(tx: Tx, activityId: string, personId?: string): Promise<void> {
  const activity = await loadActivity(tx, activityId, 'read', { lock: true });
  const { status, details, links } = activity;
  await settleFacts(tx, { id: activity.id, orgUnitId: activity.orgUnitId, status }, details, links, {
    skipsCheckIns: true,
  });
  const targets = links.filter((link) => link.kind === 'target');
  const checked = { id: activity.id, isDone: status === 'done', startsOn: details.startsOn };
  await settleCheckIns(tx, { ...checked, rootIds: targets.map((link) => link.rootId) }, personId);
}
