import { hasRole, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';

/** A plan at a unit that it was delivered to. */
export interface ReceiverFacts {
  unitId: string;
  unitPath: string;
}

/** A unit's wish to go below what was asked, put to the unit whose plan asked it. */
export interface LoweringFacts {
  /** Path of the unit that wants to lower. */
  unitPath: string;
  /** Path of the unit whose plan it adopted. */
  upperPath: string;
}

export type ReceiverAction = 'open' | 'acknowledge' | 'adopt';

const rolesFor: Record<ReceiverAction, readonly Role[]> = {
  // Whoever only looks does not count as having received it for the unit.
  open: ['administrator', 'officer', 'approver', 'contributor'],
  acknowledge: ['officer', 'approver'],
  adopt: ['administrator', 'officer', 'approver'],
};
const deciding: readonly Role[] = ['officer', 'approver'];
const reminding: readonly Role[] = ['officer', 'approver'];

/** Whether the actor may do it for the receiving unit: only while acting for that very unit, never from above. */
export function mayReceive(actor: Actor, action: ReceiverAction, receiver: ReceiverFacts): boolean {
  return actor.unitId === receiver.unitId && hasRole(actor, rolesFor[action], receiver.unitPath);
}

/** A plan that was not sent to the unit one acts for looks absent. Throws plan.not_addressed or forbidden. */
export function requireReceiver<R extends ReceiverFacts>(
  actor: Actor,
  action: ReceiverAction,
  receiver: R | undefined,
): asserts receiver is R {
  if (!receiver || actor.unitId !== receiver.unitId) throw new AppError('plan.not_addressed');
  if (!mayReceive(actor, action, receiver)) throw new AppError('forbidden');
}

/** The unit above decides, with a role over itself: a role at the asking unit, whatever it is, decides nothing. */
export function mayDecideLowering(actor: Actor, lowering: LoweringFacts): boolean {
  return lowering.upperPath !== lowering.unitPath && hasRole(actor, deciding, lowering.upperPath);
}

/** Who issued a plan, or stands between, reminds the units of the own branch. */
export function mayRemind(actor: Actor, branchPath: string): boolean {
  return hasRole(actor, reminding, branchPath);
}
