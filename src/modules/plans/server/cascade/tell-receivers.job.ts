import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#app/platform/jobs.ts';
import { writeNotices } from '#app/modules/notices/server/index.ts';

interface Delivered {
  unitId: string;
  purpose: 'act' | 'inform';
  title: string;
  number: string;
  issuer: string;
}

/** Tells the units that got a plan; a unit that has opened it by now is not told any more. */
export const tellReceivers = defineJob({
  name: 'plans.tell-receivers',
  data: z.object({ planId: z.uuid() }),
  retries: 5,
  async run({ planId }, ctx) {
    await ctx.transaction(async (tx) => {
      const { rows } = await sql<Delivered>`
        select d.unit_id, d.purpose, p.title, p.number_text as number, u.name as issuer
        from plan_delivery d join plan p on p.id = d.plan_id join org_unit u on u.id = d.issuer_unit_id
        where d.plan_id = ${planId} and d.opened_at is null`.execute(tx.db);
      const count = await writeNotices(
        tx,
        rows.map(({ unitId, purpose, title, number, issuer }) => ({
          onceKey: `plan-delivered:${planId}:${unitId}`,
          unitId,
          kind: purpose === 'act' ? 'cascade_notice_act' : 'cascade_notice_inform',
          params: { title, number, issuer },
          href: `/inbox/${planId}`,
          mail: purpose === 'act',
        })),
      );
      await tx.audit('plan.tell_receivers', { subject: `plan:${planId}`, detail: { count } });
    });
  },
});
