import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The bytes lie under DATA_DIR/uploads by their hash; a row per use, so that rights follow the unit.
  await sql`
    create table stored_file (
      id          uuid primary key,
      org_unit_id uuid not null references org_unit (id),
      sha256      text not null check (length(sha256) = 64),
      name        text not null,
      mime        text not null,
      size_bytes  bigint not null check (size_bytes > 0),
      width_px    integer,
      height_px   integer,
      uploaded_by text references app_user (id),
      created_at  timestamptz not null default now()
    )`.execute(db);
  await sql`create index stored_file_unit on stored_file (org_unit_id, created_at desc)`.execute(db);
  await sql`create index stored_file_hash on stored_file (sha256)`.execute(db);
  await sql`call app_protect('stored_file'::regclass, 'org_unit_id'::name)`.execute(db);
}
