import type { Actor } from '#app/platform/actor.ts';
import type { DemoUnit } from './found-federation.ts';

/** The same person, acting for a unit below the one that the role was given at. */
export function actingFor(actor: Actor, unit: DemoUnit): Actor {
  return { ...actor, unitId: unit.id, unitPath: unit.path };
}
