import { readBoardView } from '#app/modules/progress/board-address.ts';
import { followedPlans } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  locals.ctx.read((tx) => followedPlans(tx, readBoardView(url.searchParams).unit));
