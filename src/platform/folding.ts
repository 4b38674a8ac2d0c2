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

/**
 * Says that what is kept has changed otherwise than by folding. A fold touches a row of every unit above what it adds, so
 * that a unit's own rows tell whether anything below it is not as it was read; whoever moves sums between units under one
 * that keeps its own, or puts single ones right, must call this, so that nothing read before is shown again
 * (db/readings.ts). The number is of the moment, so that no later change has that of one which came to nothing. As owner,
 * and the folder kept out.
 */
export async function beginEpoch(tx: Tx, fold: Fold): Promise<void> {
  await sql`
    insert into fold_epoch as e (name, epoch)
    values (${fold.name}, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
    on conflict (name) do update set epoch = greatest(e.epoch + 1, excluded.epoch)`.execute(tx.db);
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

/** Folds until nothing waits, or until another folder is met; at most so many batches. */
export async function foldAll(ctx: Context, fold: Fold, most = Infinity): Promise<void> {
  for (let batch = 0; batch < most; batch += 1) if ((await foldBatch(ctx, fold)) !== 'more') return;
}

/** Told how far a recount is, from 0 to 1; waited for where it gives a promise. */
export type OnProgress = (share: number) => unknown;

/** A piece of a recount; returns how many rows it put right. */
export type RecountStep = (tx: Tx) => Promise<number>;

/** Between two steps nobody hears of how far it is: no more is folded there than takes a minute. */
const batchesBetween = 20;

/**
 * Counts anew what a folder keeps, step by step, each in a transaction of its own that keeps the folder out; returns how
 * many rows were put right. What waits is folded in between. Each step must stand for itself: whoever is killed on the
 * way begins again.
 */
export async function takeSteps(
  ctx: Context,
  fold: Fold,
  steps: readonly RecountStep[],
  onProgress: OnProgress,
): Promise<number> {
  let wrong = 0;
  for (const [at, step] of steps.entries()) {
    // What arrived meanwhile; otherwise a folder might find the lock taken again and again.
    await foldAll(ctx, fold, batchesBetween);
    wrong += await ctx.transaction(async (tx) => {
      await lockFold(tx, fold);
      // Hundreds of thousands of sums are grouped at once; a server's usual few megabytes would go to disk each time.
      await sql`select set_config('work_mem', '192MB', true)`.execute(tx.db);
      const put = await step(tx);
      if (put > 0) await beginEpoch(tx, fold);
      return put;
    });
    await onProgress((at + 1) / steps.length);
  }
  if (steps.length === 0) await onProgress(1);
  return wrong;
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
