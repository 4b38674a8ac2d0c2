import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import type { HeldFile } from '#app/modules/media/held-file.ts';
import {
  addStoredFile,
  holdFiles,
  listHeldFiles,
  prepareEvidence,
  type PreparedEvidence,
  type Upload,
} from '#app/modules/media/server/index.ts';
import { mostFiles, wantedHeld } from '#app/modules/activities/activity-forms.ts';
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

/** Files that are held for a form and that it still wants, from its fields as they were typed. */
export async function heldFormFiles(tx: Tx, typed: Record<string, unknown>): Promise<HeldFile[]> {
  return listHeldFiles(tx, wantedHeld(typed));
}

/**
 * What a refused form keeps for its next sending: files that were held and are still wanted, then those it brought, of
 * whoever may record at all.
 */
export async function keepFormFiles(
  typed: Record<string, unknown>,
  { locals: { ctx } }: { locals: { ctx: Context } },
): Promise<HeldFile[]> {
  const { unitPath } = ctx.actor;
  if (unitPath === null || !canActivity(ctx.actor, 'record', { path: unitPath, authorId: null })) return [];
  const held = await ctx.read((tx) => heldFormFiles(tx, typed));
  const sent = [typed['files']].flat().filter((one) => one instanceof File);
  return [...held, ...(await holdFiles(ctx, sent.slice(0, mostFiles - held.length)))];
}

/** Adds photographs and documents to an activity. Throws not_found, forbidden, activity.wrong_status, file.…. */
export async function addEvidence(
  ctx: Context,
  input: { activityId: string; evidence: Upload[]; caption: string },
): Promise<void> {
  if (input.evidence.length === 0) throw new AppError('invalid', {}, { files: 'field_required' });
  // Rights first: nobody may fill the disk through an activity that is not theirs.
  await ctx.read((tx) => loadActivity(tx, input.activityId, 'change'));
  const evidence = await prepareEvidence(ctx.services, input.evidence);
  await ctx.transaction(async (tx) => {
    const activity = await loadActivity(tx, input.activityId, 'change', { lock: true });
    moveActivity(activity.status, 'add_evidence');
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
