import { sql, type Kysely } from 'kysely';

// A table that leaves as a file is read page by page: how many pages were opened for whom is counted, as tries to sign in
// are. Reached by the system alone.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table table_export (
      id         bigint primary key generated always as identity,
      user_id    text not null references app_user (id) on delete cascade,
      page_count smallint not null,
      begun_at   timestamptz not null
    )`.execute(db);
  await sql`create index table_export_user on table_export (user_id, begun_at desc)`.execute(db);
}
