import { hasRole, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';
import { canMove, isOpen, type PlanMove, type PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';

/** What the policy needs to know of a plan. */
export interface PlanFacts {
  /** Path of the unit that makes it. */
  orgPath: string;
  status: PlanStatus;
  authorId: string | null;
  /** Who sent it to be decided on last. */
  submittedBy: string | null;
  /** It was delivered to a unit that the actor reads. */
  isDelivered: boolean;
  /** The unit has ended, and its plan was left to nobody: it is only read, and closed if it was issued. */
  unitEndedOn?: string | null;
}

export type PlanAction = 'read' | 'edit' | 'delete' | PlanMove;

const rolesFor: Record<Exclude<PlanAction, 'read'>, readonly Role[]> = {
  edit: ['administrator', 'officer', 'approver'],
  delete: ['administrator', 'officer', 'approver'],
  submit: ['administrator', 'officer', 'approver'],
  return: ['approver'],
  approve: ['approver'],
  issue: ['officer', 'approver'],
  close: ['officer', 'approver'],
};
const readers: readonly Role[] = ['administrator', 'officer', 'approver', 'contributor', 'viewer'];

const afterEnd: readonly PlanAction[] = ['read', 'close'];

function isLeftBehind(plan: PlanFacts, action: PlanAction): boolean {
  return Boolean(plan.unitEndedOn) && !afterEnd.includes(action);
}

/** Whether the actor's roles allow it; how the plan stands is asked separately. */
export function mayPlan(actor: Actor, action: PlanAction, plan: PlanFacts): boolean {
  if (action === 'read') return plan.isDelivered || hasRole(actor, readers, plan.orgPath);
  if (isLeftBehind(plan, action)) return false;
  if (action === 'approve' && isOwn(actor, plan)) return false;
  return hasRole(actor, rolesFor[action], plan.orgPath);
}

/** Nobody approves their own plan, whatever else they are: neither its author nor who sent it to be decided on. */
export function isOwn(actor: Actor, plan: PlanFacts): boolean {
  return actor.userId !== null && (plan.authorId === actor.userId || plan.submittedBy === actor.userId);
}

/** Whether the actor may do it now: roles and standing together. What the screen asks before it shows a button. */
export function canPlan(actor: Actor, action: PlanAction, plan: PlanFacts): boolean {
  if (!mayPlan(actor, action, plan)) return false;
  if (action === 'read') return true;
  if (action === 'edit' || action === 'delete') return isOpen(plan.status);
  return canMove(plan.status, action);
}

/** Whether the actor may make a plan for the unit at this path. */
export function canCreatePlan(actor: Actor, orgPath: string): boolean {
  return hasRole(actor, rolesFor.edit, orgPath);
}

/**
 * Lets the action through or throws. A plan that the actor may not read answers exactly like one that is not there.
 * Throws not_found, forbidden, plan.own_approval, plan.immutable, plan.unit_ended or plan.wrong_status.
 */
export function requirePlan<P extends PlanFacts>(
  actor: Actor,
  action: PlanAction,
  plan: P | undefined,
): asserts plan is P {
  if (!plan || !mayPlan(actor, 'read', plan)) throw new AppError('not_found');
  if (action === 'read') return;
  if (!hasRole(actor, rolesFor[action], plan.orgPath)) throw new AppError('forbidden');
  if (isLeftBehind(plan, action)) throw new AppError('plan.unit_ended', { date: plan.unitEndedOn ?? '' });
  if (action === 'edit' || action === 'delete') {
    if (!isOpen(plan.status)) throw new AppError('plan.immutable', { status: plan.status });
    return;
  }
  if (!canMove(plan.status, action)) throw new AppError('plan.wrong_status', { status: plan.status });
  if (action === 'approve' && isOwn(actor, plan)) throw new AppError('plan.own_approval');
}
