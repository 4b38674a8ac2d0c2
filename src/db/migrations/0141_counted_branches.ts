import { sql, type Kysely } from 'kysely';

// How many units stand below each, without counting them: boards and the first page say it of the whole nation.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table units_below (
      unit_id    uuid primary key references org_unit (id),
      path       text not null collate "C",
      -- Units directly below, ended ones too; and those that are there and are no departments.
      unit_count integer not null,
      here_count integer not null
    )`.execute(db);
  await sql`create index units_below_path on units_below (path) include (unit_count, here_count)`.execute(db);
  await sql`grant select on units_below to lantoa_app`.execute(db);
  await sql`alter table units_below enable row level security`.execute(db);
  await sql`
    create policy units_below_read on units_below for select to lantoa_app
      using ((select app_reads_all()) or path ^@ any ((select app_read_paths())::text[]))`.execute(db);
  await makeCounting(db);
  await sql`select count_units_below(array(select distinct parent_id from org_unit where parent_id is not null))`.execute(
    db,
  );
  await countFromKept(db);
}

async function makeCounting(db: Kysely<unknown>): Promise<void> {
  // Locks first, and counts in a second statement, which sees what those it waited for have committed.
  await sql`
    create function count_units_below(parents uuid[]) returns void
    language plpgsql set search_path = pg_catalog as $$
    begin
      insert into public.units_below (unit_id, path, unit_count, here_count)
      select id, path, 0, 0 from public.org_unit where id = any (parents) order by id
      on conflict (unit_id) do update set path = excluded.path;
      update public.units_below b set (unit_count, here_count) = (
        select count(*), count(*) filter (where c.ended_on is null and c.kind_id <> 'department')
        from public.org_unit c where c.parent_id = b.unit_id)
      where b.unit_id = any (parents);
    end $$`.execute(db);
  await sql`revoke all on function count_units_below from public`.execute(db);
  // Founding adds, so that the thousandth unit under one costs what the first did.
  await sql`
    create function count_founded_units() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      insert into public.units_below (unit_id, path, unit_count, here_count)
      select p.id, p.path, count(*), count(*) filter (where a.ended_on is null and a.kind_id <> 'department')
      from added a join public.org_unit p on p.id = a.parent_id group by p.id order by p.id
      on conflict (unit_id) do update set unit_count = units_below.unit_count + excluded.unit_count,
                                          here_count = units_below.here_count + excluded.here_count;
      return null;
    end $$`.execute(db);
  await sql`
    create function count_moved_units() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      update public.units_below b set path = n.path from after n where n.id = b.unit_id and n.path <> b.path;
      perform public.count_units_below(array(
        select parent.id from before o join after n using (id) cross join unnest(array[o.parent_id, n.parent_id]) parent (id)
        where (o.parent_id, o.ended_on, o.kind_id) is distinct from (n.parent_id, n.ended_on, n.kind_id)
          and parent.id is not null
        group by parent.id));
      return null;
    end $$`.execute(db);
  for (const one of ['count_founded_units', 'count_moved_units']) {
    await sql`revoke all on function ${sql.ref(one)} from public`.execute(db);
    await sql`grant execute on function ${sql.ref(one)} to lantoa_app`.execute(db);
  }
  await sql`
    create trigger org_unit_founded after insert on org_unit
      referencing new table as added for each statement execute function count_founded_units()`.execute(db);
  await sql`
    create trigger org_unit_counted after update on org_unit
      referencing old table as before new table as after for each statement execute function count_moved_units()`.execute(
    db,
  );
}

async function countFromKept(db: Kysely<unknown>): Promise<void> {
  /* Units of a branch with its top: in today's tree, ended ones too, or on a day. */
  await sql`
    create or replace function count_branch_units(top uuid, day date) returns integer language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      top_path text;
    begin
      select case when day is null then u.path else tally_place(top, day) end into top_path
      from org_unit u where u.id = top and app_reads(u.path);
      if top_path is null then return 0; end if;
      if day is null then
        return (select 1 + coalesce(sum(unit_count), 0) from units_below b
                where b.path >= top_path and b.path < left(top_path, -1) || '/' collate "C");
      end if;
      return (select count(*) from unit_place p
              where p.path >= top_path and p.path < left(top_path, -1) || '/' collate "C"
                and p.valid_from <= day and (p.valid_to is null or p.valid_to > day));
    end $$`.execute(db);
}
