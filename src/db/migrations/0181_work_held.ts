import { sql, type Kysely } from 'kysely';

// What a branch held in a stretch of days, for its report: counted from an index alone, where it is not kept as sums.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index activity_unit`.execute(db);
  await sql`
    create index activity_unit on activity (org_unit_id, starts_on desc) include (status, form_id, serves_target)`.execute(
    db,
  );
  const branch = `u.path >= branch and u.path < left(branch, -1) || '/' collate "C" and (is_seen or app_reads(u.path))`;
  const held = `a.status = 'done' and a.starts_on between from_on and to_on`;
  /*
   * Done activities of a branch by form, and those that serve no target; attendances of the forms in `people_of` alone,
   * null for the others; and, without a form, how many units held any. Asks for scopes itself: under the policies a list
   * of all units in sight would be made for each table.
   */
  await sql
    .raw(
      `create function work_held(branch text, from_on date, to_on date, people_of text[])
       returns table (form_id text, activity_count bigint, unlinked_count bigint, attendance_count bigint, unit_count bigint)
       language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
       set plan_cache_mode = force_custom_plan as $$
       #variable_conflict use_column
       declare
         is_seen boolean := app_reads(branch);
       begin
         return query
         select h.form_id, h.activities, h.unlinked, p.attendances, null::bigint
         from (select a.form_id, count(*) as activities, count(*) filter (where not a.serves_target) as unlinked
               from org_unit u join activity a on a.org_unit_id = u.id
               where ${branch} and ${held} group by a.form_id) h
         left join (select a.form_id, sum(x.attendance_count) as attendances
                    from org_unit u join activity a on a.org_unit_id = u.id
                    join activity_attendance x on x.activity_id = a.id
                    where ${branch} and ${held} and a.form_id = any (people_of) group by a.form_id) p using (form_id);
         return query
         select null::text, null::bigint, null::bigint, null::bigint, count(*)
         from org_unit u where ${branch} and exists (select from activity a where a.org_unit_id = u.id and ${held});
       end $$`,
    )
    .execute(db);
  await sql`revoke all on function work_held from public`.execute(db);
  await sql`grant execute on function work_held to lantoa_app`.execute(db);
}
