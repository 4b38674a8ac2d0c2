import type { DecisionFacts, DecisionPlan } from '#app/modules/orgs/decisions/plan-decisions.ts';
import type { DecisionAction } from '#app/modules/orgs/decisions/read-decisions.ts';

/** What a row of a set does, with the names of those it is about: a code says little to who checks the list. */
export interface DecisionStep {
  rowNumber: number;
  action: DecisionAction;
  code: string;
  name: string;
  /** The successor, the receiver or the unit above; null for a dissolution and a new name. */
  toName: string | null;
  newName: string | null;
  /** Units below that go along without a row of their own. */
  followingCount: number;
}

/** Row by row what a set does, in the order of the list; rows with a fault are left out. Pure. */
export function listSteps(facts: DecisionFacts, plan: DecisionPlan): DecisionStep[] {
  const faulty = new Set(plan.faults.map((fault) => fault.rowNumber));
  const byCode = new Map(facts.units.map((unit) => [unit.code, unit]));
  const names = new Map([
    ...facts.units.map((unit): [string, string] => [unit.code, unit.name]),
    ...plan.founded.map((unit): [string, string] => [unit.code, unit.name]),
  ]);
  const below = new Map<string, number>();
  const moved = new Set(plan.moves.map((move) => move.unitId));
  const named = new Set(facts.rows.filter(({ action }) => action === 'under').map(({ code }) => byCode.get(code)?.id));
  for (const child of facts.children)
    if (moved.has(child.id) && !named.has(child.id)) below.set(child.parentId, (below.get(child.parentId) ?? 0) + 1);
  return facts.rows.flatMap(({ rowNumber, action, code, name, target, newName }): DecisionStep[] => {
    if (action === null || faulty.has(rowNumber)) return [];
    const unit = byCode.get(code);
    return [
      {
        rowNumber,
        action,
        code,
        name: action === 'found' ? newName || name : (unit?.name ?? code),
        toName: action === 'dissolve' || action === 'rename' ? null : (names.get(target) ?? target),
        newName: action === 'rename' ? newName : null,
        followingCount: action === 'into' && unit ? (below.get(unit.id) ?? 0) : 0,
      },
    ];
  });
}
