import { covers, hasRole, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';
import { parentPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';

export const unitActions = ['read', 'describe', 'relate', 'found-below', 'reorganise', 'import'] as const;
export type UnitAction = (typeof unitActions)[number];

export interface UnitFacts {
  path: UnitPath;
  endedOn: string | null;
  /** Where it is known, a unit that was taken back is told from one that ended. */
  foundedOn?: string;
}

/** Its founding was undone: it ended on the day it began, so that it was never there (`undo-reorganisation.ts`). */
export function isWithdrawn(unit: { foundedOn?: string; endedOn: string | null }): boolean {
  return unit.endedOn !== null && unit.endedOn === unit.foundedOn;
}

/** Why nothing is done with a unit any more. */
export function overError(unit: { name: string; foundedOn?: string; endedOn: string | null }): AppError {
  if (isWithdrawn(unit)) return new AppError('orgs.withdrawn', { name: unit.name });
  return new AppError('orgs.ended', { name: unit.name, date: unit.endedOn ?? '' });
}

const allowed: Record<Exclude<UnitAction, 'read'>, readonly Role[]> = {
  // Details, figures, people: what a union says about itself.
  describe: ['administrator', 'officer', 'approver'],
  relate: ['administrator', 'officer'],
  'found-below': ['administrator', 'officer'],
  reorganise: ['administrator', 'officer'],
  import: ['administrator', 'officer'],
};

/** Where the right must be held: no union founds, moves or ends itself; the one above decides. */
function decidingPath(action: UnitAction, path: UnitPath): UnitPath {
  if (action !== 'reorganise') return path;
  return parentPath(path);
}

/** Whether the actor may do this with the unit. An ended unit is only read. */
export function canUnit(actor: Actor, action: UnitAction, unit: UnitFacts): boolean {
  if (action === 'read') return actor.grants.some((grant) => covers(grant, unit.path));
  if (unit.endedOn !== null) return false;
  // The first unit has nobody above it: its own administrator decides about its name.
  if (action === 'reorganise' && unit.path.indexOf('.', 1) === unit.path.length - 1) {
    return hasRole(actor, ['administrator'], unit.path);
  }
  return hasRole(actor, allowed[action], decidingPath(action, unit.path));
}

/** Throws not_found for what may not be read, orgs.ended or orgs.withdrawn for what is over, forbidden for what may not be done. */
export function requireUnit<U extends UnitFacts & { name: string }>(
  actor: Actor,
  action: UnitAction,
  unit: U | undefined,
): asserts unit is U {
  if (!unit || !canUnit(actor, 'read', unit)) throw new AppError('not_found');
  if (action === 'read') return;
  if (unit.endedOn !== null) throw overError(unit);
  if (!canUnit(actor, action, unit)) throw new AppError('forbidden');
}
