import { unitMeasures } from '#app/modules/measures/server/index.ts';
import { pastDay, readBoardView } from '#app/modules/progress/board-address.ts';
import { isDeclared } from '#app/modules/progress/target-rule.ts';
import {
  chooseUnit,
  factsOfTarget,
  knownOfCoverage,
  targetDeclarations,
  targetProgress,
  wayUp,
} from '#app/modules/progress/server/index.ts';
import type { PageServerLoad } from './$types';

/** Which page of the facts the address asks for. */
const pageOf = (text: string | null): number => (/^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) : 1);

export const load: PageServerLoad = ({ locals, params, url }) => {
  const view = readBoardView(url.searchParams);
  return locals.ctx.read(async (tx) => {
    const unitId = await chooseUnit(tx, params.planId, view.unit);
    const detail = await targetProgress(tx, {
      uncounted: 'say',
      planId: params.planId,
      targetId: params.targetId,
      unitId,
      on: pastDay(view, tx.today()),
      tree: view.tree,
      knownBy: view.knownBy,
      periodKey: url.searchParams.get('period') ?? undefined,
    });
    const { rule, statedMeasureId } = detail.target;
    const page = pageOf(url.searchParams.get('facts'));
    const behind = isDeclared(rule) ? { facts: [], factCount: 0 } : await factsOfTarget(tx, detail, page);
    const all = await unitMeasures(tx, unitId);
    return {
      view,
      today: tx.today(),
      detail,
      behind: {
        ...behind,
        page,
        measures: all.filter((one) => behind.facts.some((fact) => fact.measureId === one.id)),
      },
      knownCount: rule.shape === 'coverage' ? await knownOfCoverage(tx, detail) : null,
      above: await wayUp(tx, detail.unit.path),
      declarations: isDeclared(rule) ? await targetDeclarations(tx, unitId, detail.target.rootId) : [],
      canRecord:
        unitId === tx.actor.unitId && !isDeclared(rule) && statedMeasureId === null && rule.shape !== 'distribution',
    };
  });
};
