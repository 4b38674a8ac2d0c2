import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { addCheckIn, findOrAddPerson } from '#app/modules/activities/server/check-in/scan-in.ts';
import { loadActivity, type LoadedActivity } from '#app/modules/activities/server/load-activity.ts';
import { settleActivity } from '#app/modules/activities/server/settle-activity.ts';

/** Opens the check-in of an activity, or opens it again; the code stays the same, since it may hang on a wall. */
export async function openCheckIn(ctx: Context, activityId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const activity = await loadForList(tx, activityId);
    // 96 random bits: no two activities meet, and nobody finds one by trying.
    const code = randomBytes(12).toString('base64url');
    await tx.db
      .insertInto('checkInCode')
      .values({ activityId, code, openedAt: tx.now(), closedAt: null })
      .onConflict((conflict) => conflict.column('activityId').doUpdateSet({ closedAt: null }))
      .execute();
    await noteDone(tx, activity, 'activity.open-check-in');
  });
}

export async function closeCheckIn(ctx: Context, activityId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const activity = await loadForList(tx, activityId);
    await tx.db.updateTable('checkInCode').set({ closedAt: tx.now() }).where('activityId', '=', activityId).execute();
    await noteDone(tx, activity, 'activity.close-check-in');
  });
}

export interface TickedPeople {
  activityId: string;
  personIds: readonly string[];
  newName: string;
  newSection: string;
  newPopulationId: string;
}

/** The organiser ticks people of the unit, and adds a name. Throws not_found, forbidden, activity.wrong_status. */
export async function tickPeople(ctx: Context, input: TickedPeople): Promise<{ count: number }> {
  return ctx.transaction(async (tx) => {
    const activity = await loadForList(tx, input.activityId);
    const { rows: known } = await sql<{ id: string; orgUnitId: string }>`
      select p.id, p.org_unit_id from known_person p join org_unit u on u.id = p.org_unit_id
      where p.id = any(${[...input.personIds]}::uuid[]) and p.erased_at is null and starts_with(u.path, ${activity.path})`.execute(
      tx.db,
    );
    if (known.length !== new Set(input.personIds).size) throw new AppError('not_found');
    const people = known.map((one) => ({ id: one.id, unitId: one.orgUnitId }));
    if (input.newName !== '') {
      const { newName: name, newSection: section, newPopulationId: populationId } = input;
      const unitId = activity.orgUnitId;
      people.push({ id: await findOrAddPerson(tx, { name, section, populationId, unitId }), unitId });
    }
    for (const { id: personId, unitId } of people)
      await addCheckIn(tx, { activityId: activity.id, personId, unitId, way: 'list' });
    await settleActivity(tx, activity.id);
    await noteDone(tx, activity, 'activity.tick-people', { count: people.length });
    return { count: people.length };
  });
}

/** Somebody was ticked, or typed a name, by mistake. */
export async function takeBackCheckIn(ctx: Context, input: { activityId: string; personId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const activity = await loadForList(tx, input.activityId);
    await tx.db
      .updateTable('checkIn')
      .set({ takenBackAt: tx.now() })
      .where('activityId', '=', input.activityId)
      .where('personId', '=', input.personId)
      .execute();
    await settleActivity(tx, activity.id);
    await noteDone(tx, activity, 'activity.take-back-check-in');
  });
}

async function loadForList(tx: Tx, activityId: string): Promise<LoadedActivity> {
  const activity = await loadActivity(tx, activityId, 'change', { lock: true });
  if (activity.status === 'cancelled') throw new AppError('activity.wrong_status');
  return activity;
}

async function noteDone(tx: Tx, activity: LoadedActivity, action: string, detail: Record<string, unknown> = {}) {
  await tx.audit(action, { orgUnitId: activity.orgUnitId, subject: `activity:${activity.id}`, detail });
}
