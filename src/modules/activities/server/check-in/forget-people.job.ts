import { sql } from 'kysely';
import { z } from 'zod';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { keptDays } from '#app/modules/activities/check-in-rules.ts';

/** Strikes out the names of people who took part in nothing for longer than any year that is counted. */
export const forgetPeople = defineJob({
  name: 'activities.forget-people',
  data: z.object({}),
  retries: 3,
  schedule: '20 2 * * *',
  async run(_, ctx) {
    await forgetOldNames(ctx);
  },
});

/** Returns how many names were struck out. What they were counted for stays: it is counted without names. */
export async function forgetOldNames(ctx: Context): Promise<number> {
  return ctx.transaction(async (tx) => {
    const before = new Date(tx.now().getTime() - keptDays * 86_400_000);
    const count = await strikeOut(
      tx,
      sql`p.added_at < ${before} and not exists (select 1 from check_in c where c.person_id = p.id and c.made_at >= ${before})`,
    );
    if (count > 0) await tx.audit('activity.forget-people', { detail: { count } });
    return count;
  });
}

/** Strikes a name out at its owner's wish. Throws not_found, forbidden. */
export async function forgetPerson(ctx: Context, personId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ orgUnitId: string; path: string }>`
      select p.org_unit_id, u.path from known_person p join org_unit u on u.id = p.org_unit_id
      where p.id = ${personId} and p.erased_at is null`.execute(tx.db);
    const [person] = rows;
    if (!person) throw new AppError('not_found');
    if (!canActivity(tx.actor, 'change', { path: person.path, authorId: null })) throw new AppError('forbidden');
    await strikeOut(tx, sql`p.id = ${personId}`);
    await tx.audit('activity.forget-person', { orgUnitId: person.orgUnitId, subject: `person:${personId}` });
  });
}

async function strikeOut(tx: Tx, which: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql`
    update known_person p set name = '', section = '', person_key = null, erased_at = ${tx.now()}
    where p.erased_at is null and ${which} returning p.id`.execute(tx.db);
  return rows.length;
}
