import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#app/platform/context.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { writeNotices } from '#app/modules/notices/server/index.ts';
import { findPlan, type LoadedPlan } from '#app/modules/plans/server/load-plan.ts';

/** Tells those who can approve a submitted plan; returned or decided on by now, nobody is told. */
export const tellDeciders = defineJob({
  name: 'plans.tell-deciders',
  data: z.object({ planId: z.uuid() }),
  retries: 5,
  async run({ planId }, ctx) {
    await ctx.transaction(async (tx) => {
      const plan = await findPlan(tx, planId);
      if (plan?.status !== 'submitted') return;
      const people = await nearestDeciders(tx, plan);
      const count = await writeNotices(
        tx,
        people.map((userId) => ({
          onceKey: `plan-submitted:${planId}:${plan.version}:${userId}`,
          userId,
          kind: 'plans_notice_submitted',
          params: { title: plan.title },
          href: `/plans/${planId}`,
          mail: true,
        })),
      );
      await tx.audit('plan.tell_deciders', { orgUnitId: plan.orgUnitId, subject: `plan:${planId}`, detail: { count } });
    });
  },
});

/** Tells the author that the plan was approved or sent back. */
export const tellAuthor = defineJob({
  name: 'plans.tell-author',
  data: z.object({ planId: z.uuid(), move: z.enum(['return', 'approve']) }),
  retries: 5,
  async run({ planId, move }, ctx) {
    await ctx.transaction(async (tx) => {
      const plan = await findPlan(tx, planId);
      const stands = move === 'return' ? 'returned' : 'approved';
      if (plan?.status !== stands) return;
      const people = [...new Set([plan.authorId, plan.submittedBy])].filter((id) => id !== null);
      const count = await writeNotices(
        tx,
        people.map((userId) => ({
          onceKey: `plan-${move}:${planId}:${plan.version}:${userId}`,
          userId,
          kind: move === 'return' ? 'plans_notice_returned' : 'plans_notice_approved',
          params: { title: plan.title },
          href: `/plans/${planId}`,
          mail: true,
        })),
      );
      await tx.audit('plan.tell_author', { orgUnitId: plan.orgUnitId, subject: `plan:${planId}`, detail: { count } });
    });
  },
});

/** Approvers of the unit itself, or of the nearest unit above that has one besides the plan's own people. */
async function nearestDeciders(tx: Tx, plan: LoadedPlan): Promise<string[]> {
  const { rows } = await sql<{ userId: string; path: string }>`
    select distinct g.user_id, u.path from role_grant g join org_unit u on u.id = g.unit_id
    where g.role = 'approver' and starts_with(${plan.orgPath}, u.path)
      and g.valid_from <= ${tx.today()} and (g.valid_to is null or g.valid_to >= ${tx.today()})`.execute(tx.db);
  const others = rows.filter((row) => row.userId !== plan.authorId && row.userId !== plan.submittedBy);
  const nearest = Math.max(0, ...others.map((row) => row.path.length));
  return others.filter((row) => row.path.length === nearest).map((row) => row.userId);
}
