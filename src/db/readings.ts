import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What was read once, and the stamp that the database gave with it. */
export interface Reading<T> {
  /** As long as the database gives the same stamp for the same question, it would give the same answer. */
  stamp: string;
  answer: T;
}

/** What one process has read of one database and would read again. Never right by itself: whoever takes an answer from here has just been given its stamp. */
export interface Remembered {
  /** What was read of a question, asked by someone who may see the same; its answer is shared and must not be changed. */
  recall<T>(question: unknown): Reading<T> | undefined;
  /** Keeps it in place of an earlier one; `figures`: how many figures the answer holds, for they take the room. */
  keep(question: unknown, reading: Reading<unknown>, figures: number): void;
}

/** Fifty megabytes at the most, thirty where they are of plans: the boards that many look at, not all that there are. */
const mostFigures = 200_000;

/** The readings of a database, those not asked for longest given up first. */
export class Readings {
  readonly #kept = new LRUCache<string, Reading<unknown>>({ maxSize: mostFigures });

  /** Those of people who see the same: an answer never passes from one who may see more to one who may see less. */
  of(sight: string): Remembered {
    // A question names hundreds of units: its digest stands for it.
    const key = (question: unknown): string =>
      createHash('sha256')
        .update(JSON.stringify([sight, question]))
        .digest('base64');
    return {
      recall: <T>(question: unknown) => this.#kept.get(key(question)) as Reading<T> | undefined,
      keep: (question, reading, figures) => this.#kept.set(key(question), reading, { size: Math.max(1, figures) }),
    };
  }
}
