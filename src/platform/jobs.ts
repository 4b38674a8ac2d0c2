import type { PGlite } from '@electric-sql/pglite';
import type { Transaction } from 'kysely';
import { PgBoss, fromKysely, fromPglite, type Db as IDatabase } from 'pg-boss';
import type { z } from 'zod';
import { currentTransaction, type OpenDatabase } from '#app/db/connect.ts';
import type { Database } from '#app/db/schema.ts';
import { describeError, log } from '#app/platform/log.ts';
import type { Context } from '#app/platform/context.ts';

/** Work for later. Delivered at least once: it must be safe to run twice, so it asks what is still true before it acts. */
export interface JobDefinition<T> {
  /** `plans.notify-reviewers`: module and verb. */
  name: string;
  /** Ids only: the job reads the present state, not a copy of the past. */
  data: z.ZodType<T>;
  retries: number;
  /** Runs without a person beside it, at this rhythm (cron, Asia/Ho_Chi_Minh). */
  schedule?: string;
  run(data: T, ctx: Context): Promise<void>;
}

export function defineJob<T>(job: JobDefinition<T>): JobDefinition<T> {
  return job;
}

/** Any job, whatever its data: the list that the process works off. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JobDefinition is invariant in its data
export type AnyJob = JobDefinition<any>;

export interface JobQueue {
  /** Puts a job in the queue inside the given transaction. `onceKey` drops it while one with the same key waits. */
  enqueue<T>(
    db: Transaction<Database>,
    job: JobDefinition<T>,
    data: T,
    options?: { startAfter?: Date; onceKey?: string },
  ): Promise<void>;
  /** Makes the queues; needed once before the first enqueue. */
  prepare(jobs: readonly AnyJob[]): Promise<void>;
  /** Works the jobs off in this process. */
  work(jobs: readonly AnyJob[], ctx: Context): Promise<void>;
  stop(): Promise<void>;
}

function bossFor(database: OpenDatabase): PgBoss {
  const shared = { schema: 'pgboss', schedule: true, supervise: true };
  const boss =
    database.kind === 'pglite' && database.pglite
      ? new PgBoss({ ...shared, db: fromEmbedded(database.pglite), backend: 'pglite' })
      : new PgBoss({ ...shared, db: fromPool(database) });
  boss.on('error', (error) => log('error', 'jobs.failed', describeError(error)));
  return boss;
}

/**
 * The queue looks things up on its own while a job is enqueued. Inside a transaction of ours that look-up would wait
 * for the very transaction it is part of: it goes through it instead.
 */
function fromEmbedded(pglite: PGlite): IDatabase {
  const outside = fromPglite(pglite) as IDatabase;
  return {
    ...outside,
    executeSql(text, values) {
      const tx = currentTransaction.getStore();
      return (tx ? (fromKysely(tx as never) as IDatabase) : outside).executeSql(text, values);
    },
  };
}

function fromPool(database: OpenDatabase): IDatabase {
  const pool = database.pool;
  if (!pool) throw new Error('A server connection is needed.');
  return {
    async executeSql(text, values) {
      const result: unknown = await pool.query(text, values as unknown[]);
      const last = Array.isArray(result)
        ? { rows: result.flatMap((one: { rows?: unknown[] }) => one.rows ?? []) }
        : result;
      return last as { rows: unknown[] };
    },
  } as IDatabase;
}

/** The queue in the application's own database (pg-boss). */
export function openJobQueue(database: OpenDatabase): JobQueue {
  const boss = bossFor(database);
  let started: Promise<unknown> | undefined;
  const start = (): Promise<unknown> => (started ??= boss.start());
  return {
    async prepare(jobs) {
      await start();
      for (const job of jobs)
        await boss.createQueue(job.name, { retryLimit: job.retries, retryBackoff: true, retryDelay: 5 });
    },
    async enqueue(db, job, data, options = {}) {
      await boss.send(job.name, data as object, {
        db: fromKysely(db as never) as IDatabase,
        ...(options.startAfter ? { startAfter: options.startAfter } : {}),
        ...(options.onceKey ? { singletonKey: options.onceKey } : {}),
      });
    },
    async work(jobs, ctx) {
      for (const job of jobs) {
        if (job.schedule) await boss.schedule(job.name, job.schedule, {}, { tz: 'Asia/Ho_Chi_Minh' });
        await boss.work(job.name, { pollingIntervalSeconds: 2 }, async (batch) => {
          for (const one of batch) await job.run(job.data.parse(one.data ?? {}), ctx);
        });
      }
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
