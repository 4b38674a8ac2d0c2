import { sql, type Kysely } from 'kysely';

// Files of a form that was refused or asked for a confirmation, until the person sends it again; one hour.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table held_file (
      id       uuid primary key,
      user_id  text not null references app_user (id) on delete cascade,
      -- What lies on the disk already: the file and, of a picture, the small copy.
      evidence jsonb not null,
      held_at  timestamptz not null
    )`.execute(db);
  await sql`create index held_file_user on held_file (user_id, held_at)`.execute(db);
  await sql`create index held_file_age on held_file (held_at)`.execute(db);
  await sql`grant select, insert, delete on held_file to lantoa_app`.execute(db);
  await sql`alter table held_file enable row level security`.execute(db);
  await sql`
    create policy held_file_own on held_file for all to lantoa_app
      using (user_id = app_user()) with check (user_id = app_user())`.execute(db);
}
