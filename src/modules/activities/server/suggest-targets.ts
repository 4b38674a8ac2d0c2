import type { Tx } from '#app/platform/context.ts';
import { namingTargets } from '#app/modules/measures/server/index.ts';
import type { PlanItem } from '#app/modules/activities/plan-item.ts';
import { findActivityUnit } from '#app/modules/activities/server/check-activity.ts';
import { guessTargets } from '#app/modules/activities/server/guess-targets.ts';
import { servableByItem, targetsForItems } from '#app/modules/activities/server/items/targets-for-items.ts';
import { planItemsOf } from '#app/modules/activities/server/plan-items.ts';
import type { UnservedList } from '#app/modules/activities/server/unserved-work.ts';

export interface TargetChoice {
  id: string;
  statement: string;
  planNumber: string;
  /** What the target names, by which those of one sentence are told apart. */
  whoseVi: string[];
  whoseEn: string[];
}

export interface Suggestions {
  /** For each line of the unit's own, by its id (of figures the measure's), what it most likely serves. */
  likely: Record<string, TargetChoice>;
  /** What lines may be linked to together; empty for figures, whose measure says what they count for. */
  choices: TargetChoice[];
}

/**
 * What the work of one unit in a list most likely serves; what another unit's work is for is for its people to say.
 * Three queries at most.
 */
export async function suggestTargets(tx: Tx, unitId: string, list: UnservedList): Promise<Suggestions> {
  if (list.kind === 'figure') {
    const own = list.lines.filter((line) => line.unitId === unitId);
    const named = await namingTargets(
      tx,
      unitId,
      own.map((line) => line.measureId),
    );
    const likely = named.map((target) => [target.measureId, { ...target, whoseVi: [], whoseEn: [] }]);
    return { likely: Object.fromEntries(likely), choices: [] };
  }
  if (list.kind === 'item') {
    const unit = await findActivityUnit(tx, unitId);
    if (!unit) return { likely: {}, choices: [] };
    const targets = await targetsForItems(tx, unitId, tx.today());
    const own = list.lines.filter((line) => line.unitId === unitId);
    const fitting = own.map((line) => [line.id, servableByItem(targets, unit, line)] as const);
    const open = new Set(fitting.flatMap(([, some]) => some));
    return {
      likely: Object.fromEntries(fitting.flatMap(([id, [first]]) => (first ? [[id, choiceOf(first)]] : []))),
      choices: targets.filter((target) => open.has(target)).map(choiceOf),
    };
  }
  const guesses = await guessTargets(tx, unitId, list.lines);
  const targets = (await planItemsOf(tx, unitId, tx.today())).filter(
    (item) => item.kind === 'target' && item.isCounted,
  );
  return {
    likely: Object.fromEntries(Object.entries(guesses).map(([id, item]) => [id, choiceOf(item)])),
    choices: targets.map(choiceOf),
  };
}

const choiceOf = ({ id, statement, planNumber, planTitle, whoseVi, whoseEn }: PlanItem): TargetChoice => ({
  ...{ id, statement, whoseVi, whoseEn },
  planNumber: planNumber || planTitle,
});
