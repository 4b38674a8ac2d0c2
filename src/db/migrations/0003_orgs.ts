import { sql, type Kysely } from 'kysely';

// Levels, kinds, sectors and populations are data: on 1 July 2025 provinces went from 63 to 34 and districts vanished.
//
// Periods of names, codes, relations and positions run from valid_from up to, and without, valid_to: the next one
// begins on the day the last one ends. A unit is there from founded_on up to, and without, ended_on. Only grants name
// their last day, as people write it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit_kind (
      id       text primary key,
      name_vi  text not null,
      name_en  text not null,
      tier     smallint not null,
      position smallint not null
    )`.execute(db);
  await sql`
    create table unit_sector (
      id       text primary key,
      name_vi  text not null,
      name_en  text not null,
      position smallint not null
    )`.execute(db);
  await sql`
    create table population (
      id       text primary key,
      name_vi  text not null,
      name_en  text not null,
      position smallint not null
    )`.execute(db);

  await sql`create sequence org_unit_label`.execute(db);
  await sql`
    create table org_unit (
      id         uuid primary key,
      kind_id    text not null references unit_kind (id),
      sector_id  text references unit_sector (id),
      parent_id  uuid references org_unit (id),
      path       text not null unique collate "C" check (path like '.%.'),
      name       text not null check (name <> ''),
      name_sort  text not null collate "C",
      name_key   text not null,
      search_key text not null default '',
      short_name text not null default '',
      symbol     text not null default '',
      address    text not null default '',
      email      text not null default '',
      phone      text not null default '',
      founded_on date not null,
      ended_on   date check (ended_on >= founded_on),
      version    integer not null default 1,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index org_unit_parent on org_unit (parent_id, name_sort)`.execute(db);
  // Subtrees are prefix ranges of the path (path >= '.4.9.' and path < '.4.9/'), served by its unique index, since
  // both are of collation "C".

  await sql`
    create table org_unit_name (
      id         uuid primary key default gen_random_uuid(),
      unit_id    uuid not null references org_unit (id),
      name       text not null check (name <> ''),
      short_name text not null default '',
      valid_from date not null,
      valid_to   date check (valid_to >= valid_from)
    )`.execute(db);
  await sql`create index org_unit_name_unit on org_unit_name (unit_id, valid_from)`.execute(db);

  await sql`
    create table org_unit_code (
      id         uuid primary key default gen_random_uuid(),
      unit_id    uuid not null references org_unit (id),
      scheme     text not null default 'unit',
      code       text not null check (code <> ''),
      valid_from date not null,
      valid_to   date check (valid_to >= valid_from)
    )`.execute(db);
  await sql`create unique index org_unit_code_current on org_unit_code (scheme, code) where valid_to is null`.execute(
    db,
  );
  await sql`create index org_unit_code_unit on org_unit_code (unit_id)`.execute(db);

  await sql`
    create table reorganisation (
      id              uuid primary key,
      kind            text not null check (kind in ('found', 'rename', 'transfer', 'merge', 'absorb', 'split', 'dissolve')),
      org_unit_id     uuid not null references org_unit (id),
      decision_number text not null,
      deciding_body   text not null default '',
      decided_on      date not null,
      effective_on    date not null,
      note            text not null default '',
      entered_by      text references app_user (id),
      created_at      timestamptz not null default now(),
      undone_at       timestamptz
    )`.execute(db);
  await sql`
    create table reorganisation_unit (
      id                uuid primary key default gen_random_uuid(),
      reorganisation_id uuid not null references reorganisation (id),
      unit_id           uuid not null references org_unit (id),
      role              text not null check (role in ('founded', 'renamed', 'moved', 'ended', 'successor')),
      successor_id      uuid references org_unit (id),
      before            jsonb not null default '{}',
      after             jsonb not null default '{}'
    )`.execute(db);
  await sql`create index reorganisation_unit_unit on reorganisation_unit (unit_id)`.execute(db);
  await sql`create index reorganisation_unit_event on reorganisation_unit (reorganisation_id)`.execute(db);

  await sql`
    create table org_relation (
      id                uuid primary key default gen_random_uuid(),
      child_id          uuid not null references org_unit (id),
      parent_id         uuid not null references org_unit (id) check (parent_id <> child_id),
      type              text not null check (type in ('direct_parent', 'managed_by', 'professional_line', 'front_body', 'party_body')),
      valid_from        date not null,
      valid_to          date check (valid_to >= valid_from),
      reorganisation_id uuid references reorganisation (id)
    )`.execute(db);
  await sql`create index org_relation_child on org_relation (child_id, type, valid_from)`.execute(db);
  await sql`create index org_relation_parent on org_relation (parent_id, type, valid_from)`.execute(db);
  await sql`create unique index org_relation_one_parent on org_relation (child_id) where type = 'direct_parent' and valid_to is null`.execute(
    db,
  );

  await sql`
    create table org_figure (
      id            uuid primary key default gen_random_uuid(),
      unit_id       uuid not null references org_unit (id),
      population_id text not null references population (id),
      as_of_on      date not null,
      value         integer not null check (value >= 0),
      source        text not null default '',
      entered_by    text references app_user (id),
      created_at    timestamptz not null default now()
    )`.execute(db);
  await sql`create index org_figure_latest on org_figure (unit_id, population_id, as_of_on desc, created_at desc)`.execute(
    db,
  );

  await sql`
    create table person (
      id           uuid primary key,
      org_unit_id  uuid not null references org_unit (id),
      user_id      text unique references app_user (id) on delete set null,
      full_name    text not null check (full_name <> ''),
      name_sort    text not null collate "C",
      phone        text not null default '',
      email        text not null default '',
      created_at   timestamptz not null default now()
    )`.execute(db);
  await sql`create index person_unit on person (org_unit_id, name_sort)`.execute(db);
  await sql`
    create table person_position (
      id         uuid primary key default gen_random_uuid(),
      person_id  uuid not null references person (id) on delete cascade,
      unit_id    uuid not null references org_unit (id),
      body       text not null default '',
      title      text not null check (title <> ''),
      valid_from date not null,
      valid_to   date check (valid_to >= valid_from)
    )`.execute(db);
  await sql`create index person_position_unit on person_position (unit_id)`.execute(db);
  await sql`create index person_position_person on person_position (person_id)`.execute(db);

  // A grant is a role at a unit, from a date to a date; it covers the units below.
  await sql`
    create table role_grant (
      id         uuid primary key default gen_random_uuid(),
      user_id    text not null references app_user (id) on delete cascade,
      unit_id    uuid not null references org_unit (id),
      role       text not null check (role in ('administrator', 'officer', 'approver', 'contributor', 'viewer')),
      valid_from date not null,
      valid_to   date check (valid_to >= valid_from - 1),
      granted_by text references app_user (id),
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index role_grant_user on role_grant (user_id)`.execute(db);
  await sql`create index role_grant_unit on role_grant (unit_id)`.execute(db);

  // The second wall. These two look at the unit without its own policy, which would otherwise call itself. Plans of
  // PL/pgSQL are kept for the session, and every name is qualified, so that no search path can lead elsewhere.
  await sql`
    create function app_reads_unit(unit uuid) returns boolean language plpgsql stable security definer as $$
    begin
      return exists (select 1 from public.org_unit u where u.id = unit and public.app_reads(u.path));
    end $$`.execute(db);
  await sql`
    create function app_writes_unit(unit uuid) returns boolean language plpgsql stable security definer as $$
    begin
      return exists (select 1 from public.org_unit u where u.id = unit and public.app_writes(u.path));
    end $$`.execute(db);

  // For every table whose rows belong to the unit in a column: read within the read scopes, written within the write
  // scopes. Later migrations call it too.
  await sql`
    create procedure app_protect(tbl regclass, col name) language plpgsql as $$
    begin
      execute format('grant select, insert, update, delete on %s to lantoa_app', tbl);
      execute format('alter table %s enable row level security', tbl);
      execute format('create policy %I on %s for select to lantoa_app using (app_reads_unit(%I))', tbl || '_read', tbl, col);
      execute format('create policy %I on %s for insert to lantoa_app with check (app_writes_unit(%I))', tbl || '_insert', tbl, col);
      execute format('create policy %I on %s for update to lantoa_app using (app_writes_unit(%I)) with check (app_writes_unit(%I))', tbl || '_update', tbl, col, col);
      execute format('create policy %I on %s for delete to lantoa_app using (app_writes_unit(%I))', tbl || '_delete', tbl, col);
    end $$`.execute(db);

  await sql`grant select on unit_kind, unit_sector, population to lantoa_app`.execute(db);
  await sql`grant usage on sequence org_unit_label to lantoa_app`.execute(db);
  await sql`grant select, insert, update on org_unit to lantoa_app`.execute(db);
  await sql`alter table org_unit enable row level security`.execute(db);
  await sql`create policy org_unit_read on org_unit for select to lantoa_app using (app_reads(path) or app_is_above(path))`.execute(
    db,
  );
  await sql`create policy org_unit_insert on org_unit for insert to lantoa_app with check (app_writes(path))`.execute(
    db,
  );
  await sql`create policy org_unit_update on org_unit for update to lantoa_app using (app_writes(path)) with check (app_writes(path))`.execute(
    db,
  );

  for (const [table, column] of [
    ['org_unit_name', 'unit_id'],
    ['org_unit_code', 'unit_id'],
    ['org_relation', 'child_id'],
    ['org_figure', 'unit_id'],
    ['person', 'org_unit_id'],
    ['person_position', 'unit_id'],
    ['reorganisation', 'org_unit_id'],
    ['reorganisation_unit', 'unit_id'],
    ['role_grant', 'unit_id'],
  ] as const) {
    await sql`call app_protect(${table}::regclass, ${column}::name)`.execute(db);
  }

  // A link is seen from both its ends, a decision by every unit it touched; written as above.
  await sql`
    create policy org_relation_read_parent on org_relation for select to lantoa_app using (app_reads_unit(parent_id))`.execute(
    db,
  );
  await sql`
    create policy reorganisation_read_touched on reorganisation for select to lantoa_app
      using (exists (select 1 from reorganisation_unit t where t.reorganisation_id = reorganisation.id))`.execute(db);

  await sql`alter table audit_entry enable row level security`.execute(db);
  await sql`create policy audit_entry_read on audit_entry for select to lantoa_app using (org_unit_id is not null and app_reads_unit(org_unit_id))`.execute(
    db,
  );
  await sql`create policy audit_entry_insert on audit_entry for insert to lantoa_app with check (user_id is not distinct from app_user())`.execute(
    db,
  );

  await seedReference(db);
}

async function seedReference(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into unit_kind (id, name_vi, name_en, tier, position) values
      ('confederation', 'Tổng liên đoàn', 'Confederation', 1, 10),
      ('provincial_federation', 'Liên đoàn lao động tỉnh, thành phố', 'Provincial federation', 2, 20),
      ('central_sector_union', 'Công đoàn ngành trung ương và tương đương', 'Central sector union', 2, 21),
      ('department', 'Ban, văn phòng', 'Department', 2, 25),
      ('district_federation', 'Liên đoàn lao động huyện', 'District federation', 3, 30),
      ('local_sector_union', 'Công đoàn ngành địa phương', 'Local sector union', 3, 31),
      ('industrial_zone_union', 'Công đoàn khu công nghiệp, khu kinh tế', 'Industrial zone union', 3, 32),
      ('commune_union', 'Công đoàn xã, phường, đặc khu', 'Commune or ward union', 3, 33),
      ('corporation_union', 'Công đoàn tập đoàn, tổng công ty', 'Corporation union', 3, 34),
      ('grassroots_union', 'Công đoàn cơ sở', 'Grassroots union', 4, 40),
      ('grassroots_trade_union', 'Nghiệp đoàn cơ sở', 'Grassroots trade union of free workers', 4, 41),
      ('section_union', 'Công đoàn bộ phận, CĐCS thành viên', 'Section of a grassroots union', 5, 50),
      ('union_group', 'Tổ công đoàn, tổ nghiệp đoàn', 'Union group', 6, 60)`.execute(db);
  await sql`
    insert into unit_sector (id, name_vi, name_en, position) values
      ('administrative', 'Cơ quan hành chính', 'Administrative body', 10),
      ('public_service', 'Đơn vị sự nghiệp', 'Public service unit', 20),
      ('state_enterprise', 'Doanh nghiệp nhà nước', 'State enterprise', 30),
      ('enterprise', 'Doanh nghiệp ngoài nhà nước', 'Non-state enterprise', 31),
      ('mixed', 'Nhiều loại hình', 'Several sectors', 90)`.execute(db);
  await sql`
    insert into population (id, name_vi, name_en, position) values
      ('workers', 'Người lao động', 'Workers', 10),
      ('members', 'Đoàn viên', 'Members', 20),
      ('women_members', 'Nữ đoàn viên', 'Women members', 21),
      ('members_and_workers', 'Đoàn viên, người lao động', 'Members and workers', 30),
      ('key_officers', 'Cán bộ công đoàn chủ chốt', 'Key union officers', 40),
      ('officers', 'Cán bộ công đoàn', 'Union officers', 41),
      ('rapporteurs', 'Báo cáo viên, tuyên truyền viên', 'Speakers', 50),
      ('households', 'Gia đình đoàn viên, người lao động', 'Households', 60)`.execute(db);
}
