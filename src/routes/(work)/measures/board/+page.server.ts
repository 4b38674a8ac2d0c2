import { countUnserved, sumUnserved } from '#app/modules/activities/server/index.ts';
import { factsBehind, sumBoard } from '#app/modules/measures/server/index.ts';
import { readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.ctx.actor.unitId === null) return { board: null };
  return locals.ctx.read(async (tx) => {
    const board = await sumBoard(tx, readSumBoard(url.searchParams, tx.today()));
    const { view, unit, measures } = board;
    const behind = await factsBehind(tx, { ...view, unitId: unit.id, measures: measures.map((one) => one.id) });
    const unserved = await countUnserved(tx, { path: unit.path, isOwnOnly: false, from: view.from, to: view.to });
    return { board, ...behind, unserved: sumUnserved(unserved) };
  });
};
