import { sql, type Kysely } from 'kysely';

// What is counted becomes data: each measure says by a rule where its figures come from, and a unit may add its own,
// which count for it and the units below it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table measure_group (
      id       text primary key,
      name_vi  text not null,
      name_en  text not null,
      position smallint not null
    )`.execute(db);
  await sql`grant select on measure_group to lantoa_app`.execute(db);

  await sql`
    alter table measure
      add column group_id text references measure_group (id),
      -- Null: everybody's. Otherwise the unit whose measure it is; no reference, since units are never deleted and
      -- whoever empties their table (a restore) would empty the catalogue with it.
      add column org_unit_id uuid,
      -- Where its figures come from (measures/measure-rule.ts).
      add column rule jsonb not null default '{"source": "base"}',
      -- One side of a ratio that a unit declares together with the other.
      add column part_of text references measure (id),
      -- Own measures: counted from this day on.
      add column valid_from date,
      -- Not counted from this day on; never deleted, since facts name it.
      add column retired_on date,
      -- When what had been recorded before the measure was made had been counted; null while it is under way.
      add column counted_at timestamptz,
      drop constraint measure_roll_up_check,
      add constraint measure_roll_up_check
        check (roll_up in ('sum', 'ratio_of_sums', 'unit_share', 'latest', 'distinct_persons')),
      add constraint measure_own_check check (org_unit_id is null or valid_from is not null)`.execute(db);
  await sql`create index measure_unit on measure (org_unit_id) where org_unit_id is not null`.execute(db);
  await protectMeasures(db);

  // How many of a thing an activity was or made: panels, leaflets, prizes.
  await sql`
    create table activity_quantity (
      activity_id uuid not null references activity (id) on delete cascade,
      measure_id  text not null references measure (id),
      amount      numeric not null check (amount >= 0),
      org_unit_id uuid not null references org_unit (id),
      primary key (activity_id, measure_id)
    )`.execute(db);
  await sql`create trigger activity_quantity_unit before insert on activity_quantity for each row execute function activity_part_unit()`.execute(
    db,
  );
  await sql`call app_protect('activity_quantity'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`drop policy activity_quantity_read on activity_quantity`.execute(db);
  await sql`create policy activity_quantity_read on activity_quantity for select to lantoa_app using (org_unit_id in (select app_readable_units()))`.execute(
    db,
  );

  // A figure that no activity yields, stated by a unit as of a day. Never changed: the one entered last for a day counts.
  await sql`
    create table measure_figure (
      id          uuid primary key,
      org_unit_id uuid not null references org_unit (id),
      measure_id  text not null references measure (id),
      as_of_on    date not null,
      value       numeric not null check (value >= 0),
      note        text not null default '',
      declared_by text references app_user (id),
      declared_at timestamptz not null
    )`.execute(db);
  await sql`create index measure_figure_unit on measure_figure (org_unit_id, measure_id, as_of_on)`.execute(db);
  await sql`call app_protect('measure_figure'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`revoke update, delete on measure_figure from lantoa_app`.execute(db);
}

/** Everybody's measures are read by all; a unit's own by those in it, below it and above it (org_unit's policy). */
async function protectMeasures(db: Kysely<unknown>): Promise<void> {
  await sql`alter table measure enable row level security`.execute(db);
  await sql`
    create policy measure_read on measure for select to lantoa_app
    using (org_unit_id is null or exists (select 1 from org_unit u where u.id = org_unit_id))`.execute(db);
  await sql`grant insert, update on measure to lantoa_app`.execute(db);
  await sql`create policy measure_insert on measure for insert to lantoa_app with check (org_unit_id is not null and app_writes_unit(org_unit_id))`.execute(
    db,
  );
  await sql`
    create policy measure_update on measure for update to lantoa_app
    using (org_unit_id is not null and app_writes_unit(org_unit_id))
    with check (org_unit_id is not null and app_writes_unit(org_unit_id))`.execute(db);
}
