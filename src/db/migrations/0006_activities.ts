import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table activity_form (
      id          text primary key,
      name_vi     text not null,
      name_en     text not null,
      is_frequent boolean not null default false,
      position    smallint not null
    )`.execute(db);
  await sql`
    create table topic (
      id          text primary key,
      name_vi     text not null,
      name_en     text not null,
      position    smallint not null
    )`.execute(db);
  await sql`
    create table cost_source (
      id          text primary key,
      name_vi     text not null,
      name_en     text not null,
      position    smallint not null
    )`.execute(db);
  // Attendances and distinct persons are two measures and never meet.
  await sql`
    create table measure (
      id       text primary key,
      name_vi  text not null,
      name_en  text not null,
      unit_vi  text not null,
      unit_en  text not null,
      roll_up  text not null check (roll_up in ('sum', 'ratio_of_sums', 'unit_share', 'latest')),
      position smallint not null
    )`.execute(db);

  await sql`
    create table activity (
      id            uuid primary key,
      org_unit_id   uuid not null references org_unit (id),
      form_id       text not null references activity_form (id),
      title         text not null check (title <> ''),
      title_key     text not null,
      status        text not null check (status in ('planned', 'done', 'cancelled')),
      mode          text not null default 'in_person' check (mode in ('in_person', 'online', 'mixed', 'documents')),
      starts_on     date not null,
      ends_on       date not null check (ends_on >= starts_on),
      place         text not null default '',
      audience      text not null default '',
      partners      text not null default '',
      summary       text not null default '',
      cancel_reason text not null default '',
      -- Figures that cannot be (more people than declared), confirmed by the person who entered them.
      doubts        jsonb not null default '[]',
      author_id     text references app_user (id),
      -- A form sent twice over a bad line is one activity.
      request_key   text unique,
      version       integer not null default 1,
      created_at    timestamptz not null default now(),
      updated_at    timestamptz not null default now()
    )`.execute(db);
  await sql`create index activity_unit on activity (org_unit_id, starts_on desc)`.execute(db);

  await sql`
    create table activity_topic (
      activity_id uuid not null references activity (id) on delete cascade,
      topic_id    text not null references topic (id),
      primary key (activity_id, topic_id)
    )`.execute(db);
  await sql`
    create table activity_attendance (
      activity_id      uuid not null references activity (id) on delete cascade,
      population_id    text not null references population (id),
      attendance_count integer not null check (attendance_count >= 0),
      -- Distinct persons reached, when known; never added to attendances.
      person_count     integer check (person_count >= 0 and person_count <= attendance_count),
      primary key (activity_id, population_id)
    )`.execute(db);
  await sql`
    create table activity_cost (
      activity_id    uuid not null references activity (id) on delete cascade,
      cost_source_id text not null references cost_source (id),
      amount_dong    bigint not null check (amount_dong >= 0),
      primary key (activity_id, cost_source_id)
    )`.execute(db);
  await sql`
    create table activity_link (
      id          uuid primary key default gen_random_uuid(),
      activity_id uuid not null references activity (id) on delete cascade,
      plan_id     uuid not null references plan (id),
      target_id   uuid references plan_target (id),
      task_id     uuid references plan_task (id),
      quota_id    uuid references plan_quota (id),
      check (num_nonnulls(target_id, task_id, quota_id) = 1)
    )`.execute(db);
  await sql`create index activity_link_activity on activity_link (activity_id)`.execute(db);
  await sql`create index activity_link_plan on activity_link (plan_id)`.execute(db);
  await sql`create unique index activity_link_once on activity_link (activity_id, coalesce(target_id, task_id, quota_id))`.execute(
    db,
  );
  await sql`
    create table activity_file (
      activity_id uuid not null references activity (id) on delete cascade,
      file_id     uuid not null references stored_file (id),
      -- The same picture, small, for lists; null for documents.
      thumb_file_id uuid references stored_file (id),
      caption     text not null default '',
      position    integer not null,
      primary key (activity_id, file_id)
    )`.execute(db);
  await sql`
    create table activity_change (
      id          bigint generated always as identity primary key,
      activity_id uuid not null references activity (id) on delete cascade,
      move        text not null,
      reason      text not null default '',
      before      jsonb not null default '{}',
      after       jsonb not null default '{}',
      changed_by  text references app_user (id),
      changed_at  timestamptz not null
    )`.execute(db);

  // One dated contribution to one measure. Never changed: a correction is a new fact with the difference.
  await sql`
    create table fact (
      id             bigint generated always as identity primary key,
      org_unit_id    uuid not null references org_unit (id),
      measure_id     text not null references measure (id),
      population_id  text references population (id),
      -- Null counts for the measure itself; otherwise for the target at the head of the line of inheritance.
      target_root_id uuid,
      happened_on    date not null,
      value          numeric not null,
      source_type    text not null,
      source_id      uuid not null,
      corrects_id    bigint references fact (id),
      recorded_by    text references app_user (id),
      recorded_at    timestamptz not null default now()
    )`.execute(db);
  await sql`create index fact_target on fact (target_root_id, happened_on) where target_root_id is not null`.execute(
    db,
  );
  await sql`create index fact_unit_measure on fact (org_unit_id, measure_id, happened_on)`.execute(db);
  await sql`create index activity_change_activity on activity_change (activity_id, id)`.execute(db);
  await sql`create index fact_source on fact (source_type, source_id)`.execute(db);

  await sql`grant select on activity_form, topic, cost_source, measure to lantoa_app`.execute(db);
  await sql`call app_protect('activity'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`call app_protect('fact'::regclass, 'org_unit_id'::name)`.execute(db);
  await readByScopes(db);
  await sql`revoke update, delete on fact from lantoa_app`.execute(db);
  await protectParts(db);
  await seedReference(db);
}

/**
 * Activities, their parts and facts are summed by the thousand: asking `app_reads_unit` for each row cost 25 times the sum itself. A set of
 * readable units is made once a query and each row looked up in it.
 */
async function readByScopes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app_readable_units() returns setof uuid language sql stable security definer set search_path = public as $$
      select u.id from unnest(string_to_array(current_setting('app.read_scopes', true), ' ')) s
      join org_unit u on u.path >= s and u.path < left(s, -1) || '/' where s <> ''
    $$`.execute(db);
  for (const table of ['activity', 'fact']) await readInSets(db, table);
}

async function readInSets(db: Kysely<unknown>, table: string): Promise<void> {
  await sql.raw(`drop policy ${table}_read on ${table}`).execute(db);
  await sql
    .raw(
      `create policy ${table}_read on ${table} for select to lantoa_app using (org_unit_id in (select app_readable_units()))`,
    )
    .execute(db);
}

/** Parts of an activity belong to its unit; the database says so itself, so that no statement can say otherwise. */
async function protectParts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function activity_part_unit() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      new.org_unit_id := (select org_unit_id from activity where id = new.activity_id);
      return new;
    end $$`.execute(db);
  const tables = [
    'activity_topic',
    'activity_attendance',
    'activity_cost',
    'activity_link',
    'activity_file',
    'activity_change',
  ];
  for (const table of tables) {
    await sql.raw(`alter table ${table} add column org_unit_id uuid not null references org_unit (id)`).execute(db);
    await sql
      .raw(`create trigger ${table}_unit before insert on ${table} for each row execute function activity_part_unit()`)
      .execute(db);
    await sql`call app_protect(${table}::regclass, ${'org_unit_id'}::name)`.execute(db);
    await readInSets(db, table);
  }
}

async function seedReference(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into activity_form (id, name_vi, name_en, is_frequent, position) values
      ('conference', 'Hội nghị quán triệt, tuyên truyền', 'Study conference', true, 10),
      ('oral_session', 'Tuyên truyền miệng, sinh hoạt', 'Oral session, union meeting', true, 20),
      ('law_education', 'Tuyên truyền pháp luật', 'Law education', true, 30),
      ('culture', 'Văn hóa, văn nghệ', 'Culture and arts', true, 40),
      ('sport', 'Thể dục, thể thao', 'Sports', true, 50),
      ('visual', 'Trực quan: panô, băng rôn, khẩu hiệu', 'Visual display: panels, banners', true, 60),
      ('speakers_conference', 'Hội nghị báo cáo viên', 'Speakers'' conference', false, 70),
      ('training', 'Tập huấn', 'Training', false, 80),
      ('contest', 'Cuộc thi, hội thi', 'Contest', false, 90),
      ('heritage_trip', 'Về nguồn, thăm di tích', 'Visit to heritage sites', false, 100),
      ('talk', 'Tọa đàm, gặp mặt', 'Talk, gathering', false, 110),
      ('dialogue', 'Đối thoại', 'Dialogue', false, 120),
      ('welfare', 'Chăm lo đoàn viên, người lao động', 'Welfare', false, 130),
      ('emulation_launch', 'Phát động thi đua', 'Launch of emulation', false, 140),
      ('legal_advice', 'Tư vấn pháp luật', 'Legal advice', false, 150),
      ('online_post', 'Đăng tải trên trang, mạng xã hội của đơn vị', 'Post on the unit''s own channels', false, 160),
      ('publication', 'Bản tin, tờ rơi, tài liệu', 'Bulletin, leaflet, material', false, 170),
      ('broadcast', 'Phát thanh, truyền hình', 'Radio, television', false, 180),
      ('commendation', 'Biểu dương, tôn vinh', 'Honouring', false, 190),
      ('other', 'Hình thức khác', 'Other', false, 990)`.execute(db);
  await sql`
    insert into topic (id, name_vi, name_en, position) values
      ('resolutions', 'Nghị quyết, chỉ thị của Đảng', 'Party resolutions', 10),
      ('union_congress', 'Nghị quyết đại hội công đoàn', 'Union congress resolutions', 20),
      ('law_policy', 'Chính sách, pháp luật', 'Policy and law', 30),
      ('union_law', 'Luật Công đoàn, quyền của đoàn viên', 'Trade union law, members'' rights', 40),
      ('hcm_study', 'Học tập và làm theo Bác', 'Study of Hồ Chí Minh''s example', 50),
      ('history', 'Truyền thống, lịch sử', 'Tradition and history', 60),
      ('anniversaries', 'Kỷ niệm các ngày lễ lớn', 'Anniversaries', 70),
      ('emulation', 'Phong trào thi đua', 'Emulation movements', 80),
      ('good_examples', 'Gương người tốt, việc tốt', 'Good examples', 90),
      ('safety', 'An toàn, vệ sinh lao động', 'Occupational safety', 100),
      ('workers_month', 'Tháng Công nhân', 'Workers'' Month', 110),
      ('family_women', 'Gia đình, nữ công', 'Family and women', 120),
      ('social_evils', 'Phòng, chống tệ nạn, ma túy, HIV/AIDS', 'Prevention of social evils', 130),
      ('culture_life', 'Đời sống văn hóa, thể thao', 'Cultural life and sports', 140),
      ('learning', 'Học tập nâng cao trình độ, tay nghề', 'Learning and skills', 150),
      ('health', 'Sức khỏe, phòng dịch', 'Health', 160),
      ('digital', 'Chuyển đổi số, an toàn trên mạng', 'Digital skills and safety', 170),
      ('other', 'Nội dung khác', 'Other', 990)`.execute(db);
  await sql`
    insert into cost_source (id, name_vi, name_en, position) values
      ('union_budget', 'Kinh phí công đoàn', 'Union budget', 10),
      ('employer', 'Chuyên môn, người sử dụng lao động', 'Employer', 20),
      ('state_budget', 'Ngân sách nhà nước', 'State budget', 30),
      ('mobilised', 'Nguồn vận động', 'Mobilised', 40)`.execute(db);
  await sql`
    insert into measure (id, name_vi, name_en, unit_vi, unit_en, roll_up, position) values
      ('activities', 'Hoạt động đã tổ chức', 'Activities held', 'hoạt động', 'activities', 'sum', 10),
      ('attendances', 'Lượt người tham dự', 'Attendances', 'lượt người', 'attendances', 'sum', 20),
      ('persons', 'Số người được tuyên truyền', 'Persons reached', 'người', 'persons', 'sum', 30),
      ('cost', 'Kinh phí', 'Cost', 'đồng', 'đồng', 'sum', 40),
      ('declared_numerator', 'Số đạt (tự khai)', 'Number reached (declared)', 'đơn vị tính', 'items', 'latest', 50),
      ('declared_denominator', 'Tổng số (tự khai)', 'Total (declared)', 'đơn vị tính', 'items', 'latest', 51),
      ('self_rating', 'Tự đánh giá', 'Self-rating', 'mức', 'grade', 'latest', 60),
      ('news', 'Tin', 'News items', 'tin', 'items', 'sum', 70),
      ('articles', 'Bài', 'Articles', 'bài', 'articles', 'sum', 80),
      ('photos', 'Ảnh', 'Photos', 'ảnh', 'photos', 'sum', 90)`.execute(db);
}
