import { sql, type Kysely } from 'kysely';

// Which reports are asked for at all is a unit's to say, and of quarters often only those that no longer report covers.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table report_calendar add column is_owed boolean not null default true`.execute(db);
  // Null: every period of the kind.
  await sql`alter table report_calendar add column owed_indexes smallint[]`.execute(db);
}
