import { toSearchKey } from '#app/platform/vietnamese.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Tx } from '#app/platform/context.ts';
import { countingMeasures, emitFacts } from '#app/modules/measures/server/index.ts';
import {
  contributionsOf,
  type ActivityDetails,
  type CountedDetails,
} from '#app/modules/activities/activity-details.ts';
import type { ActivityStatus } from '#app/modules/activities/activity-lifecycle.ts';
import { isCheckedIn, settleCheckIns } from '#app/modules/activities/server/check-in/settle-check-ins.ts';
import type { CheckedLink } from '#app/modules/activities/server/check-links.ts';

/** The columns of `activity` that a person fills. */
export function detailColumns(details: ActivityDetails) {
  return {
    formId: details.formId,
    title: details.title,
    titleKey: toSearchKey(details.title),
    mode: details.mode,
    startsOn: details.startsOn,
    endsOn: details.endsOn,
    place: details.place,
    audience: details.audience,
    partners: details.partners,
    summary: details.summary,
  };
}

/** Replaces topics, people, costs, quantities and links of an activity. The rows before are kept by `activity_change`. */
export async function writeParts(
  tx: Tx,
  activityId: string,
  details: ActivityDetails,
  links: CheckedLink[],
): Promise<void> {
  for (const table of [
    'activityTopic',
    'activityAttendance',
    'activityCost',
    'activityQuantity',
    'activityLink',
  ] as const)
    await tx.db.deleteFrom(table).where('activityId', '=', activityId).execute();
  if (details.topicIds.length > 0)
    await tx.db
      .insertInto('activityTopic')
      .values([...new Set(details.topicIds)].map((topicId) => ({ activityId, topicId })))
      .execute();
  if (details.attendance.length > 0)
    await tx.db
      .insertInto('activityAttendance')
      .values(details.attendance.map((group) => ({ activityId, ...group })))
      .execute();
  if (details.costs.length > 0)
    await tx.db
      .insertInto('activityCost')
      .values(details.costs.map((cost) => ({ activityId, ...cost })))
      .execute();
  if (details.quantities.length > 0)
    await tx.db
      .insertInto('activityQuantity')
      .values(details.quantities.map((one) => ({ activityId, ...one })))
      .execute();
  await insertLinks(tx, activityId, links);
}

export async function insertLinks(tx: Tx, activityId: string, links: CheckedLink[]): Promise<void> {
  if (links.length === 0) return;
  await tx.db
    .insertInto('activityLink')
    .values(
      links.map((link) => ({
        activityId,
        planId: link.planId,
        targetId: link.kind === 'target' ? link.id : null,
        taskId: link.kind === 'task' ? link.id : null,
        quotaId: link.kind === 'quota' ? link.id : null,
      })),
    )
    .execute();
}

/** Brings the facts of an activity in line with what it says now: all of it when done, none otherwise. */
export async function settleFacts(
  tx: Tx,
  activity: { id: string; orgUnitId: string; status: ActivityStatus },
  details: CountedDetails,
  links: readonly CheckedLink[],
  options: { skipsCheckIns?: boolean } = {},
): Promise<void> {
  const targets = links.filter((link) => link.kind === 'target');
  const isDone = activity.status === 'done';
  const isNamed = await isCheckedIn(tx, activity.id);
  if (isNamed && !options.skipsCheckIns) {
    const rootIds = targets.map((link) => link.rootId);
    await settleCheckIns(tx, { id: activity.id, isDone, startsOn: details.startsOn, rootIds });
  }
  await emitFacts(
    tx,
    { type: 'activity', id: activity.id, orgUnitId: activity.orgUnitId },
    isDone ? contributionsOf(details, targets, await countingMeasures(tx, activity.orgUnitId), isNamed) : [],
  );
}

/** Refuses forms, topics, groups and sources that are not in the reference tables, field by field. */
export async function requireKnownReferences(
  tx: Tx,
  details: ActivityDetails,
): Promise<{ formName: string; topicNames: string[] }> {
  const form = await tx.db
    .selectFrom('activityForm')
    .select('nameVi')
    .where('id', '=', details.formId)
    .executeTakeFirst();
  if (!form) throw new AppError('invalid', {}, { formId: 'field_invalid' });
  const topics = await tx.db.selectFrom('topic').select(['id', 'nameVi']).orderBy('position').execute();
  const known = new Map(topics.map((topic) => [topic.id, topic.nameVi]));
  if (details.topicIds.some((id) => !known.has(id))) throw new AppError('invalid', {}, { topicIds: 'field_invalid' });
  const groups = await tx.db.selectFrom('population').select('id').execute();
  const sources = await tx.db.selectFrom('costSource').select('id').execute();
  const isGroup = new Set(groups.map((one) => one.id));
  const isSource = new Set(sources.map((one) => one.id));
  if (details.attendance.some((one) => !isGroup.has(one.populationId)))
    throw new AppError('invalid', {}, { attendance: 'field_invalid' });
  if (details.costs.some((one) => !isSource.has(one.costSourceId)))
    throw new AppError('invalid', {}, { costs: 'field_invalid' });
  return { formName: form.nameVi, topicNames: details.topicIds.flatMap((id) => known.get(id) ?? []) };
}
