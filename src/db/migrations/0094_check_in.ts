import { sql, type Kysely } from 'kysely';

// Who took part, by name: a member scans the code of an activity, or is ticked on a list. Kept are the name, the section
// that tells two of one name apart, and the unit; no number, no account, no address. A name is struck out when nothing
// needs it any more; the row stays, so that what was counted stays right.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table known_person (
      id            uuid primary key,
      org_unit_id   uuid not null references org_unit (id),
      -- Empty once it has been struck out.
      name          text not null,
      section       text not null default '',
      -- Folded name and section; null once struck out, so that nobody is taken for a person who was.
      person_key    text,
      population_id text not null references population (id),
      added_at      timestamptz not null,
      erased_at     timestamptz,
      check ((erased_at is null) = (person_key is not null)),
      check (erased_at is null or (name = '' and section = ''))
    )`.execute(db);
  await sql`create unique index known_person_key on known_person (org_unit_id, person_key) where person_key is not null`.execute(
    db,
  );
  await sql`call app_protect('known_person'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`revoke delete on known_person from lantoa_app`.execute(db);

  // The code of an activity: whoever has it, on the days of the activity, may say that they are there.
  await sql`
    create table check_in_code (
      activity_id uuid primary key references activity (id) on delete cascade,
      org_unit_id uuid not null references org_unit (id),
      code        text not null unique check (length(code) >= 16),
      opened_at   timestamptz not null,
      closed_at   timestamptz
    )`.execute(db);
  await sql`create trigger check_in_code_unit before insert on check_in_code for each row execute function activity_part_unit()`.execute(
    db,
  );
  await sql`call app_protect('check_in_code'::regclass, 'org_unit_id'::name)`.execute(db);

  await sql`
    create table check_in (
      id            uuid primary key,
      activity_id   uuid not null references activity (id) on delete cascade,
      person_id     uuid not null references known_person (id),
      -- The person's unit, for which it counts.
      org_unit_id   uuid not null references org_unit (id),
      way           text not null check (way in ('scan', 'list')),
      -- When the person agreed to being kept by name, for a scan.
      agreed_at     timestamptz,
      made_at       timestamptz not null,
      taken_back_at timestamptz,
      unique (activity_id, person_id),
      check (way = 'list' or agreed_at is not null)
    )`.execute(db);
  await sql`create index check_in_person on check_in (person_id, made_at desc)`.execute(db);
  await sql`create index check_in_made on check_in (activity_id, made_at desc)`.execute(db);
  await sql`call app_protect('check_in'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`revoke delete on check_in from lantoa_app`.execute(db);
}
