import { randomUUID } from 'node:crypto';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { prepareEvidence, takeHeldFiles, type Upload } from '#app/modules/media/server/index.ts';
import { detailsOf, type ActivityDetails } from '#app/modules/activities/activity-details.ts';
import type { ActivityStatus } from '#app/modules/activities/activity-lifecycle.ts';
import { requireActivity } from '#app/modules/activities/activity-policy.ts';
import { guessLinks } from '#app/modules/activities/guess-links.ts';
import { checkActivity, findActivityUnit, type ActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import { requireCountedQuantities } from '#app/modules/activities/server/check-quantities.ts';
import { checkLinks } from '#app/modules/activities/server/check-links.ts';
import { attachEvidence } from '#app/modules/activities/server/evidence.ts';
import { noteChange } from '#app/modules/activities/server/note-change.ts';
import { planItemsOf } from '#app/modules/activities/server/plan-items.ts';
import {
  detailColumns,
  requireKnownReferences,
  settleFacts,
  writeParts,
} from '#app/modules/activities/server/write-details.ts';

export interface ActivityInput extends ActivityDetails {
  unitId: string;
  /** Made with the form: the same form sent twice is one activity. */
  requestKey: string;
  /** Links are guessed where none is given. */
  isAutoLinked: boolean;
  /** A person said that unlikely figures or dates are right. */
  isConfirmed: boolean;
  evidence?: Upload[];
  /** Ids of files that a refused sending of this form brought. */
  heldFiles?: string[];
}

export interface RecordedActivity {
  activityId: string;
  /** Plan items that it was linked to. */
  linkCount: number;
  /** The form had been sent before; nothing was written now. */
  isRepeat: boolean;
}

/**
 * Records what took place, with its people, cost, evidence and the plan items it serves, and its facts. Throws
 * not_found, forbidden, invalid, activity.future_done, activity.ended_unit, activity.needs_confirmation,
 * activity.outside_plan, or what reading a file found (file.…).
 */
export async function recordActivity(ctx: Context, input: ActivityInput): Promise<RecordedActivity> {
  return createActivity(ctx, input, 'done');
}

/** Writes down what is going to take place; it counts for nothing until it is completed. Throws like recordActivity. */
export async function planActivity(ctx: Context, input: ActivityInput): Promise<RecordedActivity> {
  return createActivity(ctx, input, 'planned');
}

async function createActivity(ctx: Context, input: ActivityInput, status: ActivityStatus): Promise<RecordedActivity> {
  // Rights first: nobody may fill the disk for a unit that is not theirs.
  await ctx.read((tx) => requireRecording(tx, input.unitId));
  // Pictures are decoded before the transaction, which would otherwise stay open for seconds.
  const evidence = await prepareEvidence(ctx.services, input.evidence ?? []);
  return ctx.transaction(async (tx) => {
    const unit = await requireRecording(tx, input.unitId);
    const details = await completeDetails(tx, unit, input);
    await requireCountedQuantities(tx, unit.id, details);
    const links = await checkLinks(tx, unit.id, details.links);
    const doubts = await checkActivity(tx, unit, { status, isConfirmed: input.isConfirmed, details, links });

    const activityId = randomUUID();
    const { numInsertedOrUpdatedRows: inserted } = await tx.db
      .insertInto('activity')
      .values({
        id: activityId,
        orgUnitId: unit.id,
        status,
        ...detailColumns(details),
        doubts: JSON.stringify(doubts),
        authorId: tx.actor.userId,
        requestKey: input.requestKey,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      })
      .onConflict((conflict) => conflict.column('requestKey').doNothing())
      .executeTakeFirstOrThrow();
    if (!inserted) return repeated(tx, unit, input.requestKey);

    await writeParts(tx, activityId, details, links);
    await settleFacts(tx, { id: activityId, orgUnitId: unit.id, status }, details, links);
    const held = await takeHeldFiles(tx, input.heldFiles ?? []);
    await attachEvidence(tx, { id: activityId, orgUnitId: unit.id }, [...held, ...evidence]);
    const move = status === 'done' ? 'record' : 'plan';
    await noteChange(tx, activityId, { move, reason: '', before: null, after: details });
    await tx.audit(`activity.${move}`, {
      orgUnitId: unit.id,
      subject: `activity:${activityId}`,
      detail: { title: details.title, startsOn: details.startsOn, doubts, evidence: held.length + evidence.length },
    });
    return { activityId, linkCount: links.length, isRepeat: false };
  });
}

/** Throws not_found or forbidden. */
async function requireRecording(tx: Tx, unitId: string): Promise<ActivityUnit> {
  const unit = await findActivityUnit(tx, unitId);
  requireActivity(tx.actor, 'record', unit && { path: unit.path, authorId: null });
  if (!unit) throw new AppError('not_found');
  return unit;
}

/** Fills what can be known: a title from form and topic, the links where they are to be guessed. */
async function completeDetails(tx: Tx, unit: ActivityUnit, input: ActivityInput): Promise<ActivityDetails> {
  const { formName, topicNames } = await requireKnownReferences(tx, input);
  const title = input.title || [formName, topicNames.join(', ')].filter(Boolean).join(': ');
  let links = input.links;
  if (links.length === 0 && input.isAutoLinked) {
    const items = await planItemsOf(tx, unit.id, input.startsOn);
    links = guessLinks(items, { ...input, title, unit }).map(({ kind, id }) => ({ kind, id }));
  }
  return detailsOf(input, { title, links });
}

/** The activity that the same form made before. A key of another unit's activity is answered as a conflict. */
async function repeated(tx: Tx, unit: ActivityUnit, requestKey: string): Promise<RecordedActivity> {
  const earlier = await tx.db
    .selectFrom('activity')
    .select(['id'])
    .where('requestKey', '=', requestKey)
    .where('orgUnitId', '=', unit.id)
    .executeTakeFirst();
  if (!earlier) throw new AppError('conflict');
  const { count } = await tx.db
    .selectFrom('activityLink')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('activityId', '=', earlier.id)
    .executeTakeFirstOrThrow();
  await tx.audit('activity.repeat', { orgUnitId: unit.id, subject: `activity:${earlier.id}` });
  return { activityId: earlier.id, linkCount: Number(count), isRepeat: true };
}
