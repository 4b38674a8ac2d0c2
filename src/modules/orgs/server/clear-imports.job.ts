import { z } from 'zod';
import { defineJob } from '#app/platform/jobs.ts';

/**
 * Throws away lists that nobody confirmed within a day, and with them planned decisions that were cancelled or failed
 * long ago; written ones keep their counts, and what waits for its day its list. Safe to run at any time.
 */
export const clearImports = defineJob({
  name: 'orgs.clear-imports',
  data: z.object({}),
  retries: 2,
  schedule: '20 3 * * *',
  async run(_data, ctx) {
    await ctx.transaction(async (tx) => {
      const { numDeletedRows } = await tx.db
        .deleteFrom('unitImport')
        .where('writtenAt', 'is', null)
        .where('expiresAt', '<', tx.now())
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('plannedDecision')
                .select('plannedDecision.id')
                .whereRef('plannedDecision.listId', '=', 'unitImport.id')
                .where('plannedDecision.state', '=', 'planned'),
            ),
          ),
        )
        .executeTakeFirst();
      await tx.audit('orgs.clear-imports', { detail: { count: Number(numDeletedRows) } });
    });
  },
});
