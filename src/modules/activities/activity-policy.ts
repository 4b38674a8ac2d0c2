import { hasRole, roles, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';

export type ActivityAction = 'read' | 'record' | 'change';

/** What the policy decides on. */
export interface ActivityFacts {
  /** Path of the unit that holds the activity, `.4.9.`. */
  path: string;
  authorId: string | null;
}

const recording: readonly Role[] = ['administrator', 'officer', 'approver', 'contributor'];
const changing: readonly Role[] = ['administrator', 'officer', 'approver'];

/** Whoever may write at a unit records for it; a contributor changes only what they recorded. */
export function canActivity(actor: Actor, action: ActivityAction, activity: ActivityFacts): boolean {
  if (action === 'read') return hasRole(actor, roles, activity.path);
  if (action === 'record') return hasRole(actor, recording, activity.path);
  if (hasRole(actor, changing, activity.path)) return true;
  return hasRole(actor, ['contributor'], activity.path) && actor.userId !== null && activity.authorId === actor.userId;
}

/** An activity that the actor may not read answers exactly like one that is not there. */
export function requireActivity<A extends ActivityFacts>(
  actor: Actor,
  action: ActivityAction,
  activity: A | undefined,
): asserts activity is A {
  if (!activity || !canActivity(actor, 'read', activity)) throw new AppError('not_found');
  if (!canActivity(actor, action, activity)) throw new AppError('forbidden');
}
