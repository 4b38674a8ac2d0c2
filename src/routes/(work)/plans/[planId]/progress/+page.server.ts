import { readBoardView } from '#app/modules/progress/board-address.ts';
import { chooseUnit, progressOf, wayUp } from '#app/modules/progress/server/index.ts';
import { sortBranches } from '#app/modules/progress/sort-branches.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const view = readBoardView(url.searchParams);
  return locals.ctx.read(async (tx) => {
    const unitId = await chooseUnit(tx, params.planId, view.unit);
    const progress = await progressOf(tx, { planId: params.planId, unitId, on: view.on ?? undefined, tree: view.tree });
    const at = progress.targets.findIndex((target) => target.id === view.sort);
    return {
      view,
      today: tx.today(),
      above: await wayUp(tx, progress.unit.path),
      progress: { ...progress, branches: sortBranches(progress.branches, at, view.direction) },
    };
  });
};
