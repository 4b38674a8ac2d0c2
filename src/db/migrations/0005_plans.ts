import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan (
      id                 uuid primary key,
      org_unit_id        uuid not null references org_unit (id),
      -- The plan of the unit above that this one was made from, and the earlier one it was copied from.
      adopted_from_id    uuid references plan (id),
      copied_from_id     uuid references plan (id),
      source_kind        text not null check (source_kind in ('file', 'paste', 'blank', 'copy', 'adopted')),
      source_file_id     uuid references stored_file (id),
      source_text        text not null default '',
      read_notes         jsonb not null default '[]',
      -- A long file is read by a job; until then the plan is there and empty.
      read_state         text not null default 'done' check (read_state in ('waiting', 'done', 'failed', 'no_plan')),
      read_error         text not null default '',
      status             text not null default 'draft'
                         check (status in ('draft', 'submitted', 'returned', 'approved', 'issued', 'closed')),
      doc_type           text not null default 'KẾ HOẠCH',
      title              text not null default '',
      title_key          text not null default '',
      title_sort         text not null default '' collate "C",
      -- As printed on the document; a draft made from a file keeps what the file says.
      number_text        text not null default '',
      register_year      smallint,
      register_number    integer check (register_number > 0),
      place              text not null default '',
      issued_on          date,
      valid_from         date,
      valid_to           date check (valid_to >= valid_from),
      superior_name      text not null default '',
      issuer_name        text not null default '',
      opening            text not null default '',
      closing            text not null default '',
      signer_authority   text not null default '',
      signer_body        text not null default '',
      signer_title       text not null default '',
      signer_name        text not null default '',
      contact            text not null default '',
      adopt_due_on       date,
      author_id          text references app_user (id),
      submitted_at       timestamptz,
      approved_by        text references app_user (id),
      approved_at        timestamptz,
      issued_by          text references app_user (id),
      issued_at          timestamptz,
      version            integer not null default 1,
      created_at         timestamptz not null default now(),
      check ((status in ('issued', 'closed')) = (register_number is not null)),
      check (status not in ('issued', 'closed') or (issued_on is not null and issued_at is not null))
    )`.execute(db);
  // Numbers restart each year at each unit's register, one run of numbers for each kind of document.
  await sql`create unique index plan_register on plan (org_unit_id, doc_type, register_year, register_number)`.execute(
    db,
  );
  await sql`create index plan_unit on plan (org_unit_id, status, created_at desc)`.execute(db);
  await sql`create index plan_adopted_from on plan (adopted_from_id)`.execute(db);

  const item = sql.raw(`
      id          uuid primary key default gen_random_uuid(),
      plan_id     uuid not null references plan (id) on delete cascade,
      position    integer not null,
      -- The place in plan.source_text that the item was read from; null when a person added it.
      quote       text not null default '',
      span_start  integer,
      span_end    integer check (span_end >= span_start),
      confidence  real not null default 1 check (confidence between 0 and 1),
      rule        text not null default '',
      -- Why a person should look at it first, as a code; empty when nothing is doubtful.
      doubt       text not null default '',
      review      text not null default 'added'
                  check (review in ('unsure', 'sure', 'confirmed', 'edited', 'added', 'dropped'))`);

  await sql`
    create table plan_basis (
      ${item},
      text      text not null,
      doc_type  text not null default '',
      number    text not null default '',
      typed     text not null default '',
      dated_on  date,
      issuer    text not null default '',
      cited_plan_id uuid references plan (id)
    )`.execute(db);
  await sql`
    create table plan_section (
      ${item},
      numbering text not null default '',
      heading   text not null,
      level     smallint not null check (level between 1 and 9),
      body      text not null default ''
    )`.execute(db);
  await sql`
    create table plan_target (
      ${item},
      -- The first of its line of inheritance: facts are counted for it, at every level.
      root_id         uuid not null,
      inherited_from  uuid references plan_target (id),
      statement       text not null check (statement <> ''),
      shape           text not null check (shape in ('coverage', 'unit_rate', 'count', 'per_unit_count', 'declared_rate', 'qualitative')),
      measure_id      text,
      population_id   text references population (id),
      population_text text not null default '',
      sector_ids      text[] not null default '{}',
      kind_ids        text[] not null default '{}',
      comparator      text not null default '>=' check (comparator in ('>=', '>', '=', '<=', '<')),
      value           numeric,
      unit            text not null default 'percent',
      min_per_unit    integer check (min_per_unit > 0),
      cadence         text not null default 'once'
                      check (cadence in ('once', 'by_date', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'two_yearly', 'five_yearly', 'term', 'other')),
      deadline_text   text not null default '',
      due_on          date,
      binds           text not null default 'tree' check (binds in ('issuer', 'each_unit', 'tree')),
      lowering_reason text not null default '',
      lowering_state  text check (lowering_state in ('asked', 'accepted', 'refused')),
      lowering_note   text not null default '',
      check (shape = 'qualitative' or value is not null)
    )`.execute(db);
  await sql`create index plan_target_root on plan_target (root_id)`.execute(db);
  await sql`
    create table plan_task (
      ${item},
      root_id         uuid not null,
      inherited_from  uuid references plan_task (id),
      statement       text not null check (statement <> ''),
      section_ref     text not null default '',
      kind            text not null default 'assigned',
      owner_text      text not null default '',
      owner_unit_id   uuid references org_unit (id),
      owner_person_id uuid references person (id),
      deadline_text   text not null default '',
      due_on          date,
      recurrence      text not null default '',
      state           text not null default 'open' check (state in ('open', 'done', 'cancelled')),
      done_on         date,
      done_note       text not null default ''
    )`.execute(db);
  await sql`
    create table plan_quota (
      ${item},
      root_id       uuid not null,
      row_label     text not null,
      group_label   text not null default '',
      item          text not null,
      count         integer check (count >= 0),
      per_unit_min  integer check (per_unit_min > 0),
      period_text   text not null default '',
      topics        text not null default '',
      is_total      boolean not null default false,
      unit_ids      uuid[] not null default '{}'
    )`.execute(db);
  await sql`
    create table plan_duty (
      ${item},
      statement     text not null check (statement <> ''),
      from_text     text not null default '',
      to_text       text not null default '',
      period        text not null default '',
      deadline_text text not null default '',
      due_on        date
    )`.execute(db);
  // A line of "Nơi nhận" and the rule that turns it into units on the day of issue.
  await sql`
    create table plan_recipient (
      ${item},
      label         text not null check (label <> ''),
      purpose       text not null default 'act' check (purpose in ('act', 'inform', 'archive')),
      rule_kind     text not null default 'none' check (rule_kind in ('none', 'unit', 'children', 'descendants', 'kind')),
      rule_unit_id  uuid references org_unit (id),
      rule_kind_ids text[] not null default '{}'
    )`.execute(db);

  await sql`
    create table plan_move (
      id         bigint generated always as identity primary key,
      plan_id    uuid not null references plan (id) on delete cascade,
      move       text not null,
      from_status text,
      to_status  text not null,
      comment    text not null default '',
      moved_by   text references app_user (id),
      moved_at   timestamptz not null
    )`.execute(db);
  await sql`
    create table plan_comment (
      id         uuid primary key default gen_random_uuid(),
      plan_id    uuid not null references plan (id) on delete cascade,
      about      text not null default '',
      body       text not null check (body <> ''),
      author_id  text references app_user (id),
      created_at timestamptz not null default now(),
      resolved_at timestamptz
    )`.execute(db);

  await sql`
    create table plan_delivery (
      id              uuid primary key default gen_random_uuid(),
      plan_id         uuid not null references plan (id),
      issuer_unit_id  uuid not null references org_unit (id),
      unit_id         uuid not null references org_unit (id),
      purpose         text not null check (purpose in ('act', 'inform')),
      delivered_at    timestamptz not null,
      opened_at       timestamptz,
      acknowledged_at timestamptz,
      acknowledged_by text references app_user (id),
      acknowledge_due_on date,
      adopt_due_on    date,
      adopted_plan_id uuid references plan (id),
      reminded_at     timestamptz,
      reminder_count  integer not null default 0,
      unique (plan_id, unit_id)
    )`.execute(db);
  await sql`create index plan_delivery_unit on plan_delivery (unit_id, acknowledged_at)`.execute(db);

  for (const table of [
    'plan_basis',
    'plan_section',
    'plan_target',
    'plan_task',
    'plan_quota',
    'plan_duty',
    'plan_recipient',
    'plan_move',
    'plan_comment',
  ]) {
    await sql.raw(`create index ${table}_plan on ${table} (plan_id)`).execute(db);
  }

  await protectPlans(db);
  await keepIssuedPlans(db);
}

/**
 * An issued plan never changes, whatever the code does: a correction is a new document. What is done about it (a task
 * carried out, a lowered target decided on) is not part of the document and goes on.
 */
async function keepIssuedPlans(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function plan_keep_issued() returns trigger language plpgsql as $$
    declare free text[] := array['status', 'version'];
    begin
      if old.status not in ('issued', 'closed') then
        return case when tg_op = 'DELETE' then old else new end;
      end if;
      if tg_op = 'DELETE' or to_jsonb(new) - free is distinct from to_jsonb(old) - free
         or not (new.status = old.status or (old.status = 'issued' and new.status = 'closed')) then
        raise exception 'plan % is issued and immutable', old.id using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger plan_keep_issued before update or delete on plan for each row execute function plan_keep_issued()`.execute(
    db,
  );
  // Looks at the plan without its policies: a row that the writer cannot see is issued all the same.
  await sql`
    create function plan_keep_items() returns trigger language plpgsql security definer set search_path = public as $$
    declare
      free text[] := coalesce(tg_argv::text[], '{}');
      plan_of uuid := case when tg_op = 'INSERT' then new.plan_id else old.plan_id end;
      is_kept boolean;
    begin
      select status in ('issued', 'closed') into is_kept from plan where id = plan_of;
      if coalesce(is_kept, false) and (tg_op <> 'UPDATE' or to_jsonb(new) - free is distinct from to_jsonb(old) - free) then
        raise exception 'plan % is issued and immutable', plan_of using errcode = 'check_violation';
      end if;
      return case when tg_op = 'DELETE' then old else new end;
    end $$`.execute(db);
  const free: Record<string, string> = {
    plan_basis: '',
    plan_section: '',
    plan_target: "'lowering_state', 'lowering_note'",
    plan_task: "'owner_unit_id', 'owner_person_id', 'state', 'done_on', 'done_note'",
    plan_quota: '',
    plan_duty: '',
    plan_recipient: '',
  };
  for (const [table, columns] of Object.entries(free)) {
    await sql
      .raw(
        `create trigger ${table}_keep before insert or update or delete on ${table} for each row execute function plan_keep_items(${columns})`,
      )
      .execute(db);
  }
}

/** A plan is read in its unit's scope and by the units it was delivered to; written in its unit's scope only. */
async function protectPlans(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app_reads_plan(plan uuid) returns boolean language plpgsql stable security definer as $$
    begin
      return exists (select 1 from public.plan p join public.org_unit u on u.id = p.org_unit_id
                     where p.id = $1 and public.app_reads(u.path))
          or exists (select 1 from public.plan_delivery d join public.org_unit u on u.id = d.unit_id
                     where d.plan_id = $1 and public.app_reads(u.path));
    end $$`.execute(db);
  await sql`
    create function app_reads_plan_inside(plan uuid) returns boolean language plpgsql stable security definer as $$
    begin
      return exists (select 1 from public.plan p join public.org_unit u on u.id = p.org_unit_id
                     where p.id = $1 and public.app_reads(u.path));
    end $$`.execute(db);
  await sql`
    create function app_writes_plan(plan uuid) returns boolean language plpgsql stable security definer as $$
    begin
      return exists (select 1 from public.plan p join public.org_unit u on u.id = p.org_unit_id
                     where p.id = $1 and public.app_writes(u.path));
    end $$`.execute(db);

  await sql`grant select, insert, update, delete on plan to lantoa_app`.execute(db);
  await sql`alter table plan enable row level security`.execute(db);
  await sql`create policy plan_read on plan for select to lantoa_app using (app_reads_unit(org_unit_id) or app_reads_plan(id))`.execute(
    db,
  );
  await sql`create policy plan_insert on plan for insert to lantoa_app with check (app_writes_unit(org_unit_id))`.execute(
    db,
  );
  await sql`create policy plan_update on plan for update to lantoa_app using (app_writes_unit(org_unit_id)) with check (app_writes_unit(org_unit_id))`.execute(
    db,
  );
  await sql`create policy plan_delete on plan for delete to lantoa_app using (app_writes_unit(org_unit_id) and status in ('draft', 'returned'))`.execute(
    db,
  );

  for (const table of [
    'plan_basis',
    'plan_section',
    'plan_target',
    'plan_task',
    'plan_quota',
    'plan_duty',
    'plan_recipient',
    'plan_move',
    'plan_comment',
  ]) {
    // What was said while a plan was made stays with those who made it: a receiver reads the document only.
    const isInside = table === 'plan_move' || table === 'plan_comment';
    const readable = isInside ? 'app_reads_plan_inside(plan_id)' : 'app_reads_plan(plan_id)';
    await sql.raw(`grant select, insert, update, delete on ${table} to lantoa_app`).execute(db);
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`create policy ${table}_read on ${table} for select to lantoa_app using (${readable})`).execute(db);
    await sql
      .raw(`create policy ${table}_insert on ${table} for insert to lantoa_app with check (app_writes_plan(plan_id))`)
      .execute(db);
    await sql
      .raw(
        `create policy ${table}_update on ${table} for update to lantoa_app using (app_writes_plan(plan_id)) with check (app_writes_plan(plan_id))`,
      )
      .execute(db);
    await sql
      .raw(`create policy ${table}_delete on ${table} for delete to lantoa_app using (app_writes_plan(plan_id))`)
      .execute(db);
  }

  // The issuer and the receiver both write on a delivery: one reminds, the other acknowledges.
  await sql`grant select, insert, update on plan_delivery to lantoa_app`.execute(db);
  await sql`alter table plan_delivery enable row level security`.execute(db);
  await sql`create policy plan_delivery_read on plan_delivery for select to lantoa_app using (app_reads_unit(unit_id) or app_reads_unit(issuer_unit_id))`.execute(
    db,
  );
  await sql`create policy plan_delivery_insert on plan_delivery for insert to lantoa_app with check (app_writes_unit(issuer_unit_id))`.execute(
    db,
  );
  await sql`create policy plan_delivery_update on plan_delivery for update to lantoa_app using (app_writes_unit(unit_id) or app_writes_unit(issuer_unit_id)) with check (app_writes_unit(unit_id) or app_writes_unit(issuer_unit_id))`.execute(
    db,
  );
}
