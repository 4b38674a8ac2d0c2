/** Roles, from the most to the least; each is a grant at a unit and covers the units below it. */
export const roles = ['administrator', 'officer', 'approver', 'contributor', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Roles whose grant lets a person change something. */
const writingRoles: readonly Role[] = ['administrator', 'officer', 'approver', 'contributor'];

/** Roles that decide for others: they need a second factor. */
export const decidingRoles: readonly Role[] = ['administrator', 'approver'];

export interface Grant {
  role: Role;
  unitId: string;
  /** Path of the unit, `.4.9.`; the root scope is `.`. */
  path: string;
}

/** Who acts: facts that policies decide on. Nobody signed in is an actor without grants. */
export interface Actor {
  userId: string | null;
  name: string;
  grants: Grant[];
  /** The unit that the person acts for at the moment; one of the grants'. */
  unitId: string | null;
  unitPath: string | null;
}

export const nobody: Actor = { userId: null, name: '', grants: [], unitId: null, unitPath: null };

/** Whether a grant's unit is the unit at `path` or stands above it. */
export function covers(grant: { path: string }, path: string): boolean {
  return path.startsWith(grant.path);
}

/** Whether the actor holds one of the roles over the unit at `path`. */
export function hasRole(actor: Actor, allowed: readonly Role[], path: string): boolean {
  return actor.grants.some((grant) => allowed.includes(grant.role) && covers(grant, path));
}

/** Paths that the actor may read in; ones inside another are left out. */
export function readScopes(actor: Actor): string[] {
  return outermost(actor.grants.map((grant) => grant.path));
}

/** Paths that the actor may write in. */
export function writeScopes(actor: Actor): string[] {
  return outermost(actor.grants.filter((grant) => writingRoles.includes(grant.role)).map((grant) => grant.path));
}

function outermost(paths: string[]): string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && path.startsWith(other)));
}
