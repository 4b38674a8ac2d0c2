import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#app/platform/jobs.ts';
import { writeNotices } from '#app/modules/notices/server/index.ts';

/** Tells the unit above that lowered targets wait for its decision; one notice for all of a plan's version. */
export const tellLoweringAsked = defineJob({
  name: 'plans.tell-lowering-asked',
  data: z.object({ planId: z.uuid() }),
  retries: 5,
  async run({ planId }, ctx) {
    await ctx.transaction(async (tx) => {
      const { rows } = await sql<{ upperId: string; unit: string; title: string; version: number; count: number }>`
        select up.org_unit_id as upper_id, u.name as unit, p.title, p.version, count(*) as count
        from plan_target t join plan p on p.id = t.plan_id join plan up on up.id = p.adopted_from_id
        join org_unit u on u.id = p.org_unit_id
        where p.id = ${planId} and t.lowering_state = 'asked' and t.review <> 'dropped'
          and p.status not in ('issued', 'closed')
        group by up.org_unit_id, u.name, p.title, p.version`.execute(tx.db);
      const count = await writeNotices(
        tx,
        rows.map((row) => ({
          onceKey: `lowering-asked:${planId}:${row.version}`,
          unitId: row.upperId,
          kind: 'cascade_notice_lowering_asked',
          params: { unit: row.unit, title: row.title, count: row.count },
          href: '/inbox/decisions',
          mail: true,
        })),
      );
      await tx.audit('plan.tell_lowering', { subject: `plan:${planId}`, detail: { count } });
    });
  },
});

/** Tells the unit what was decided about its lowered target. */
export const tellLoweringDecided = defineJob({
  name: 'plans.tell-lowering-decided',
  data: z.object({ targetId: z.uuid() }),
  retries: 5,
  async run({ targetId }, ctx) {
    await ctx.transaction(async (tx) => {
      const { rows } = await sql<{
        planId: string;
        unitId: string;
        version: number;
        statement: string;
        state: 'accepted' | 'refused';
        note: string;
      }>`
        select p.id as plan_id, p.org_unit_id as unit_id, p.version, t.statement, t.lowering_state as state, t.lowering_note as note
        from plan_target t join plan p on p.id = t.plan_id
        where t.id = ${targetId} and t.lowering_state in ('accepted', 'refused')`.execute(tx.db);
      const count = await writeNotices(
        tx,
        rows.map(({ planId, unitId, version, statement, state, note }) => ({
          onceKey: `lowering-decided:${targetId}:${version}:${state}`,
          unitId,
          kind: `cascade_notice_lowering_${state}`,
          params: { statement, note },
          href: state === 'refused' ? `/plans/${planId}/adopt/targets` : `/plans/${planId}`,
          mail: true,
        })),
      );
      await tx.audit('plan.tell_lowering', { subject: `target:${targetId}`, detail: { count } });
    });
  },
});
