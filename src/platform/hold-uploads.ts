import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#app/db/schema.ts';

const key = sql`hashtext('lantoa.uploads')`;

/** Nothing that lies among the uploads is taken away while the work goes on. */
export function holdUploads<T>(db: Kysely<Database>, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (holding) => {
    await sql`select pg_advisory_xact_lock_shared(${key})`.execute(holding);
    return work();
  });
}

/** For whoever takes uploads away, until the transaction ends; false while somebody holds them. */
export async function mayTakeUploadsAway(db: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`select pg_try_advisory_xact_lock(${key}) as is_mine`.execute(db);
  return rows[0]?.isMine ?? false;
}
