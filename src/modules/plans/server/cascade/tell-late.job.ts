import { sql } from 'kysely';
import { z } from 'zod';
import { addDays } from '#app/platform/clock.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { writeNotices } from '#app/modules/notices/server/index.ts';
import { nextStep, type DeliveryFacts } from '#app/modules/plans/delivery-status.ts';
import { deliveryFacts } from '#app/modules/plans/server/cascade/delivery-scope.ts';
import { startOfDay } from '#app/modules/plans/server/cascade/due-queries.ts';

interface Reminded extends DeliveryFacts {
  unitId: string;
  number: string;
  title: string;
}

/** Writes the reminders of a day. Who has moved since the button was pressed is not reminded any more. */
export const tellLate = defineJob({
  name: 'plans.tell-late',
  data: z.object({ planId: z.uuid(), day: z.iso.date() }),
  retries: 5,
  async run({ planId, day }, ctx) {
    await ctx.transaction(async (tx) => {
      const { rows } = await sql<Reminded>`
        select d.unit_id, p.number_text as number, p.title, ${deliveryFacts}
        from plan_delivery d join plan p on p.id = d.plan_id
        where d.plan_id = ${planId} and p.status = 'issued'
          and d.reminded_at >= ${startOfDay(day)} and d.reminded_at < ${startOfDay(addDays(day, 1))}`.execute(tx.db);
      const count = await writeNotices(
        tx,
        rows.flatMap(({ unitId, number, title, ...facts }) => {
          const due = nextStep(facts, tx.today());
          if (!due || due.daysLate <= 0) return [];
          const kind = due.step === 'acknowledge' ? 'cascade_notice_late_receipt' : 'cascade_notice_late_plan';
          return [
            {
              onceKey: `plan-late:${planId}:${unitId}:${day}`,
              unitId,
              kind,
              params: { number, title, days: due.daysLate },
              href: `/inbox/${planId}`,
              mail: true,
            },
          ];
        }),
      );
      await tx.audit('plan.tell_late', { subject: `plan:${planId}`, detail: { count } });
    });
  },
});
