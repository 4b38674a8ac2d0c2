import { readBoardView } from '#app/modules/progress/board-address.ts';
import { rankBehind } from '#app/modules/progress/rank-branches.ts';
import { openBoard } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.ctx.read(async (tx) => {
    const board = await openBoard(tx, params.planId, readBoardView(url.searchParams));
    const rules = board.progress.targets.map((target) => target.rule);
    return { board, lines: rankBehind(board.progress.branches, rules, board.chosen) };
  });
