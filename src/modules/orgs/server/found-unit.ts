import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';
import {
  beginReorganisation,
  recordDecision,
  recordTouched,
  type Decision,
} from '#app/modules/orgs/server/reorganise/decision.ts';
import { insertUnit, requireFreeName, type NewUnit } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { insertParent } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import {
  emptyOutcome,
  runReorganisation,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface FoundUnitInput extends NewUnit, Decision {
  /** Null only for the first unit of a federation, which the system founds. */
  parentId: string | null;
}

/**
 * Founds a unit under another from the effective date on. Throws not_found, forbidden, orgs.ended, orgs.before_founding,
 * orgs.future_effective, orgs.name_taken, orgs.code_taken; orgs.unknown_parent for a second unit without a parent.
 */
export async function foundUnit(
  ctx: Context,
  input: FoundUnitInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    const parent = input.parentId === null ? null : await loadUnit(tx, input.parentId);
    if (parent === null) await requireEmptyFederation(tx);
    else requireUnit(tx.actor, 'found-below', parent);
    await requireFreeName(tx, parent?.id ?? null, input.name);

    const founded = await insertUnit(tx, input, parent, input.effectiveOn);
    await recordDecision(tx, decisionId, 'found', input, founded.id);
    if (parent) await insertParent(tx, founded.id, parent.id, input.effectiveOn, decisionId);
    await recordTouched(tx, decisionId, [{ unitId: founded.id, role: 'founded', after: { name: input.name } }]);
    await tx.audit('orgs.found-unit', {
      orgUnitId: founded.id,
      subject: `unit:${founded.id}`,
      detail: { name: input.name, parentId: input.parentId, decision: input.decisionNumber, on: input.effectiveOn },
    });
    return { ...emptyOutcome(founded.id), founded: [{ id: founded.id, name: founded.name }] };
  });
}

/** Only the system founds a federation, and only one. */
async function requireEmptyFederation(tx: Tx): Promise<void> {
  const isSystem = tx.actor.grants.some((grant) => grant.path === '.' && grant.role === 'administrator');
  const { rows } = await sql`select 1 from org_unit limit 1`.execute(tx.db);
  if (!isSystem || rows.length > 0) throw new AppError('orgs.unknown_parent');
}
