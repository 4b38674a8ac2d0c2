import { readBoardView } from '#app/modules/progress/board-address.ts';
import { branchHistory, openBoard } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.ctx.read(async (tx) => {
    const board = await openBoard(tx, params.planId, readBoardView(url.searchParams));
    return { board, history: await branchHistory(tx, board.progress) };
  });
