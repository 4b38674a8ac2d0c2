import { sql } from 'kysely';
import type { OpenDatabase } from '#app/db/connect.ts';
import type { JobQueue } from '#app/platform/jobs.ts';

export interface QueuedJob {
  name: string;
  data: unknown;
}

/** Makes the table that the recording queue writes to. */
export async function createTestJobTable(database: OpenDatabase): Promise<void> {
  await sql`
    create table test_job (
      id bigint generated always as identity primary key, name text not null, data jsonb not null, once_key text
    )`.execute(database.db);
}

/**
 * Keeps jobs in a table of the test database, inside the same transaction, and runs none: tests look at what was
 * enqueued and run a job themselves. The real queue has its own tests (src/platform/jobs.db.test.ts).
 */
export const recordingJobQueue: JobQueue = {
  async prepare() {},
  async enqueue(db, job, data, options) {
    job.data.parse(data);
    await sql`
      insert into test_job (name, data, once_key)
      select ${job.name}, ${JSON.stringify(data)}::jsonb, ${options?.onceKey ?? null}
      where not exists (select 1 from test_job where name = ${job.name} and once_key = ${options?.onceKey ?? null})`.execute(
      db,
    );
  },
  async work() {},
  async stop() {},
};
