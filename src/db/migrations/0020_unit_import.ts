import { sql, type Kysely } from 'kysely';

// The rows of an uploaded list of units, between reading, mapping, preview and confirmation: the way has several pages
// and works without script, so that the browser cannot hold them. Rows are emptied once written; a job clears the rest.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit_import (
      id          uuid primary key,
      org_unit_id uuid not null references org_unit (id),
      user_id     text references app_user (id) on delete cascade,
      file_name   text not null,
      sheet       jsonb not null,
      mapping     jsonb not null,
      as_of_on    date not null,
      counts      jsonb,
      created_at  timestamptz not null,
      expires_at  timestamptz not null,
      written_at  timestamptz
    )`.execute(db);
  await sql`create index unit_import_expiry on unit_import (expires_at)`.execute(db);
  await sql`call app_protect('unit_import'::regclass, 'org_unit_id'::name)`.execute(db);
}
