import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnits } from '#app/modules/orgs/server/load-unit.ts';
import {
  beginReorganisation,
  recordDecision,
  recordTouched,
  type Decision,
} from '#app/modules/orgs/server/reorganise/decision.ts';
import { requireFreeName } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { changePlaces } from '#app/modules/orgs/server/reorganise/change-places.ts';
import { moveSubtrees } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import {
  emptyOutcome,
  runReorganisation,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface TransferUnitInput extends Decision {
  unitId: string;
  version: number;
  toParentId: string;
}

/**
 * Puts a unit and everything below it under another parent from the effective date on. The one who decides stands above
 * the unit and above (or at) the receiver. Throws not_found, forbidden, conflict, orgs.ended, orgs.cycle,
 * orgs.same_unit, orgs.nothing_changes, orgs.name_taken, orgs.before_founding, orgs.before_last_change,
 * orgs.future_effective.
 */
export async function transferUnit(
  ctx: Context,
  input: TransferUnitInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    const [unit, to] = await loadUnits(tx, [input.unitId, input.toParentId]);
    requireUnit(tx.actor, 'reorganise', unit);
    requireUnit(tx.actor, 'found-below', to);
    if (unit.version !== input.version) throw new AppError('conflict');
    if (unit.id === to.id) throw new AppError('orgs.same_unit');
    if (unit.parentId === to.id) throw new AppError('orgs.nothing_changes');
    if (input.effectiveOn < unit.foundedOn) {
      throw new AppError('orgs.before_founding', { name: unit.name, date: unit.foundedOn });
    }
    await requireFreeName(tx, to.id, unit.name);

    await recordDecision(tx, decisionId, 'transfer', input, unit.id);
    const rows = await changePlaces(tx, [unit.id], input.effectiveOn, () =>
      moveSubtrees(tx, [unit], to, input.effectiveOn, decisionId),
    );
    await recordTouched(tx, decisionId, [
      { unitId: unit.id, role: 'moved', before: { parentId: unit.parentId }, after: { parentId: to.id } },
    ]);
    await tx.audit('orgs.transfer-unit', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { before: unit.parentId, after: to.id, decision: input.decisionNumber, on: input.effectiveOn },
    });
    return {
      ...emptyOutcome(unit.id),
      moved: [{ units: [{ id: unit.id, name: unit.name }], toName: to.name }],
      carriedCount: rows - 1,
    };
  });
}
