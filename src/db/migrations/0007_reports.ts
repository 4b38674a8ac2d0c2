import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report (
      id               uuid primary key,
      org_unit_id      uuid not null references org_unit (id),
      receiver_unit_id uuid references org_unit (id),
      period_kind      text not null check (period_kind in ('month', 'quarter', 'half_year', 'nine_months', 'year')),
      period_year      smallint not null check (period_year between 2000 and 2100),
      period_index     smallint not null check (period_index between 1 and 12),
      figures_from     date not null,
      figures_to       date not null check (figures_to >= figures_from),
      due_on           date not null,
      status           text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'accepted')),
      title            text not null check (title <> ''),
      number_text      text not null default '',
      signer_title     text not null default '',
      signer_name      text not null default '',
      author_id        text references app_user (id),
      submitted_by     text references app_user (id),
      submitted_at     timestamptz,
      decided_by       text references app_user (id),
      decided_at       timestamptz,
      version          integer not null default 1,
      created_at       timestamptz not null default now()
    )`.execute(db);
  await sql`create unique index report_once on report (org_unit_id, period_kind, period_year, period_index)`.execute(
    db,
  );
  await sql`create index report_receiver on report (receiver_unit_id, status)`.execute(db);

  await sql`
    create table report_section (
      id         uuid primary key default gen_random_uuid(),
      report_id  uuid not null references report (id) on delete cascade,
      -- Finds the section again when the draft is made anew, so that a person's words stay with it.
      slot       text not null,
      position   integer not null,
      level      smallint not null default 1,
      heading    text not null,
      -- What the facts say, drafted anew while the report is a draft, and the words of a person, which are kept.
      drafted    text not null default '',
      written    text,
      plan_id    uuid references plan (id),
      unique (report_id, slot)
    )`.execute(db);
  await sql`
    create table report_figure (
      id             uuid primary key default gen_random_uuid(),
      report_id      uuid not null references report (id) on delete cascade,
      section_id     uuid not null references report_section (id) on delete cascade,
      position       integer not null,
      label          text not null,
      measure_id     text references measure (id),
      target_root_id uuid,
      unit_text      text not null default '',
      computed       numeric,
      computed_of    numeric,
      stated         numeric,
      reason         text not null default '',
      explanation    jsonb not null default '{}',
      check (stated is null or stated = computed or reason <> '')
    )`.execute(db);
  await sql`
    create table report_comment (
      id         uuid primary key default gen_random_uuid(),
      report_id  uuid not null references report (id) on delete cascade,
      section_id uuid references report_section (id) on delete set null,
      body       text not null check (body <> ''),
      author_id  text references app_user (id),
      created_at timestamptz not null default now()
    )`.execute(db);
  // Which accepted reports of the units below stand behind a figure or a paragraph.
  await sql`
    create table report_part (
      report_id uuid not null references report (id) on delete cascade,
      child_id  uuid not null references report (id),
      primary key (report_id, child_id)
    )`.execute(db);

  for (const table of ['report_section', 'report_figure', 'report_comment', 'report_part']) {
    await sql.raw(`create index ${table}_report on ${table} (report_id)`).execute(db);
  }
  await sql`call app_protect('report'::regclass, 'org_unit_id'::name)`.execute(db);
  for (const table of ['report_section', 'report_figure', 'report_comment', 'report_part']) {
    await sql.raw(`grant select, insert, update, delete on ${table} to lantoa_app`).execute(db);
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql
      .raw(
        `create policy ${table}_read on ${table} for select to lantoa_app using (exists (select 1 from report r where r.id = report_id))`,
      )
      .execute(db);
    await sql
      .raw(
        `create policy ${table}_write on ${table} for all to lantoa_app using (exists (select 1 from report r where r.id = report_id and app_writes_unit(r.org_unit_id))) with check (exists (select 1 from report r where r.id = report_id and app_writes_unit(r.org_unit_id)))`,
      )
      .execute(db);
  }
}
