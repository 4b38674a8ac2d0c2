import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { isWithin } from '#app/modules/orgs/unit-path.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnits, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { type Decision, type Touched } from '#app/modules/orgs/server/reorganise/decision.ts';
import { changePlaces } from '#app/modules/orgs/server/reorganise/change-places.ts';
import { endUnit } from '#app/modules/orgs/server/reorganise/end-unit.ts';
import { type Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { childrenOf, moveSubtrees } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import { type ReorganisationOutcome } from '#app/modules/orgs/server/reorganise/outcome.ts';

/** The units that a merger ends: each decided on from above, none below another. */
export async function loadEnding(tx: Tx, ids: readonly string[]): Promise<LoadedUnit[]> {
  const units = (await loadUnits(tx, [...new Set(ids)])).map((unit) => {
    requireUnit(tx.actor, 'reorganise', unit);
    return unit;
  });
  for (const unit of units) {
    const above = units.find((other) => other !== unit && isWithin(unit.path, other.path));
    if (above) throw new AppError('orgs.nested_units', { name: unit.name, above: above.name });
  }
  return units;
}

/** Moves what stands below the units to the successor, then ends them. Returns what to record. */
export async function takeOver(
  tx: Tx,
  units: readonly LoadedUnit[],
  successor: Place,
  decision: Decision,
  decisionId: string,
  outcome: ReorganisationOutcome,
): Promise<Touched[]> {
  return changePlaces(
    tx,
    units.map((unit) => unit.id),
    decision.effectiveOn,
    () => moveAndEnd(tx, units, successor, decision, decisionId, outcome),
  );
}

async function moveAndEnd(
  tx: Tx,
  units: readonly LoadedUnit[],
  successor: Place,
  decision: Decision,
  decisionId: string,
  outcome: ReorganisationOutcome,
): Promise<Touched[]> {
  const touched: Touched[] = [];
  for (const unit of units) {
    // The successor may itself stand below the unit's parent's other child, never below the unit: its path is stable.
    const children = (await childrenOf(tx, unit.id)).filter((child) => child.id !== successor.id);
    outcome.carriedCount += await moveSubtrees(tx, children, successor, decision.effectiveOn, decisionId);
    if (children.length > 0) {
      outcome.moved.push({ units: children.map(({ id, name }) => ({ id, name })), toName: successor.name });
      outcome.carriedCount -= children.length;
    }
    await endUnit(tx, unit, successor, decision, outcome);
    touched.push({ unitId: unit.id, role: 'ended', successorId: successor.id, before: { parentId: unit.parentId } });
    for (const child of children) {
      touched.push({
        unitId: child.id,
        role: 'moved',
        before: { parentId: unit.id },
        after: { parentId: successor.id },
      });
    }
  }
  return touched;
}

/** One entry for each unit that ends, in its own log. */
export async function auditMerger(
  tx: Tx,
  action: string,
  successorId: string,
  units: readonly LoadedUnit[],
  decision: Decision,
): Promise<void> {
  for (const unit of units) {
    await tx.audit(action, {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { successorId, decision: decision.decisionNumber, on: decision.effectiveOn },
    });
  }
}
