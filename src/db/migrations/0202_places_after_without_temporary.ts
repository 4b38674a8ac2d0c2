import { sql, type Kysely } from 'kysely';

// As for every other function (0105): temporary tables come last, or one could stand in for a real one.
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const signature of ['places_after(uuid[])', 'place_after(uuid, date)'])
    await sql`alter function ${sql.raw(signature)} set search_path = pg_catalog, pg_temp`.execute(db);
}
