import { sql, type Kysely } from 'kysely';

// What a decision about units changed, row by row, so that it can be taken back until something depends on it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reorganisation_row (
      id                bigint generated always as identity primary key,
      -- Written before the decision itself, in its transaction.
      reorganisation_id uuid not null references reorganisation (id) deferrable initially deferred,
      table_name        text not null,
      row_id            uuid not null,
      -- The columns that changed, as they were; null for a row that the decision wrote.
      before            jsonb,
      -- The whole row afterwards.
      after             jsonb not null
    )`.execute(db);
  await sql`create index reorganisation_row_event on reorganisation_row (reorganisation_id, table_name, row_id)`.execute(
    db,
  );
  // Nobody reads or writes it but the two functions below.
  await sql`alter table reorganisation_row enable row level security`.execute(db);

  await sql`alter table reorganisation drop constraint reorganisation_kind_check`.execute(db);
  await sql`
    alter table reorganisation add constraint reorganisation_kind_check
      check (kind in ('found', 'rename', 'transfer', 'merge', 'absorb', 'split', 'dissolve', 'set'))`.execute(db);
  await keepRows(db);
  await restoreRows(db);
  await countDeletedMembers(db);
}

/* While app.reorganisation names a decision, every change of these tables is kept under it. */
async function keepRows(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function keep_reorganisation_row() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
    declare
      changed jsonb;
    begin
      if tg_op = 'UPDATE' then
        -- Paths follow from parents; versions only go on.
        select jsonb_object_agg(o.key, o.value) into changed from jsonb_each(to_jsonb(old)) o
        where o.key not in ('path', 'version') and o.value is distinct from to_jsonb(new) -> o.key;
        if changed is null then return null; end if;
      end if;
      insert into public.reorganisation_row (reorganisation_id, table_name, row_id, before, after)
      values (current_setting('app.reorganisation')::uuid, tg_table_name, new.id, changed, to_jsonb(new));
      return null;
    end $$`.execute(db);
  const kept: [string, string][] = [
    ...['org_relation', 'org_unit_name', 'org_unit_code', 'org_figure'].map((table): [string, string] => [
      table,
      'insert or update',
    ]),
    ...['org_unit', 'person_position', 'role_grant', 'plan', 'plan_delivery', 'activity', 'report'].map(
      (table): [string, string] => [table, 'update'],
    ),
  ];
  for (const [table, events] of kept) {
    await sql
      .raw(
        `create trigger ${table}_reorganised after ${events} on ${table} for each row
         when (current_setting('app.reorganisation', true) <> '') execute function keep_reorganisation_row()`,
      )
      .execute(db);
  }
}

/*
 * Puts every row back as it was before the decision, where it is still as the decision left it, and takes away those it
 * wrote; says of each whether it did. A unit counts as left so while the columns that the decision changed are, others
 * while nothing of them has changed. Rows may stand where the person sees them no longer, so it looks past policies, and
 * asks only for the right to write to every unit touched. Paths follow afterwards.
 */
async function restoreRows(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function restore_reorganisation(reorganisation uuid)
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
        select j.table_name, j.row_id, bool_or(j.before is null) as is_written,
               (select jsonb_object_agg(e.key, e.value order by i.id desc) from public.reorganisation_row i
                cross join lateral jsonb_each(i.before) e
                where i.reorganisation_id = reorganisation and i.table_name = j.table_name and i.row_id = j.row_id) as before,
               (array_agg(j.after order by j.id desc))[1] as after, false as is_back
        from public.reorganisation_row j where j.reorganisation_id = reorganisation group by 1, 2;

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

/* Figures are only added to, but for those that an undone decision had written. */
async function countDeletedMembers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger org_figure_members_gone after delete on org_figure
      referencing old table as added for each statement execute function count_declared_members()`.execute(db);
}
