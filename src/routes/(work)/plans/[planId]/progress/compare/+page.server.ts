import { searchUnits } from '#app/modules/orgs/server/index.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import { compareProgress } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

/** As many as a list can be looked through. */
const foundUnits = 30;

export const load: PageServerLoad = async ({ locals: { ctx }, params, url }) => {
  const find = (url.searchParams.get('find') ?? '').trim().slice(0, 100);
  return {
    comparison: await ctx.read((tx) => compareProgress(tx, params.planId, readBoardView(url.searchParams))),
    find,
    found: (await searchUnits(ctx, find, { activeOnly: true, limit: foundUnits })).hits,
  };
};
