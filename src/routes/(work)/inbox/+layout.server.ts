import { unreadNotices } from '#app/modules/notices/server/index.ts';
import { plansToDo, waitingDecisions } from '#app/modules/plans/server/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { ctx } }) => ({
  waiting: await ctx.read(async (tx) => ({
    plans: await plansToDo(tx),
    notices: await unreadNotices(tx),
    decisions: (await waitingDecisions(tx, ctx.actor)).length,
  })),
});
