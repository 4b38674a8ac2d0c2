import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/** Units that stand elsewhere from a day on. */
export interface TreeChange {
  /** Every unit whose place changes, today's or a past one: whole branches, ended units too. */
  unitIds: readonly string[];
  effectiveOn: LocalDate;
}

/**
 * Whoever keeps sums over branches. Merger, move, undo and dates in the past are all the same to it: what the units
 * contribute is taken out of the branches they stand in, and put back into those they stand in afterwards.
 */
export interface TreeKeeper {
  /** The subject's name; registering twice replaces. */
  subject: string;
  /** While the units still stand where they stood; not called for units just founded. */
  before(tx: Tx, change: TreeChange): Promise<void>;
  /** Once paths and `unit_place` are true again; units just founded come here for the first time. */
  after(tx: Tx, change: TreeChange): Promise<void>;
}

// As with work keepers: each subject registers itself, and the built site and plain Node share one list.
const slot = Symbol.for('lantoa.treeKeepers');
type Slots = { [slot]?: Map<string, TreeKeeper> };
const keepers = (): Map<string, TreeKeeper> => ((globalThis as Slots)[slot] ??= new Map());

/** Makes sums of a subject follow every change of the tree, in its transaction. */
export function registerTreeKeeper(keeper: TreeKeeper): void {
  keepers().set(keeper.subject, keeper);
}

export async function keepTree(when: 'before' | 'after', tx: Tx, change: TreeChange): Promise<void> {
  for (const keeper of keepers().values()) await keeper[when](tx, change);
}
