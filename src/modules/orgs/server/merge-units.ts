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
import { insertUnit, requireFreeName, type NewUnit } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { insertParent, requireReceiver } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import {
  emptyOutcome,
  runReorganisation,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface MergeUnitsInput extends NewUnit, Decision {
  /** Two or more; each ends. */
  unitIds: readonly string[];
  /** Where the new unit stands. */
  parentId: string;
}

/**
 * Merges units into a new one (hợp nhất): all of them end, the new one takes over what stood below them. Throws
 * not_found, forbidden, orgs.ended, orgs.too_few_units, orgs.nested_units, orgs.cycle, orgs.code_taken,
 * orgs.before_founding, orgs.before_last_change, orgs.future_effective.
 */
export async function mergeUnits(
  ctx: Context,
  input: MergeUnitsInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    const units = await loadEnding(tx, input.unitIds);
    if (units.length < 2) throw new AppError('orgs.too_few_units');
    const parent = await loadUnit(tx, input.parentId);
    requireUnit(tx.actor, 'found-below', parent);
    requireReceiver(
      parent,
      units.map((unit) => unit.path),
      input.effectiveOn,
    );

    await requireFreeName(tx, parent.id, input.name, input.unitIds);

    const founded = await insertUnit(tx, input, parent, input.effectiveOn);
    await recordDecision(tx, decisionId, 'merge', input, founded.id);
    await insertParent(tx, founded.id, parent.id, input.effectiveOn, decisionId);
    const outcome = { ...emptyOutcome(founded.id), founded: [{ id: founded.id, name: founded.name }] };
    const touched = await takeOver(tx, units, founded, input, decisionId, outcome);
    await recordTouched(tx, decisionId, [
      { unitId: founded.id, role: 'founded', after: { name: founded.name } },
      ...touched,
    ]);
    await auditMerger(tx, 'orgs.merge-units', founded.id, units, input);
    return outcome;
  });
}
