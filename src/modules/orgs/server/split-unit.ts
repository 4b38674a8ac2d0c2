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
import {
  insertUnit,
  requireFreeName,
  type NewUnit,
  type Place,
} from '#app/modules/orgs/server/reorganise/insert-unit.ts';
import { childrenOf, insertParent, moveSubtrees } from '#app/modules/orgs/server/reorganise/move-subtree.ts';
import {
  emptyOutcome,
  runReorganisation,
  type ReorganisationMode,
  type ReorganisationOutcome,
} from '#app/modules/orgs/server/reorganise/outcome.ts';
import { shareFigures, type FigureShares } from '#app/modules/orgs/server/share-figures.ts';

export interface SplitPart extends NewUnit {
  /** Units below the old one that go to this part. */
  childIds: readonly string[];
  /** Takes the open work of the old unit over when that ends. */
  isHeir?: boolean;
}

export interface SplitUnitInput extends Decision {
  unitId: string;
  version: number;
  parts: readonly SplitPart[];
  /** Whether the old unit ends (chia) or goes on beside the new ones (tách). */
  isEnding: boolean;
  /** How declared figures are shared out; without it the new units have declared nothing yet. */
  shares?: FigureShares | undefined;
}

/**
 * Founds new units beside one, out of what stood below it. When it ends, every unit below it must go to a part. Throws
 * not_found, forbidden, conflict, orgs.ended, orgs.too_few_units, orgs.has_children, orgs.name_taken, orgs.code_taken,
 * orgs.shares_differ, orgs.before_founding, orgs.before_last_change, orgs.future_effective.
 */
export async function splitUnit(
  ctx: Context,
  input: SplitUnitInput,
  mode: ReorganisationMode = 'do',
): Promise<ReorganisationOutcome> {
  return runReorganisation(ctx, mode, async (tx) => {
    const decisionId = await beginReorganisation(tx, input, mode);
    const unit = await loadUnit(tx, input.unitId);
    requireUnit(tx.actor, 'reorganise', unit);
    if (unit.version !== input.version) throw new AppError('conflict');
    // Parts stand beside the unit, and nothing stands beside the first one.
    const parent = unit.parentId === null ? undefined : await loadUnit(tx, unit.parentId);
    if (!parent) throw new AppError('orgs.unknown_parent');
    if (input.parts.length < (input.isEnding ? 2 : 1)) throw new AppError('orgs.too_few_units');
    const children = await childrenOf(tx, unit.id);
    const shares = shareOut(children, input);

    await recordDecision(tx, decisionId, 'split', input, unit.id);
    const outcome = emptyOutcome(unit.id);
    const going = (input.isEnding ? [unit] : shares.flat()).map(({ id }) => id);
    const touched = await changePlaces(tx, going, input.effectiveOn, () =>
      carryOut(tx, { unit, parent, shares }, input, decisionId, outcome),
    );
    await recordTouched(tx, decisionId, touched);
    await tx.audit('orgs.split-unit', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { parts: outcome.founded, decision: input.decisionNumber, on: input.effectiveOn },
    });
    return outcome;
  });
}

async function carryOut(
  tx: Tx,
  { unit, parent, shares }: { unit: LoadedUnit; parent: LoadedUnit; shares: readonly (readonly Place[])[] },
  input: SplitUnitInput,
  decisionId: string,
  outcome: ReorganisationOutcome,
): Promise<Touched[]> {
  const touched: Touched[] = [];
  const parts: Place[] = [];
  let heir: Place | null = null;
  for (const [index, part] of input.parts.entries()) {
    const share = shares[index] ?? [];
    const founded = await foundPart(tx, part, parent, share, input, decisionId, outcome);
    parts.push(founded);
    if (part.isHeir) heir = founded;
    const before = { parentId: unit.id };
    const after = { parentId: founded.id };
    touched.push({ unitId: founded.id, role: 'founded', after: { name: founded.name } });
    touched.push(...share.map((child) => ({ unitId: child.id, role: 'moved' as const, before, after })));
    if (input.isEnding) touched.push({ unitId: unit.id, role: 'ended', successorId: founded.id });
  }
  if (input.shares) outcome.shared = await shareFigures(tx, { ...input, unit, parts }, input.shares, input);
  if (input.isEnding) await endUnit(tx, unit, null, input, outcome, heir);
  else touched.push({ unitId: unit.id, role: 'successor' });
  return touched;
}

function shareOut<C extends { id: string }>(children: readonly C[], input: SplitUnitInput): C[][] {
  const taken = new Set<string>();
  const shares = input.parts.map((part) =>
    children.filter((child) => {
      if (taken.has(child.id) || !part.childIds.includes(child.id)) return false;
      taken.add(child.id);
      return true;
    }),
  );
  const left = children.length - taken.size;
  if (input.isEnding && left > 0) throw new AppError('orgs.has_children', { count: left });
  return shares;
}

async function foundPart(
  tx: Tx,
  part: SplitPart,
  parent: LoadedUnit,
  children: readonly Place[],
  decision: Decision,
  decisionId: string,
  outcome: ReorganisationOutcome,
): Promise<Place> {
  await requireFreeName(tx, parent.id, part.name);
  const founded = await insertUnit(tx, part, parent, decision.effectiveOn);
  await insertParent(tx, founded.id, parent.id, decision.effectiveOn, decisionId);
  const rows = await moveSubtrees(tx, children, founded, decision.effectiveOn, decisionId);
  outcome.founded.push({ id: founded.id, name: founded.name });
  outcome.carriedCount += Math.max(0, rows - children.length);
  if (children.length > 0) {
    outcome.moved.push({ units: children.map(({ id, name }) => ({ id, name })), toName: founded.name });
  }
  return founded;
}
