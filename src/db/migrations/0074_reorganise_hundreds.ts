import { sql, type Kysely } from 'kysely';

// What a decision about hundreds of units needs. One about a single unit asks the same functions.
export async function up(db: Kysely<unknown>): Promise<void> {
  await findBranches(db);
  await restoreInOnePass(db);
}

/*
 * Each unit's branch is a short range of an index; without statistics of the list of units the planner preferred to read
 * every place for each of them. Today's branches too, ended units and all.
 */
async function findBranches(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function units_placed_with(units uuid[], since date) returns uuid[]
    language sql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
      select array(
        select unnest(units)
        union
        select d.unit_id
        from public.unit_place a join public.unit_place d on d.path >= a.path and d.path < left(a.path, -1) || '/' collate "C"
        where a.unit_id = any (units)
          and (a.valid_to is null or a.valid_to > since) and (d.valid_to is null or d.valid_to > since)
          and daterange(a.valid_from, a.valid_to) && daterange(d.valid_from, d.valid_to)
        union
        select d.id
        from public.org_unit a join public.org_unit d on d.path >= a.path and d.path < left(a.path, -1) || '/' collate "C"
        where a.id = any (units))
    $$`.execute(db);
}

/*
 * A set of decisions keeps thousands of rows; looking each up again took minutes. Nothing else differs from the function
 * it replaces: rows are put back where they are still as the decision left them, and it says of each.
 */
async function restoreInOnePass(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function restore_reorganisation(reorganisation uuid)
    returns table (table_name text, row_id uuid, is_written boolean, is_back boolean)
    language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
    declare
      tbl text;
      columns text;
    begin
      if exists (select from public.reorganisation_unit t join public.org_unit u on u.id = t.unit_id
                 where t.reorganisation_id = reorganisation and not public.app_writes(u.path)) then
        raise insufficient_privilege;
      end if;
      create temporary table taking_back on commit drop as
        select k.table_name, k.row_id, bool_or(k.before is null) as is_written,
               jsonb_object_agg(e.key, e.value order by k.id desc) filter (where e.key is not null) as before,
               (array_agg(k.after order by k.id desc))[1] as after, false as is_back
        from public.reorganisation_row k left join lateral jsonb_each(k.before) e on true
        where k.reorganisation_id = reorganisation group by k.table_name, k.row_id;
      analyze pg_temp.taking_back;

      -- Written rows go first: only one parent and one holder of a code can be open at a time.
      for tbl in select distinct t.table_name from pg_temp.taking_back t where t.is_written loop
        execute format(
          'with gone as (delete from public.%1$I t using pg_temp.taking_back b
                         where b.table_name = %1$L and b.is_written and t.id = b.row_id and to_jsonb(t) = b.after returning t.id)
           update pg_temp.taking_back b set is_back = true from gone where b.table_name = %1$L and b.row_id = gone.id', tbl);
      end loop;
      for tbl in select distinct t.table_name from pg_temp.taking_back t where not t.is_written loop
        select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
        where a.attrelid = ('public.' || quote_ident(tbl))::regclass and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.attname not in ('id', 'path');
        execute format(
          'with back as (
             update public.%1$I t set (%2$s) = (
               select %2$s from jsonb_populate_record(t, b.before || case when to_jsonb(t) ? ''version''
                 then jsonb_build_object(''version'', (to_jsonb(t) ->> ''version'')::int + 1) else ''{}'' end))
             from pg_temp.taking_back b
             where b.table_name = %1$L and not b.is_written and t.id = b.row_id and case when %1$L = ''org_unit''
               then (select bool_and(to_jsonb(t) -> k = b.after -> k) from jsonb_object_keys(b.before) k)
               else to_jsonb(t) = b.after end
             returning t.id)
           update pg_temp.taking_back b set is_back = true from back where b.table_name = %1$L and b.row_id = back.id',
          tbl, columns);
      end loop;
      return query select t.table_name, t.row_id, t.is_written, t.is_back from pg_temp.taking_back t;
      drop table pg_temp.taking_back;
    end $$`.execute(db);
}
