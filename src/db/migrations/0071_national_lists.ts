import { sql, type Kysely } from 'kysely';

// What lists of units need to answer in milliseconds among 128,000 of them.
export async function up(db: Kysely<unknown>): Promise<void> {
  await readScopesOnce(db);
  await loosenPolicies(db);
  await keepMembersBelow(db);
  await findByWords(db);
  // Receivers to choose from: the few units of the upper kinds, in order of names.
  await sql`create index org_unit_kind on org_unit (kind_id, name_sort)`.execute(db);
}

/*
 * Scopes are taken apart once a query, not once a row: a sub-select that hangs on no column is evaluated ahead. For an
 * actor whose scopes hold every unit that has none above it, it decides alone.
 */
async function readScopesOnce(db: Kysely<unknown>): Promise<void> {
  for (const verb of ['read', 'write']) {
    await sql
      .raw(
        `create function app_${verb}s_all() returns boolean language sql stable parallel safe
         security definer set search_path = pg_catalog as $$
           select s.paths is not null and ('.' = any (s.paths) or not exists (
             select from public.org_unit u where u.parent_id is null and not u.path = any (s.paths)))
           from (select string_to_array(nullif(current_setting('app.${verb}_scopes', true), ''), ' ') as paths) s
         $$`,
      )
      .execute(db);
  }
  await sql`
    create function app_read_paths() returns text[] language sql stable parallel safe as $$
      select string_to_array(nullif(current_setting('app.read_scopes', true), ''), ' ')
    $$`.execute(db);
  /* The units above those of the scopes, and those themselves: what app_is_above is true of. */
  await sql`
    create function app_paths_above() returns text[] language sql stable parallel safe as $$
      select array(
        select distinct substring(s from 1 for at.place)
        from unnest(app_read_paths()) s cross join lateral generate_series(2, length(s)) at (place)
        where s <> '.' and substr(s, at.place, 1) = '.')
    $$`.execute(db);
}

async function loosenPolicies(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter policy org_unit_read on org_unit using (
      (select app_reads_all()) or path ^@ any ((select app_read_paths())::text[])
      or path = any ((select app_paths_above())::text[]))`.execute(db);
  await sql`
    alter policy unit_place_read on unit_place using ((select app_reads_all()) or unit_id in (select app_readable_units()))`.execute(
    db,
  );
  // Every policy that asks for one unit's scope and nothing else.
  await sql`
    do $$
    declare one record; reads text; writes text;
    begin
      for one in
        select tablename, policyname, cmd, qual, with_check from pg_policies
        where schemaname = 'public' and coalesce(qual, with_check) ~
          '^(app_(reads|writes)_unit\\(\\w+\\)|\\(\\w+ IN \\( SELECT app_readable_units\\(\\) AS app_readable_units\\)\\))$'
      loop
        reads := format('((select app_reads_all()) or %s)', one.qual);
        writes := format('((select app_writes_all()) or %s)', coalesce(one.with_check, one.qual));
        execute format('alter policy %I on %I', one.policyname, one.tablename)
          || case when one.cmd = 'SELECT' then ' using ' || reads when one.cmd <> 'INSERT' then ' using ' || writes else '' end
          || case when one.cmd in ('INSERT', 'UPDATE') then ' with check ' || writes else '' end;
      end loop;
    end $$`.execute(db);
  await sql`
    create or replace procedure app_protect(tbl regclass, col name) language plpgsql as $$
    declare
      reads text := format('((select app_reads_all()) or app_reads_unit(%I))', col);
      writes text := format('((select app_writes_all()) or app_writes_unit(%I))', col);
    begin
      execute format('grant select, insert, update, delete on %s to lantoa_app', tbl);
      execute format('alter table %s enable row level security', tbl);
      execute format('create policy %I on %s for select to lantoa_app using %s', tbl || '_read', tbl, reads);
      execute format('create policy %I on %s for insert to lantoa_app with check %s', tbl || '_insert', tbl, writes);
      execute format('create policy %I on %s for update to lantoa_app using %s with check %s', tbl || '_update', tbl, writes, writes);
      execute format('create policy %I on %s for delete to lantoa_app using %s', tbl || '_delete', tbl, writes);
    end $$`.execute(db);
}

/*
 * The members that the grassroots unions directly below a unit declared last. A branch is the sum over the few units in
 * it that have such unions below; whoever declares waits for the declarations under the same unit alone.
 */
async function keepMembersBelow(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table members_below (
      unit_id uuid primary key references org_unit (id),
      path    text not null collate "C",
      -- Null while none of them has declared any.
      members bigint
    )`.execute(db);
  await sql`create index members_below_path on members_below (path)`.execute(db);
  await sql`grant select on members_below to lantoa_app`.execute(db);
  await sql`alter table members_below enable row level security`.execute(db);
  await sql`
    create policy members_below_read on members_below for select to lantoa_app
      using ((select app_reads_all()) or path ^@ any ((select app_read_paths())::text[]))`.execute(db);

  // Locks first, and counts in a second statement, which sees what those it waited for have committed.
  await sql`
    create function count_members_below(parents uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      insert into public.members_below (unit_id, path)
      select id, path from public.org_unit where id = any (parents) order by id
      on conflict (unit_id) do update set path = excluded.path;
      update public.members_below b set members = (
        select sum(f.value)
        from public.org_unit c
        join public.unit_kind k on k.id = c.kind_id and k.tier = 4
        cross join lateral (
          select value from public.org_figure
          where unit_id = c.id and population_id = 'members' order by as_of_on desc, created_at desc limit 1) f
        where c.parent_id = b.unit_id and c.ended_on is null)
      where b.unit_id = any (parents);
    end $$`.execute(db);
  await sql`
    create function count_declared_members() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
    begin
      perform public.count_members_below(array(
        select distinct u.parent_id from added f join public.org_unit u on u.id = f.unit_id
        where f.population_id = 'members' and u.parent_id is not null));
      return null;
    end $$`.execute(db);
  await sql`
    create function count_moved_members() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
    begin
      update public.members_below b set path = n.path from after n where n.id = b.unit_id and n.path <> b.path;
      perform public.count_members_below(array(
        select parent.id from before o join after n using (id) cross join unnest(array[o.parent_id, n.parent_id]) parent (id)
        where (o.parent_id, o.ended_on, o.kind_id) is distinct from (n.parent_id, n.ended_on, n.kind_id)
          and parent.id is not null
        group by parent.id));
      return null;
    end $$`.execute(db);
  await sql`
    create trigger org_figure_members after insert on org_figure
      referencing new table as added for each statement execute function count_declared_members()`.execute(db);
  await sql`
    create trigger org_unit_members after update on org_unit
      referencing old table as before new table as after for each statement execute function count_moved_members()`.execute(
    db,
  );
  await sql`select count_members_below(array(select distinct parent_id from org_unit where parent_id is not null))`.execute(
    db,
  );
}

/*
 * Units by the beginnings of their words. Searching text under row-level security reads every row first, since only
 * comparisons that can leak nothing go before the policy; so the index is asked by a function that checks the scopes.
 */
async function findByWords(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function search_words(key text) returns tsvector language sql immutable parallel safe as $$
      select array_to_tsvector(array_remove(string_to_array(key, ' '), ''))
    $$`.execute(db);
  await sql`create index org_unit_words on org_unit using gin (search_words(search_key))`.execute(db);
  await sql`create index org_unit_name_key on org_unit (name_key collate "C")`.execute(db);
  /*
   * Candidates between two paths: the first names that begin with the text, units above the grassroots with every word,
   * and any with every word, at most so many of each. Planned for the scope and the words asked.
   */
  await sql`
    create function units_with_words(from_path text, before_path text, beginning text, words tsquery, kinds text[],
                                     is_active boolean, most integer)
    returns setof uuid language plpgsql stable security definer set search_path = pg_catalog
    set plan_cache_mode = force_custom_plan as $$
    declare
      upper_kinds text[] := array(select id from public.unit_kind where tier < 4 and (kinds is null or id = any (kinds)));
    begin
      return query
        (select id from public.org_unit
         where path >= from_path and path < before_path and public.app_reads(path)
           and (kinds is null or kind_id = any (kinds)) and (not is_active or ended_on is null)
           and name_key collate "C" ^@ beginning
         order by name_key collate "C" limit most)
        union
        (select id from public.org_unit
         where path >= from_path and path < before_path and public.app_reads(path)
           and kind_id = any (upper_kinds) and (not is_active or ended_on is null)
           and public.search_words(search_key) @@ words
         limit most)
        union
        (select id from public.org_unit
         where path >= from_path and path < before_path and public.app_reads(path)
           and (kinds is null or kind_id = any (kinds)) and (not is_active or ended_on is null)
           and public.search_words(search_key) @@ words
         limit most);
    end $$`.execute(db);
}
