import { sql, type Kysely } from 'kysely';

// Decisions about units that take effect on a day to come: kept as they were entered and carried out on that day.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table planned_decision (
      id               uuid primary key,
      kind             text not null check (kind in ('found', 'rename', 'transfer', 'merge', 'absorb', 'split', 'dissolve', 'set')),
      -- The unit that the decision was entered at; of a set the one under which all of it stands.
      org_unit_id      uuid not null references org_unit (id),
      -- Every unit that it names: on their pages it is told.
      unit_ids         uuid[] not null,
      -- What was entered, checked; of a set nothing, since its rows are in the list.
      input            jsonb not null,
      list_id          uuid references unit_import (id),
      decision_number  text not null,
      effective_on     date not null,
      planned_by       text references app_user (id),
      planned_at       timestamptz not null,
      state            text not null default 'planned' check (state in ('planned', 'carried_out', 'cancelled', 'failed')),
      settled_at       timestamptz,
      reorganisation_id uuid references reorganisation (id),
      -- Why it could not be carried out: code and params of the error.
      refusal          jsonb,
      version          integer not null default 1,
      check ((kind = 'set') = (list_id is not null)),
      check ((state = 'carried_out') = (reorganisation_id is not null))
    )`.execute(db);
  await sql`create index planned_decision_due on planned_decision (effective_on, planned_at) where state = 'planned'`.execute(
    db,
  );
  await sql`create index planned_decision_units on planned_decision using gin (unit_ids) where state in ('planned', 'failed')`.execute(
    db,
  );
  await sql`call app_protect('planned_decision', 'org_unit_id')`.execute(db);
  // Whoever reads one of the units reads what is to become of it.
  await sql`
    alter policy planned_decision_read on planned_decision using (
      (select app_reads_all()) or app_reads_unit(org_unit_id)
      or exists (select from unnest(unit_ids) one where app_reads_unit(one)))`.execute(db);
}
