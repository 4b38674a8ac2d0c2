import { sql, type Kysely } from 'kysely';

// What looks past policies answered for any id. Ids are not guessed, but an id that came by mistake shall open nothing.
export async function up(db: Kysely<unknown>): Promise<void> {
  // Names of people who hold, or held, a role in sight or above: who recorded, approved, decided.
  await sql`
    create or replace function app_user_names(ids text[]) returns table (id text, name text)
    language sql stable security definer set search_path = public, pg_temp as $$
      select u.id, u.name from app_user u
      where u.id = any($1) and (u.id = app_user() or app_reads_all() or exists (
        select from role_grant g join org_unit o on o.id = g.unit_id
        where g.user_id = u.id and (app_reads(o.path) or app_is_above(o.path))))
    $$`.execute(db);
  await sql`drop policy plan_task_note_insert on plan_task_note`.execute(db);
  await sql`drop function app_task_unit(uuid)`.execute(db);
  // Whether a unit that the person writes for answers for a task: yes or no, never who does.
  await sql`
    create function app_answers_for(task uuid, unit uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select app_writes_unit($2) and exists (
        select from plan_task t join plan p on p.id = t.plan_id
        where t.id = $1 and coalesce(t.owner_unit_id, p.org_unit_id) = $2 and p.status = 'issued'
          and t.review <> 'dropped')
    $$`.execute(db);
  await sql`revoke all on function app_answers_for(uuid, uuid) from public`.execute(db);
  await sql`grant execute on function app_answers_for(uuid, uuid) to lantoa_app`.execute(db);
  await sql`
    create policy plan_task_note_insert on plan_task_note for insert to lantoa_app
      with check (app_answers_for(task_id, unit_id))`.execute(db);
}
