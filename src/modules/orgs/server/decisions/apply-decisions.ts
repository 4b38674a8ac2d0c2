import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import type { DecisionFacts, DecisionPlan, UnitRef } from '#app/modules/orgs/decisions/plan-decisions.ts';
import { loadUnits } from '#app/modules/orgs/server/load-unit.ts';
import { changePlaces } from '#app/modules/orgs/server/reorganise/change-places.ts';
import {
  beginReorganisation,
  recordDecision,
  recordTouched,
  type Decision,
  type Touched,
} from '#app/modules/orgs/server/reorganise/decision.ts';
import { endUnits, type EndedUnits } from '#app/modules/orgs/server/reorganise/end-unit.ts';
import { insertUnit, requireFreeName, type Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { insertParent, moveUnits } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import type { ReorganisationMode } from '#app/modules/orgs/server/reorganise/outcome.ts';
import { changeName } from '#app/modules/orgs/server/rename-unit.ts';

/**
 * Carries a set of decisions out: units are founded and named one by one, moved and ended all at once. Returns the id it
 * is undone by. Throws orgs.name_taken, orgs.row_code_taken, orgs.cycle, orgs.before_founding, orgs.before_last_change.
 */
export async function applyDecisions(
  tx: Tx,
  rootId: string,
  plan: DecisionPlan,
  facts: DecisionFacts,
  decision: Decision,
  mode: ReorganisationMode = 'do',
): Promise<{ reorganisationId: string; ended: EndedUnits }> {
  const id = await beginReorganisation(tx, decision, mode);
  await recordDecision(tx, id, 'set', decision, rootId);
  const places = await foundAll(tx, plan, facts, decision.effectiveOn, id);
  const idOf = (ref: UnitRef): string => ('unitId' in ref ? ref.unitId : (places.get(ref.rowNumber)?.id ?? ''));
  const moves = plan.moves.map((move) => ({ unitId: move.unitId, parentId: idOf(move.to) }));
  const ends = plan.ends.map((end) => ({ unitId: end.unitId, successorId: end.to ? idOf(end.to) : null }));
  const going = [...moves, ...ends].map((one) => one.unitId);
  const before = new Map((await loadUnits(tx, going)).flatMap((unit) => (unit ? [[unit.id, unit.parentId]] : [])));
  const ended = await changePlaces(tx, going, decision.effectiveOn, async () => {
    await moveUnits(tx, moves, decision.effectiveOn, id);
    return endUnits(tx, ends, decision);
  });
  const renamed = await renameAll(tx, plan, decision.effectiveOn);
  const stood = (unitId: string) => ({ parentId: before.get(unitId) ?? null });
  await recordTouched(tx, id, [
    ...[...places.values()].map((place) => ({
      unitId: place.id,
      role: 'founded' as const,
      after: { name: place.name },
    })),
    ...moves.map(({ unitId, parentId }) => ({
      unitId,
      role: 'moved' as const,
      before: stood(unitId),
      after: { parentId },
    })),
    ...ends.map(({ unitId, successorId }) => ({
      unitId,
      role: 'ended' as const,
      ...(successorId ? { successorId } : {}),
      before: stood(unitId),
    })),
    ...renamed,
  ]);
  return { reorganisationId: id, ended };
}

/** Those above first; a row may found a unit under one that another row founds. */
async function foundAll(
  tx: Tx,
  plan: DecisionPlan,
  facts: DecisionFacts,
  on: LocalDate,
  reorganisationId: string,
): Promise<Map<number, Place>> {
  const known = new Map(facts.units.map((unit) => [unit.id, unit]));
  const places = new Map<number, Place>();
  let waiting = plan.founded;
  while (waiting.length > 0) {
    const left: typeof waiting = [];
    for (const unit of waiting) {
      const parent: Place | undefined =
        'unitId' in unit.parent ? known.get(unit.parent.unitId) : places.get(unit.parent.rowNumber);
      if (!parent) {
        left.push(unit);
        continue;
      }
      await requireFreeName(tx, parent.id, unit.name);
      const founded = await insertUnit(tx, { ...unit, code: unit.code || undefined }, parent, on).catch(
        (error: unknown) => {
          const isTaken = isAppError(error) && error.code === 'orgs.code_taken';
          throw isTaken ? new AppError('orgs.row_code_taken', { row: unit.rowNumber, code: unit.code }) : error;
        },
      );
      await insertParent(tx, founded.id, parent.id, on, reorganisationId);
      places.set(unit.rowNumber, founded);
    }
    if (left.length === waiting.length) throw new AppError('orgs.unknown_parent');
    waiting = left;
  }
  return places;
}

async function renameAll(tx: Tx, plan: DecisionPlan, on: LocalDate): Promise<Touched[]> {
  const units = await loadUnits(
    tx,
    plan.renames.map((one) => one.unitId),
  );
  const touched: Touched[] = [];
  for (const [index, { name }] of plan.renames.entries()) {
    const unit = units[index];
    if (!unit) throw new AppError('not_found');
    await requireFreeName(tx, unit.parentId, name, [unit.id]);
    await changeName(tx, unit, { name, shortName: unit.shortName, symbol: unit.symbol }, on);
    touched.push({ unitId: unit.id, role: 'renamed', before: { name: unit.name }, after: { name } });
  }
  return touched;
}
