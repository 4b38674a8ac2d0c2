import { hasRole, type Actor } from '#app/platform/actor.ts';

/** Who did what at a unit is read by its administrators and those above, not by everyone who works there. */
export function canReadLog(actor: Actor, path: string): boolean {
  return hasRole(actor, ['administrator'], path);
}
