import { countUnserved, sumUnserved } from '#app/modules/activities/server/index.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import { branchHistory, openBoard } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.ctx.read(async (tx) => {
    const board = await openBoard(tx, params.planId, readBoardView(url.searchParams));
    const unserved = await countUnserved(tx, { path: board.progress.unit.path, isOwnOnly: false });
    return { board, history: await branchHistory(tx, board.progress), unserved: sumUnserved(unserved) };
  });
