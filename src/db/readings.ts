import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What was read once, and the stamp that the database gave with it. */
interface Reading {
  /** As long as the database gives the same stamp for the same question, it would give the same answer. */
  stamp: string;
  answer: unknown;
}

/**
 * What one process has read of one question and would read again. Never right by itself: whoever takes the answer has
 * just been given its stamp.
 */
export interface Remembered<T> {
  /** The stamp of the answer; null where nothing is remembered. */
  readonly stamp: string | null;
  /** As someone was given it who may see the same: shared, and must not be changed. */
  readonly answer: T | undefined;
  /** Keeps another in its place; `figures`: how many figures the answer holds, for they take the room. */
  keep(stamp: string, answer: T, figures: number): void;
}

/** Fifty megabytes at the most, thirty where they are of plans: the boards that many look at, not all that there are. */
const mostFigures = 200_000;

/** The readings of a database, those not asked for longest given up first. */
export class Readings {
  readonly #kept = new LRUCache<string, Reading>({ maxSize: mostFigures });

  /** Of people who see the same: an answer never passes from one who may see more to one who may see less. */
  of<T>(sight: string, question: unknown): Remembered<T> {
    // A question names hundreds of units: its digest stands for it.
    const key = createHash('sha256')
      .update(JSON.stringify([sight, question]))
      .digest('base64');
    const known = this.#kept.get(key);
    return {
      stamp: known?.stamp ?? null,
      answer: known?.answer as T | undefined,
      keep: (stamp, answer, figures) => this.#kept.set(key, { stamp, answer }, { size: Math.max(1, figures) }),
    };
  }
}
