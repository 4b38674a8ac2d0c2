import { Readings } from '#app/db/readings.ts';
import type { Actor } from '#app/platform/actor.ts';
import { makeContext, systemContext, type Context, type Services } from '#app/platform/context.ts';

/** A context of a person, or one that sees everything, which remembers no earlier reading, as in a process just begun. */
export function forgetful(services: Services, actor?: Actor): Context {
  const forgotten = { ...services, database: { ...services.database, readings: new Readings() } };
  return actor ? makeContext(forgotten, actor) : systemContext(forgotten);
}
