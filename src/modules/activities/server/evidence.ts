import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import type { HeldFile } from '#app/modules/media/held-file.ts';
import {
  addStoredFile,
  keepSentFiles,
  prepareEvidence,
  takeHeldFiles,
  type PreparedEvidence,
  type Upload,
} from '#app/modules/media/server/index.ts';
import { moveActivity } from '#app/modules/activities/activity-lifecycle.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { loadActivity } from '#app/modules/activities/server/load-activity.ts';
import { noteChange } from '#app/modules/activities/server/note-change.ts';

/** Gives prepared files to an activity, after those that are there. Part of the caller's use case. */
export async function attachEvidence(
  tx: Tx,
  activity: { id: string; orgUnitId: string },
  evidence: readonly PreparedEvidence[],
  caption = '',
): Promise<string[]> {
  const { last } = await tx.db
    .selectFrom('activityFile')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('activityId', '=', activity.id)
    .executeTakeFirstOrThrow();
  const fileIds: string[] = [];
  for (const { full, thumb } of evidence) {
    const fileId = await addStoredFile(tx, activity.orgUnitId, full);
    const thumbFileId = thumb && (await addStoredFile(tx, activity.orgUnitId, thumb));
    const position = (last ?? 0) + fileIds.length + 1;
    await tx.db
      .insertInto('activityFile')
      .values({ activityId: activity.id, fileId, thumbFileId, caption, position })
      .execute();
    fileIds.push(fileId);
  }
  return fileIds;
}

/** What a refused form keeps for its next sending, of whoever may record at all. */
export async function keepFormFiles(
  typed: Record<string, unknown>,
  { locals: { ctx } }: { locals: { ctx: Context } },
): Promise<HeldFile[]> {
  const { unitPath } = ctx.actor;
  if (unitPath === null || !canActivity(ctx.actor, 'record', { path: unitPath, authorId: null })) return [];
  return keepSentFiles(ctx, typed);
}

/** Adds photographs and documents to an activity, those held of a refused sending first. Throws not_found, forbidden, activity.wrong_status, file.…. */
export async function addEvidence(
  ctx: Context,
  input: { activityId: string; evidence: Upload[]; heldFiles?: string[]; caption: string },
): Promise<void> {
  const { heldFiles = [] } = input;
  if (input.evidence.length + heldFiles.length === 0) throw new AppError('invalid', {}, { files: 'field_required' });
  // Rights first: nobody may fill the disk through an activity that is not theirs.
  await ctx.read((tx) => loadActivity(tx, input.activityId, 'change'));
  const prepared = await prepareEvidence(ctx.services, input.evidence);
  await ctx.transaction(async (tx) => {
    const activity = await loadActivity(tx, input.activityId, 'change', { lock: true });
    moveActivity(activity.status, 'add_evidence');
    const evidence = [...(await takeHeldFiles(tx, heldFiles)), ...prepared];
    const fileIds = await attachEvidence(tx, activity, evidence, input.caption);
    await noteChange(tx, activity.id, {
      move: 'add_evidence',
      reason: '',
      before: null,
      after: { files: evidence.map((one) => one.full.name) },
    });
    await tx.audit('activity.add_evidence', {
      orgUnitId: activity.orgUnitId,
      subject: `activity:${activity.id}`,
      detail: { fileIds },
    });
  });
}

/** Takes a file away from an activity; its bytes stay until nobody's row names them. Throws like addEvidence. */
export async function removeEvidence(ctx: Context, input: { activityId: string; fileId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const activity = await loadActivity(tx, input.activityId, 'change', { lock: true });
    moveActivity(activity.status, 'remove_evidence');
    const removed = await tx.db
      .deleteFrom('activityFile')
      .where('activityId', '=', activity.id)
      .where('fileId', '=', input.fileId)
      .returning(['fileId', 'thumbFileId'])
      .executeTakeFirst();
    if (!removed) throw new AppError('not_found');
    const file = await tx.db
      .selectFrom('storedFile')
      .select('name')
      .where('id', '=', removed.fileId)
      .executeTakeFirst();
    const gone = [removed.fileId, removed.thumbFileId].filter((id) => id !== null);
    await tx.db.deleteFrom('storedFile').where('id', 'in', gone).execute();
    await noteChange(tx, activity.id, {
      move: 'remove_evidence',
      reason: '',
      before: { files: [file?.name ?? ''] },
      after: null,
    });
    await tx.audit('activity.remove_evidence', {
      orgUnitId: activity.orgUnitId,
      subject: `activity:${activity.id}`,
      detail: { fileId: removed.fileId },
    });
  });
}
