import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A figure for a wide group ("đoàn viên, người lao động") is made of the narrow ones that people enter. On a form a
  // person belongs to one group only, so parts may be added.
  await sql`
    create table population_part (
      whole_id           text not null references population (id),
      part_id            text not null references population (id) check (part_id <> whole_id),
      is_figure_of_whole boolean not null default false,
      primary key (whole_id, part_id)
    )`.execute(db);
  await sql`grant select on population_part to lantoa_app`.execute(db);
  await sql`
    insert into population_part (whole_id, part_id, is_figure_of_whole) values
      ('members', 'women_members', false),
      ('members_and_workers', 'members', false),
      ('members_and_workers', 'women_members', false),
      ('members_and_workers', 'workers', true),
      ('officers', 'key_officers', false)`.execute(db);

  // What a unit states about a target that no activity can count: so many of so many, or a grade, on a date.
  // Never changed: a later statement stands beside the earlier one, and the latest of a period counts.
  await sql`
    create table target_declaration (
      id             uuid primary key,
      org_unit_id    uuid not null references org_unit (id),
      target_id      uuid not null references plan_target (id),
      target_root_id uuid not null,
      declared_on    date not null,
      numerator      numeric check (numerator >= 0),
      denominator    numeric check (denominator > 0),
      rating         smallint check (rating between 1 and 4),
      note           text not null default '',
      file_id        uuid references stored_file (id),
      declared_by    text references app_user (id),
      declared_at    timestamptz not null,
      check (numerator <= denominator),
      check ((numerator is null) = (denominator is null)),
      check (num_nonnulls(numerator, rating) = 1)
    )`.execute(db);
  await sql`create index target_declaration_root on target_declaration (target_root_id, org_unit_id, declared_on desc)`.execute(
    db,
  );
  await sql`call app_protect('target_declaration'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`revoke update, delete on target_declaration from lantoa_app`.execute(db);
}
