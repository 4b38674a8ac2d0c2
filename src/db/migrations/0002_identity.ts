import { sql, type Kysely } from 'kysely';

// The first five tables have the shape that Better Auth 1.7 asks for
// (its list of fields is compared in src/modules/identity/server/auth.db.test.ts).
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table app_user (
      id                 text primary key,
      name               text not null,
      email              text not null unique,
      email_verified     boolean not null default false,
      image              text,
      username           text unique,
      display_username   text,
      two_factor_enabled boolean default false,
      locale             text not null default 'vi' check (locale in ('vi', 'en')),
      created_at         timestamptz not null default now(),
      updated_at         timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table user_session (
      id         text primary key,
      user_id    text not null references app_user (id) on delete cascade,
      token      text not null unique,
      expires_at timestamptz not null,
      ip_address text,
      user_agent text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index user_session_user on user_session (user_id)`.execute(db);
  await sql`
    create table user_account (
      id                       text primary key,
      account_id               text not null,
      provider_id              text not null,
      user_id                  text not null references app_user (id) on delete cascade,
      access_token             text,
      refresh_token            text,
      id_token                 text,
      access_token_expires_at  timestamptz,
      refresh_token_expires_at timestamptz,
      scope                    text,
      password                 text,
      created_at               timestamptz not null default now(),
      updated_at               timestamptz not null default now()
    )`.execute(db);
  await sql`create index user_account_user on user_account (user_id)`.execute(db);
  await sql`
    create table user_verification (
      id         text primary key,
      identifier text not null,
      value      text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index user_verification_identifier on user_verification (identifier)`.execute(db);
  await sql`
    create table user_two_factor (
      id           text primary key,
      secret       text not null,
      backup_codes text not null,
      user_id      text not null references app_user (id) on delete cascade,
      verified     boolean default true,
      failed_verification_count integer default 0,
      locked_until timestamptz
    )`.execute(db);
  await sql`create index user_two_factor_user on user_two_factor (user_id)`.execute(db);
  await sql`create index user_two_factor_secret on user_two_factor (secret)`.execute(db);

  // Sign-in is throttled by account first and by address only softly: a factory shares one address.
  await sql`
    create table sign_in_attempt (
      id           bigint generated always as identity primary key,
      login_key    text not null,
      address      text not null,
      is_success   boolean not null,
      attempted_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index sign_in_attempt_login on sign_in_attempt (login_key, attempted_at desc)`.execute(db);
  await sql`create index sign_in_attempt_address on sign_in_attempt (address, attempted_at desc)`.execute(db);

  // What a person had typed when the session ended, until they have signed in again; one hour.
  await sql`
    create table held_form (
      id         text primary key,
      user_id    text references app_user (id) on delete cascade,
      action     text not null,
      fields     jsonb not null,
      files      jsonb not null default '[]',
      created_at timestamptz not null default now()
    )`.execute(db);
}
