import { readBoardView } from '#app/modules/progress/board-address.ts';
import { branchMap, openBoard } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.ctx.read(async (tx) => {
    const board = await openBoard(tx, params.planId, readBoardView(url.searchParams));
    const chosen = board.chosen ?? 0;
    const target = board.progress.targets[chosen];
    return { board, chosen, places: target === undefined ? [] : await branchMap(tx, board.progress, target) };
  });
