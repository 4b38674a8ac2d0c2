import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#app/platform/context.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { checkSums as checkSample } from '#app/modules/measures/server/index.ts';
import { checkTallies } from '#app/modules/progress/server/kept/check-tallies.ts';
import { writeNotices, type NewNotice } from '#app/modules/notices/server/index.ts';

/** All the time a random sample of kept sums is counted anew from the facts; who may put it right is told of a difference. */
export const checkSums = defineJob({
  name: 'progress.check-sums',
  data: z.object({}),
  retries: 0,
  schedule: '* * * * *',
  async run(_data, ctx) {
    const sums = (await checkSample(ctx)).map((one): Told => {
      const key = `${one.unitNumber}:${one.part}:${one.measureId}:${one.populationId}:${one.bucket}`;
      return { key, href: '/measures/sums', ...one };
    });
    const tallies = (await checkTallies(ctx)).map((one): Told => {
      // Of all that a tally holds the first value that differs.
      const at = one.kept.findIndex((value, index) => value !== one.counted[index]);
      const key = `${one.unitId}:${one.part}:${one.questionId}`;
      return { ...one, key, href: '/progress', kept: one.kept[at] ?? 0, counted: one.counted[at] ?? 0 };
    });
    const found = [...sums, ...tallies];
    if (found.length === 0) return;
    await ctx.transaction(async (tx) => {
      for (const one of found) await writeNotices(tx, await noticesOf(tx, one));
      await tx.audit('progress.tell-sum-differs', { detail: { count: found.length } });
    });
  },
});

interface Told {
  key: string;
  unitId: string;
  unitName: string;
  kept: number;
  counted: number;
  href: string;
}

/** To every administrator at the unit or above it today. */
async function noticesOf(tx: Tx, one: Told): Promise<NewNotice[]> {
  const { rows } = await sql<{ userId: string }>`
    select distinct g.user_id from role_grant g join org_unit a on a.id = g.unit_id
    join org_unit u on u.id = ${one.unitId} and u.path ^@ a.path
    where g.role = 'administrator' and g.valid_from <= ${tx.today()} and (g.valid_to is null or g.valid_to >= ${tx.today()})`.execute(
    tx.db,
  );
  return rows.map(({ userId }) => ({
    onceKey: `sum-differs:${one.key}:${tx.today()}:${userId}`,
    userId,
    kind: 'progress_notice_sum_differs',
    params: { unit: one.unitName, kept: one.kept, counted: one.counted },
    href: one.href,
    mail: true,
  }));
}
