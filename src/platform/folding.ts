import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { describeError, log } from '#app/platform/log.ts';

/**
 * Sums kept beside what they are made of. Whoever writes only adds to a table of what is not folded in yet, so that
 * nobody waits for anybody; one folder at a time carries that over into the sums; whoever reads adds what still waits to
 * what is kept, in one statement. What waits is read right at any moment: folding late costs time, never truth.
 */
export interface Fold {
  /** `measures.sums`: module and what is kept; the name of its lock as well. */
  name: string;
  /** Carries one batch over and takes it out of what waits, in the same transaction. True when more may wait. */
  batch(tx: Tx): Promise<boolean>;
}

export function defineFold(fold: Fold): Fold {
  return fold;
}

/** Writes are gathered for so long before they are folded: one fold for many. */
const gatherMs = 150;
/** What another process left unfolded (it was killed, or the lock was taken) is looked for at this rhythm. */
const intervalMs = 5_000;

const lockName = (fold: Fold): string => `lantoa.fold.${fold.name}`;

/**
 * Keeps folders out until the transaction ends, waiting for one that is at work: for those who rewrite sums themselves
 * (a reorganisation, a recomputation). A statement of its own, so that the next one sees what that folder committed.
 */
export async function lockFold(tx: Tx, fold: Fold): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${lockName(fold)}))`.execute(tx.db);
}

/** One batch in one transaction; `busy` when another one folds, here or in another process. */
export async function foldBatch(ctx: Context, fold: Fold): Promise<'busy' | 'more' | 'done'> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ isFree: boolean }>`
      select pg_try_advisory_xact_lock(hashtext(${lockName(fold)})) as is_free`.execute(tx.db);
    if (!rows[0]?.isFree) return 'busy';
    return (await fold.batch(tx)) ? 'more' : 'done';
  });
}

/** Folds until nothing waits, or until another folder is met. */
export async function foldAll(ctx: Context, fold: Fold): Promise<void> {
  while ((await foldBatch(ctx, fold)) === 'more');
}

export interface Folding {
  /** Something was written: fold soon. */
  wake(): void;
  /** Returns when the batch at work has ended. */
  stop(): Promise<void>;
}

/** Folds in this process, soon after each transaction that wrote, and at intervals. A failure is logged and tried again. */
export function startFolding(ctx: Context, folds: readonly Fold[]): Folding {
  let working: Promise<void> = Promise.resolve();
  let waiting: NodeJS.Timeout | undefined;
  let isStopped = false;

  const run = async (): Promise<void> => {
    for (const fold of folds) {
      try {
        while (!isStopped && (await foldBatch(ctx, fold)) === 'more');
      } catch (error) {
        log('error', 'fold.failed', { fold: fold.name, ...describeError(error) });
      }
    }
  };
  const wake = (): void => {
    if (isStopped || waiting) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      working = working.then(run);
    }, gatherMs);
    waiting.unref();
  };
  const interval = setInterval(wake, intervalMs);
  interval.unref();
  ctx.services.afterWrite = wake;
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      clearInterval(interval);
      clearTimeout(waiting);
      delete ctx.services.afterWrite;
      await working;
    },
  };
}
