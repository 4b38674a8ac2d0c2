import { sql, type Kysely } from 'kysely';

// Forward only: a later change is a later file. Raw SQL, no model code: models move on, migrations must not.
export async function up(db: Kysely<unknown>): Promise<void> {
  // Every transaction of a person runs as this role, so that row-level security applies to it: the owner of the
  // tables is exempt. Roles belong to the server, not to the database: a second database finds it there.
  await sql`
    do $$ begin
      create role lantoa_app nologin;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(db);
  await sql`do $$ begin execute format('grant lantoa_app to %I', current_user); end $$`.execute(db);
  await sql`grant usage on schema public to lantoa_app`.execute(db);

  // The scopes are paths of units, parted by a space: '.' is everything, '.4.9.' the unit and all below it.
  // Paths end in a dot, so that the prefix test is exact.
  await sql`
    create function app_reads(path text) returns boolean language sql stable parallel safe as $$
      select $1 ^@ any (string_to_array(nullif(current_setting('app.read_scopes', true), ''), ' '))
    $$`.execute(db);
  await sql`
    create function app_writes(path text) returns boolean language sql stable parallel safe as $$
      select $1 ^@ any (string_to_array(nullif(current_setting('app.write_scopes', true), ''), ' '))
    $$`.execute(db);
  /* The units above one's own are seen by name: a header, a receiver of reports. */
  await sql`
    create function app_is_above(path text) returns boolean language sql stable parallel safe as $$
      select exists (select 1 from unnest(string_to_array(current_setting('app.read_scopes', true), ' ')) s
                     where s <> '' and starts_with(s, $1))
    $$`.execute(db);
  await sql`
    create function app_user() returns text language sql stable parallel safe as $$
      select nullif(current_setting('app.user_id', true), '')
    $$`.execute(db);

  await sql`
    create table audit_entry (
      id          bigint generated always as identity primary key,
      at          timestamptz not null default now(),
      user_id     text,
      org_unit_id uuid,
      action      text not null,
      subject     text,
      detail      jsonb not null default '{}',
      request_id  text,
      address     text
    )`.execute(db);
  await sql`create index audit_entry_unit on audit_entry (org_unit_id, at desc)`.execute(db);
  await sql`create index audit_entry_subject on audit_entry (subject, at desc)`.execute(db);
  // Written by everyone, changed by nobody; who may read is decided once units exist (0003).
  await sql`grant select, insert on audit_entry to lantoa_app`.execute(db);

  await sql`
    create table mail_outbox (
      id          uuid primary key default gen_random_uuid(),
      once_key    text not null unique,
      to_address  text not null,
      locale      text not null,
      template    text not null,
      params      jsonb not null default '{}',
      status      text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
      attempts    integer not null default 0,
      next_try_at timestamptz not null default now(),
      sent_at     timestamptz,
      error       text,
      created_at  timestamptz not null default now()
    )`.execute(db);
  await sql`create index mail_outbox_waiting on mail_outbox (next_try_at) where status = 'waiting'`.execute(db);

  await sql`
    create table app_setting (
      name  text primary key,
      value jsonb not null
    )`.execute(db);
}
