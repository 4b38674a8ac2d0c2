import { sql } from 'kysely';
import { openPostgres, type OpenDatabase } from '#app/db/connect.ts';
import { systemContext, type Context, type Services } from '#app/platform/context.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';

/** What the database sees of a process of the product: connections of its own, and what it remembers of them. */
export interface Process {
  services: Services;
  system: Context;
  /** Reads all of a transaction from one snapshot; remembers what `system` does. */
  snapshot: Context;
  close(): Promise<void>;
}

/** `lockTimeout`: how long a statement may wait for whatever somebody else holds. */
export async function openProcess(db: TestDatabase, lockTimeout: string): Promise<Process> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db.services.database.db);
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${rows[0]?.name}`;
  url.searchParams.set('application_name', 'many-at-once');
  url.searchParams.set('options', `-c lock_timeout=${lockTimeout}`);
  const database = openPostgres(url.href, { max: 4 });
  const services: Services = { ...db.services, database };
  const transaction = () => database.db.transaction().setIsolationLevel('repeatable read');
  const snapshot = { ...database, db: { transaction } } as unknown as OpenDatabase;
  return {
    services,
    system: systemContext(services),
    snapshot: systemContext({ ...services, database: snapshot }),
    close: () => database.close(),
  };
}

/** Cuts one connection of these processes that is in the middle of something, if any is. */
export async function cutConnection(db: TestDatabase): Promise<number> {
  const { rows } = await sql<{ isCut: boolean }>`
    select pg_terminate_backend(pid) as is_cut from (
      select pid from pg_stat_activity
      where datname = current_database() and application_name = 'many-at-once' and state <> 'idle'
      order by random() limit 1) busy`.execute(db.services.database.db);
  return rows.length;
}
