import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#app/platform/jobs.ts';
import { keepRowsUnder } from '#app/modules/orgs/server/reorganise/decision.ts';

/**
 * Ends the links of an ended unit to units in other branches, which the person who ended it may not write to. Safe to
 * run twice: it asks whether the unit has ended, and touches only links that are still open.
 */
export const closeRelations = defineJob({
  name: 'orgs.close-relations',
  data: z.object({ unitId: z.uuid() }),
  retries: 5,
  async run({ unitId }, ctx) {
    await ctx.transaction(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select d.id from reorganisation d join reorganisation_unit t on t.reorganisation_id = d.id
        where t.unit_id = ${unitId} and t.role = 'ended' and d.undone_at is null
        order by d.created_at desc limit 1`.execute(tx.db);
      if (rows[0]) await keepRowsUnder(tx, rows[0].id);
      const closed = await sql<{ childId: string }>`
        update org_relation r set valid_to = greatest(r.valid_from, u.ended_on)
        from org_unit u
        where u.id = ${unitId} and u.ended_on is not null and r.valid_to is null
          and (r.parent_id = u.id or r.child_id = u.id)
        returning r.child_id`.execute(tx.db);
      for (const { childId } of closed.rows) {
        await tx.audit('orgs.close-relation', { orgUnitId: childId, subject: `unit:${unitId}` });
      }
    });
  },
});
