import { readBoardView } from '#app/modules/progress/board-address.ts';
import { isDeclared } from '#app/modules/progress/target-rule.ts';
import { chooseUnit, targetDeclarations, targetProgress, wayUp } from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const view = readBoardView(url.searchParams);
  return locals.ctx.read(async (tx) => {
    const unitId = await chooseUnit(tx, params.planId, view.unit);
    const detail = await targetProgress(tx, {
      planId: params.planId,
      targetId: params.targetId,
      unitId,
      on: view.on ?? undefined,
      tree: view.tree,
      periodKey: url.searchParams.get('period') ?? undefined,
    });
    const { rule, isStated } = detail.target;
    return {
      view,
      today: tx.today(),
      detail,
      above: await wayUp(tx, detail.unit.path),
      declarations: isDeclared(rule) ? await targetDeclarations(tx, unitId, detail.target.rootId) : [],
      canRecord: unitId === tx.actor.unitId && !isDeclared(rule) && !isStated && rule.shape !== 'distribution',
    };
  });
};
