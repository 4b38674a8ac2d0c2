import { z } from 'zod';
import { defineJob } from '#app/platform/jobs.ts';
import { heldSince } from '#app/modules/media/server/hold-files.ts';

/** Lets go of files whose form was not sent again within the hour. Safe to run at any time. */
export const clearHeldFiles = defineJob({
  name: 'media.clear-held-files',
  data: z.object({}),
  retries: 2,
  schedule: '40 * * * *',
  async run(_data, ctx) {
    await ctx.transaction(async (tx) => {
      const { numDeletedRows } = await tx.db
        .deleteFrom('heldFile')
        .where('heldAt', '<=', heldSince(tx.now()))
        .executeTakeFirst();
      await tx.audit('file.clear-held', { detail: { count: Number(numDeletedRows) } });
    });
  },
});
