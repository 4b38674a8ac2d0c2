import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import {
  beginReorganisation,
  recordDecision,
  recordTouched,
  type Decision,
  type Touched,
} from '#app/modules/orgs/server/reorganise/decision.ts';
import { changePlaces } from '#app/modules/orgs/server/reorganise/change-places.ts';
import { endUnit } from '#app/modules/orgs/server/reorganise/end-unit.ts';
import { type Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { childrenOf, moveSubtrees } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import {
  emptyOutcome,
  runReorganisation,
  type NamedUnit,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface DissolveUnitInput extends Decision {
  unitId: string;
  version: number;
  /** Where the units below go; needed when there are any. */
  childrenToId?: string | undefined;
}

/**
 * Ends a unit without a successor. Units below it go to a named receiver first. Throws not_found, forbidden, conflict,
 * orgs.ended, orgs.has_children, orgs.cycle, orgs.before_founding, orgs.before_last_change, orgs.future_effective.
 */
export async function dissolveUnit(
  ctx: Context,
  input: DissolveUnitInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    const unit = await loadUnit(tx, input.unitId);
    requireUnit(tx.actor, 'reorganise', unit);
    if (unit.version !== input.version) throw new AppError('conflict');
    const children = await childrenOf(tx, unit.id);
    const receiver = input.childrenToId ? await loadUnit(tx, input.childrenToId) : undefined;
    if (input.childrenToId === unit.id) throw new AppError('orgs.same_unit');
    if (input.childrenToId) requireUnit(tx.actor, 'found-below', receiver);
    if (children.length > 0 && !receiver) throw new AppError('orgs.has_children', { count: children.length });

    await recordDecision(tx, decisionId, 'dissolve', input, unit.id);
    const outcome = emptyOutcome(unit.id);
    const touched = await changePlaces(tx, [unit.id], input.effectiveOn, async () => {
      const moved = receiver ? await giveAway(tx, unit, children, receiver, input, decisionId, outcome) : [];
      await endUnit(tx, unit, null, input, outcome);
      return moved;
    });
    await recordTouched(tx, decisionId, [
      { unitId: unit.id, role: 'ended', before: { parentId: unit.parentId } },
      ...touched,
    ]);
    await tx.audit('orgs.dissolve-unit', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { childrenTo: receiver?.id ?? null, decision: input.decisionNumber, on: input.effectiveOn },
    });
    return outcome;
  });
}

/** Moves what stands below the unit to the receiver. Returns what to record. */
async function giveAway(
  tx: Tx,
  unit: LoadedUnit,
  children: readonly (Place & NamedUnit)[],
  receiver: LoadedUnit,
  decision: Decision,
  decisionId: string,
  outcome: ReorganisationOutcome,
): Promise<Touched[]> {
  if (children.length === 0) return [];
  const rows = await moveSubtrees(tx, children, receiver, decision.effectiveOn, decisionId);
  outcome.carriedCount = rows - children.length;
  outcome.moved.push({ units: children.map(({ id, name }) => ({ id, name })), toName: receiver.name });
  return children.map((child) => ({
    unitId: child.id,
    role: 'moved' as const,
    before: { parentId: unit.id },
    after: { parentId: receiver.id },
  }));
}
