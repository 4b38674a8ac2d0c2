import { hasRole, roles, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';

export type MeasureAction = 'read' | 'declare' | 'change';

const changing: readonly Role[] = ['administrator', 'officer'];
const declaring: readonly Role[] = ['administrator', 'officer', 'approver'];

/** Who may do what with the measures of the unit at `path`: its people read, its officers add, retire and declare. */
export function canMeasure(actor: Actor, action: MeasureAction, path: string): boolean {
  if (action === 'read') return hasRole(actor, roles, path);
  return hasRole(actor, action === 'declare' ? declaring : changing, path);
}

/** A unit that the actor may not read answers exactly like one that is not there. */
export function requireMeasure(actor: Actor, action: MeasureAction, unit: { path: string } | undefined): void {
  if (!unit || !canMeasure(actor, 'read', unit.path)) throw new AppError('not_found');
  if (!canMeasure(actor, action, unit.path)) throw new AppError('forbidden');
}

/** Counting sums anew concerns every unit: for administrators of all those that have none above (`rootPaths`). */
export function canRecount(actor: Actor, rootPaths: readonly string[]): boolean {
  return rootPaths.length > 0 && rootPaths.every((path) => hasRole(actor, ['administrator'], path));
}

/** How sums stand is for whoever is told of a difference: administrators, of whatever unit. */
export function canSeeSums(actor: Actor): boolean {
  return actor.grants.some((grant) => grant.role === 'administrator');
}
