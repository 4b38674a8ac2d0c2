import { covers, decidingRoles, hasRole, type Actor, type Role } from '#app/platform/actor.ts';

/** Whether the actor may see and change who holds a role at the unit at `path`. */
export function canManageRoles(actor: Actor, path: string): boolean {
  return hasRole(actor, ['administrator'], path);
}

/** A role can be given only by an administrator of the unit or of one above it; nobody lifts themselves. */
export function canGrant(actor: Actor, grant: { userId: string; path: string }): boolean {
  return canManageRoles(actor, grant.path) && grant.userId !== actor.userId;
}

/** Roles that approve or administer need a second factor before anything else. */
export function needsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => decidingRoles.includes(role));
}

/** The grant that the actor acts under: the wished unit if it is one of theirs, else the highest. */
export function chooseActingUnit(
  grants: readonly { unitId: string; path: string }[],
  wishedUnitId: string | undefined,
): { unitId: string; path: string } | null {
  const wished = grants.find((grant) => grant.unitId === wishedUnitId);
  return wished ?? grants.toSorted((a, b) => a.path.length - b.path.length || a.path.localeCompare(b.path))[0] ?? null;
}

/** Whether ending this grant would leave the federation without an administrator at the top. */
export function isLastAdministrator(
  grant: { id: string; role: Role; path: string },
  administrators: readonly { id: string; path: string }[],
): boolean {
  return (
    grant.role === 'administrator' &&
    administrators.filter((one) => one.id !== grant.id && covers(one, grant.path)).length === 0
  );
}
