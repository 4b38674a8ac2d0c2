import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // For a person, or for whoever acts for a unit. Made by jobs, which are exempt from the policies below.
  // `kind` names the sentence that it is shown with; `params` fill its blanks.
  await sql`
    create table notice (
      id          uuid primary key default gen_random_uuid(),
      once_key    text not null unique,
      user_id     text references app_user (id) on delete cascade,
      org_unit_id uuid references org_unit (id),
      kind        text not null,
      params      jsonb not null default '{}',
      href        text not null default '',
      wants_mail  boolean not null default false,
      created_at  timestamptz not null default now(),
      check (num_nonnulls(user_id, org_unit_id) >= 1)
    )`.execute(db);
  await sql`create index notice_user on notice (user_id, created_at desc)`.execute(db);
  await sql`create index notice_unit on notice (org_unit_id, created_at desc)`.execute(db);
  await sql`
    create table notice_read (
      notice_id uuid not null references notice (id) on delete cascade,
      user_id   text not null references app_user (id) on delete cascade,
      read_at   timestamptz not null,
      primary key (notice_id, user_id)
    )`.execute(db);
  // Who is to get a notice by mail too. Waits until a digest takes it up: one mail a person, however many notices.
  await sql`
    create table notice_mail (
      notice_id uuid not null references notice (id) on delete cascade,
      user_id   text not null references app_user (id) on delete cascade,
      queued_at timestamptz not null,
      outbox_id uuid references mail_outbox (id),
      primary key (notice_id, user_id)
    )`.execute(db);
  await sql`create index notice_mail_waiting on notice_mail (user_id, queued_at) where outbox_id is null`.execute(db);

  await sql`grant select on notice to lantoa_app`.execute(db);
  await sql`alter table notice enable row level security`.execute(db);
  await sql`create policy notice_read on notice for select to lantoa_app using (user_id = app_user() or (user_id is null and app_reads_unit(org_unit_id)))`.execute(
    db,
  );
  await sql`grant select, insert, delete on notice_read to lantoa_app`.execute(db);
  await sql`alter table notice_read enable row level security`.execute(db);
  await sql`create policy notice_read_own on notice_read for all to lantoa_app using (user_id = app_user()) with check (user_id = app_user())`.execute(
    db,
  );
}
