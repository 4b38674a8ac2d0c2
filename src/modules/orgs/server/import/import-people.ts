import type { Context, Tx } from '#app/platform/context.ts';
import type { ErrorParams } from '#app/platform/errors.ts';

/** What an import in the background needs of accounts and notices, which stand above this module. */
export interface ImportPeople {
  /** The person with the rights they hold now; null when the account is gone. */
  contextOf(system: Context, userId: string): Promise<Context | null>;
  /** Writes notices, as the owner of the tables; a second one with the same key is dropped. */
  tell(
    tx: Tx,
    notices: readonly { onceKey: string; userId: string; kind: string; params: ErrorParams; href: string }[],
  ): Promise<unknown>;
}

// As with tree keepers: the built site and plain Node share one answer.
const slot = Symbol.for('lantoa.importPeople');
type Slots = { [slot]?: ImportPeople };

export function registerImportPeople(people: ImportPeople): void {
  (globalThis as Slots)[slot] = people;
}

export function importPeople(): ImportPeople {
  const people = (globalThis as Slots)[slot];
  if (!people) throw new Error('Nobody has said who knows people: call registerImportPeople.');
  return people;
}
