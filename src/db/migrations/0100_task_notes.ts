import { sql, type Kysely } from 'kysely';

// What a unit says about a task it answers for, each saying a row that stays; the task keeps the last of them, so that
// lists need not look through all that was said.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table plan_task drop constraint plan_task_state_check`.execute(db);
  await sql`
    alter table plan_task add constraint plan_task_state_check
      check (state in ('open', 'doing', 'blocked', 'done', 'cancelled'))`.execute(db);
  await sql`create index plan_task_root on plan_task (root_id)`.execute(db);
  await sql`
    create index plan_task_due on plan_task (due_on)
      where due_on is not null and state in ('open', 'doing', 'blocked')`.execute(db);

  await sql`
    create table plan_task_note (
      id          uuid primary key default gen_random_uuid(),
      task_id     uuid not null references plan_task (id) on delete cascade,
      -- The unit that answered for the task on that day.
      unit_id     uuid not null references org_unit (id),
      state       text not null check (state in ('open', 'doing', 'blocked', 'done')),
      happened_on date not null,
      note        text not null default '',
      noted_by    text references app_user (id),
      noted_at    timestamptz not null,
      check (state <> 'blocked' or note <> '')
    )`.execute(db);
  await sql`create index plan_task_note_task on plan_task_note (task_id, noted_at desc)`.execute(db);
  await sql`create index plan_task_note_unit on plan_task_note (unit_id)`.execute(db);
  await sql`
    create table plan_task_file (
      note_id       uuid not null references plan_task_note (id) on delete cascade,
      file_id       uuid not null references stored_file (id),
      thumb_file_id uuid references stored_file (id),
      position      integer not null,
      primary key (note_id, file_id)
    )`.execute(db);
  await protectNotes(db);
  await keepLastNote(db);
  await sumBranches(db);
}

/** Read and written in the scope of the unit that answers for the task; what was said is never changed. */
async function protectNotes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app_task_unit(task uuid) returns uuid language sql stable security definer set search_path = public as $$
      select coalesce(t.owner_unit_id, p.org_unit_id) from plan_task t join plan p on p.id = t.plan_id
      where t.id = $1 and p.status = 'issued' and t.review <> 'dropped'
    $$`.execute(db);
  await sql`grant select, insert on plan_task_note, plan_task_file to lantoa_app`.execute(db);
  await sql`alter table plan_task_note enable row level security`.execute(db);
  await sql`
    create policy plan_task_note_read on plan_task_note for select to lantoa_app using (app_reads_unit(unit_id))`.execute(
    db,
  );
  await sql`
    create policy plan_task_note_insert on plan_task_note for insert to lantoa_app
      with check (app_writes_unit(unit_id) and unit_id = app_task_unit(task_id))`.execute(db);
  await sql`alter table plan_task_file enable row level security`.execute(db);
  await sql`
    create policy plan_task_file_read on plan_task_file for select to lantoa_app
      using (exists (select 1 from plan_task_note n where n.id = note_id))`.execute(db);
  await sql`
    create policy plan_task_file_insert on plan_task_file for insert to lantoa_app
      with check (exists (select 1 from plan_task_note n where n.id = note_id and app_writes_unit(n.unit_id)))`.execute(
    db,
  );
}

/** The unit that carries a task out need not be the one whose plan it stands in: the database writes the state for it. */
async function keepLastNote(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function plan_task_take_note() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      update plan_task set state = new.state,
        done_on = case when new.state = 'done' then new.happened_on end,
        done_note = case when new.state = 'done' then new.note else '' end
      where id = new.task_id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger plan_task_take_note after insert on plan_task_note
      for each row execute function plan_task_take_note()`.execute(db);
}

/**
 * Tasks of a whole branch, asked once for the branch: under row policies every task would ask again whether its plan may
 * be read, and a province has tens of thousands.
 */
async function sumBranches(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app_late_tasks(branch text, day date)
      returns table (unit_id uuid, root_plan_id uuid, late_count bigint)
      language sql stable security definer set search_path = public as $$
      select u.id, root.plan_id, count(*)
      from plan_task t join plan p on p.id = t.plan_id and p.status = 'issued'
      join org_unit u on u.id = coalesce(t.owner_unit_id, p.org_unit_id)
      join plan_task root on root.id = t.root_id
      join plan rp on rp.id = root.plan_id
      join org_unit issuer on issuer.id = rp.org_unit_id
      where app_reads(branch) and t.due_on < day and t.state in ('open', 'doing', 'blocked') and t.review <> 'dropped'
        and u.path > branch and starts_with(u.path, branch) and u.ended_on is null
        and starts_with(branch, issuer.path)
      group by u.id, root.plan_id
    $$`.execute(db);
  await sql`
    create function app_tasks_below(branch text, roots uuid[], day date)
      returns table (root_id uuid, task_count bigint, done_count bigint, late_count bigint)
      language sql stable security definer set search_path = public as $$
      select t.root_id, count(*), count(*) filter (where t.state = 'done'),
             count(*) filter (where t.due_on < day and t.state in ('open', 'doing', 'blocked'))
      from plan_task t join plan p on p.id = t.plan_id and p.status in ('issued', 'closed')
      join org_unit u on u.id = p.org_unit_id
      where app_reads(branch) and t.root_id = any(roots) and t.review <> 'dropped'
        and u.path > branch and starts_with(u.path, branch)
      group by t.root_id
    $$`.execute(db);
}
