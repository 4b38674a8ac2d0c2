import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsAbove, unitsById } from '#app/modules/orgs/server/index.ts';
import { findProgressPlan } from '#app/modules/progress/server/plan-targets.ts';

/**
 * Whose branch of a plan to look at where the address names none: the plan's own unit when it lies at or below the unit
 * one acts for, else that unit. Throws not_found.
 */
export async function chooseUnit(tx: Tx, planId: string, asked: string | null): Promise<string> {
  if (asked !== null) return asked;
  const plan = await findProgressPlan(tx, planId);
  const { unitId, unitPath } = tx.actor;
  const own = (await unitsById(tx, [plan.unitId])).get(plan.unitId);
  if (own && (unitPath === null || own.path.startsWith(unitPath))) return own.id;
  if (unitId === null) throw new AppError('not_found');
  return unitId;
}

/** The units between the one that is acted for and the one that is looked at, from the top: the way back up. */
export async function wayUp(tx: Tx, path: string): Promise<{ id: string; name: string }[]> {
  const from = tx.actor.unitPath;
  if (from === null) return [];
  const above = await unitsAbove(tx, path);
  return above.filter((unit) => unit.path.startsWith(from)).map(({ id, name }) => ({ id, name }));
}
