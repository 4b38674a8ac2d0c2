import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { prepareEvidence, takeHeldFiles, type Upload } from '#app/modules/media/server/index.ts';
import { changedParts, detailsOf, type ActivityDetails } from '#app/modules/activities/activity-details.ts';
import { moveActivity, type ActivityMove } from '#app/modules/activities/activity-lifecycle.ts';
import { checkActivity, findActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import { requireCountedQuantities } from '#app/modules/activities/server/check-quantities.ts';
import { checkLinks } from '#app/modules/activities/server/check-links.ts';
import { attachEvidence } from '#app/modules/activities/server/evidence.ts';
import { loadActivity } from '#app/modules/activities/server/load-activity.ts';
import { noteChange } from '#app/modules/activities/server/note-change.ts';
import {
  detailColumns,
  requireKnownReferences,
  settleFacts,
  writeParts,
} from '#app/modules/activities/server/write-details.ts';

export interface ActivityCorrection extends ActivityDetails {
  activityId: string;
  version: number;
  isConfirmed: boolean;
}

/**
 * Changes what an activity says. The state before stays in the log with the reason, and facts get the difference, so
 * that a figure reported earlier can still be explained. A reason is asked once it has taken place. Throws not_found,
 * forbidden, conflict, activity.wrong_status, activity.reason_needed and what checkActivity throws.
 */
export async function correctActivity(ctx: Context, input: ActivityCorrection & { reason: string }): Promise<void> {
  await ctx.transaction((tx) => changeDetails(tx, 'correct', input, input.reason));
}

/** Says that planned work took place, with its figures and evidence; now it counts. Throws like correctActivity. */
export async function completeActivity(
  ctx: Context,
  input: ActivityCorrection & { evidence?: Upload[]; heldFiles?: string[] },
): Promise<void> {
  // Rights first: nobody may fill the disk through an activity that is not theirs.
  await ctx.read((tx) => loadActivity(tx, input.activityId, 'change'));
  const evidence = await prepareEvidence(ctx.services, input.evidence ?? []);
  await ctx.transaction(async (tx) => {
    const activity = await changeDetails(tx, 'complete', input, '');
    const held = await takeHeldFiles(tx, input.heldFiles ?? []);
    await attachEvidence(tx, activity, [...held, ...evidence]);
  });
}

async function changeDetails(
  tx: Tx,
  move: ActivityMove & ('correct' | 'complete'),
  input: ActivityCorrection,
  reason: string,
): Promise<{ id: string; orgUnitId: string }> {
  const before = await loadActivity(tx, input.activityId, 'change', { lock: true });
  if (before.version !== input.version) throw new AppError('conflict');
  const status = moveActivity(before.status, move);
  if (before.status === 'done' && reason === '')
    throw new AppError('activity.reason_needed', {}, { reason: 'field_required' });

  const unit = await findActivityUnit(tx, before.orgUnitId);
  if (!unit) throw new AppError('not_found');
  const details = detailsOf(input, { title: input.title || before.details.title, links: input.links });
  await requireKnownReferences(tx, details);
  await requireCountedQuantities(tx, unit.id, details);
  // Links that are there stay: a successor finishes what the ended unit planned for a plan of its own.
  const kept = before.links.filter((link) =>
    details.links.some(({ kind, id }) => kind === link.kind && id === link.id),
  );
  const added = details.links.filter(({ kind, id }) => !kept.some((link) => kind === link.kind && id === link.id));
  const links = [...kept, ...(await checkLinks(tx, unit.id, added))];
  const doubts = await checkActivity(tx, unit, { status, isConfirmed: input.isConfirmed, details, links });

  await tx.db
    .updateTable('activity')
    .set((eb) => ({
      ...detailColumns(details),
      status,
      doubts: JSON.stringify(doubts),
      version: eb('version', '+', 1),
      updatedAt: tx.now(),
    }))
    .where('id', '=', before.id)
    .execute();
  await writeParts(tx, before.id, details, links);
  await settleFacts(tx, { id: before.id, orgUnitId: unit.id, status }, details, links);
  await noteChange(tx, before.id, { move, reason, before: before.details, after: details });
  await tx.audit(`activity.${move}`, {
    orgUnitId: unit.id,
    subject: `activity:${before.id}`,
    detail: { reason, changed: changedParts(before.details, details), doubts },
  });
  return { id: before.id, orgUnitId: unit.id };
}
