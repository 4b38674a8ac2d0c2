import type { Context, Tx } from '#app/platform/context.ts';
import type { OpenWork } from '#app/modules/orgs/server/open-work.ts';
import type { SharedFigures } from '#app/modules/orgs/server/share-figures.ts';

export interface NamedUnit {
  id: string;
  name: string;
}

/** What a reorganisation does, said before it is confirmed and after it is done. */
export interface ReorganisationOutcome {
  /** The unit to go to afterwards. */
  unitId: string;
  founded: NamedUnit[];
  ended: (NamedUnit & { successorName: string | null })[];
  /** Units that get another unit above them. */
  moved: { units: NamedUnit[]; toName: string }[];
  renamed: { from: string; to: string } | null;
  /** Units anywhere below that change their place with one of the above. */
  carriedCount: number;
  grantsEndedCount: number;
  positionsEndedCount: number;
  /** Declared figures that a split shares out; null where it does not. */
  shared: SharedFigures | null;
  /** Work of the ended units that is still open, and whose it becomes (null: it stays, read-only). */
  openWork: (OpenWork & { unitName: string; successorName: string | null })[];
}

export function emptyOutcome(unitId: string): ReorganisationOutcome {
  return {
    unitId,
    founded: [],
    ended: [],
    moved: [],
    renamed: null,
    carriedCount: 0,
    grantsEndedCount: 0,
    positionsEndedCount: 0,
    shared: null,
    openWork: [],
  };
}

/** `preview` does all of it and takes it back, so that what is foretold, refusals too, is what would happen. */
export type ReorganisationMode = 'do' | 'preview';

class TakenBack extends Error {}

/** Carries work out, or carries it out and takes it back. */
export async function runReorganisation<T>(
  ctx: Context,
  mode: ReorganisationMode,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (mode === 'do') return ctx.transaction(work);
  let outcome: T | undefined;
  try {
    await ctx.transaction(async (tx) => {
      outcome = await work(tx);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  if (!outcome) throw new Error('A preview without an outcome.');
  return outcome;
}
