import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';
import {
  beginReorganisation,
  recordDecision,
  recordTouched,
  type Decision,
} from '#app/modules/orgs/server/reorganise/decision.ts';
import { auditMerger, loadEnding, takeOver } from '#app/modules/orgs/server/reorganise/take-over.ts';
import { requireReceiver } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import {
  emptyOutcome,
  runReorganisation,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface AbsorbUnitsInput extends Decision {
  /** One or more; each ends. */
  unitIds: readonly string[];
  /** The one that goes on, with everything the others had below them. */
  successorId: string;
}

/** Takes units into one that goes on (sáp nhập). Throws as `mergeUnits`, and orgs.same_unit. */
export async function absorbUnits(
  ctx: Context,
  input: AbsorbUnitsInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    if (input.unitIds.includes(input.successorId)) throw new AppError('orgs.same_unit');
    const units = await loadEnding(tx, input.unitIds);
    if (units.length === 0) throw new AppError('orgs.too_few_units');
    const successor = await loadUnit(tx, input.successorId);
    requireUnit(tx.actor, 'found-below', successor);
    requireReceiver(
      successor,
      units.map((unit) => unit.path),
      input.effectiveOn,
    );

    await recordDecision(tx, decisionId, 'absorb', input, successor.id);
    const outcome = emptyOutcome(successor.id);
    const touched = await takeOver(tx, units, successor, input, decisionId, outcome);
    await recordTouched(tx, decisionId, [{ unitId: successor.id, role: 'successor' }, ...touched]);
    await auditMerger(tx, 'orgs.absorb-units', successor.id, units, input);
    return outcome;
  });
}
