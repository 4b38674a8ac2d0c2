import { sql, type Kysely } from 'kysely';

// A confirmed list is written in the background: whose word that was, how far it is, and why it was refused.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table unit_import
      add column confirmed_at timestamptz,
      add column confirmed_by text references app_user (id) on delete set null,
      add column is_skipping_faulty boolean not null default false,
      add column rows_to_write integer not null default 0,
      -- Null while nobody can tell: before the writing begins, and all along on the embedded database.
      add column written_rows integer,
      add column refusal jsonb`.execute(db);
}
