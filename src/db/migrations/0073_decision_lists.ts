import { sql, type Kysely } from 'kysely';

// An uploaded list may say what becomes of units by a set of decisions, and then comes with the paper behind it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table unit_import
      add column purpose text not null default 'units' check (purpose in ('units', 'decisions')),
      add column decision jsonb,
      add column reorganisation_id uuid references reorganisation (id)`.execute(db);
}
