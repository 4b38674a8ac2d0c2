import { sql, type Kysely } from 'kysely';

// Where each unit stood on each day, kept beside the dated relations that it follows from: the units below another on a
// day are one range of paths, as in today's tree, and nobody walks the relations to find them.
export async function up(db: Kysely<unknown>): Promise<void> {
  // The compact key of a unit wherever sums are kept; the labels of a path are the numbers of the units above.
  await sql`
    alter table org_unit add column number integer not null unique
      generated always as (substring(path from '\\.([0-9]+)\\.$')::integer) stored`.execute(db);

  // One row for each stretch of days in which the whole line of units above was the same; valid_to is the first day
  // after it. The path is made of the labels of that time. No row: the line up to the first unit was not known then.
  await sql`
    create table unit_place (
      id         uuid primary key default gen_random_uuid(),
      unit_id    uuid not null references org_unit (id),
      path       text not null collate "C",
      valid_from date not null,
      valid_to   date check (valid_to > valid_from)
    )`.execute(db);
  await sql`create index unit_place_unit on unit_place (unit_id, valid_from)`.execute(db);
  await sql`create index unit_place_path on unit_place (path)`.execute(db);
  // Read like the unit; written by place_units alone.
  await sql`grant select on unit_place to lantoa_app`.execute(db);
  await sql`alter table unit_place enable row level security`.execute(db);
  await sql`create policy unit_place_read on unit_place for select to lantoa_app using (app_reads_unit(unit_id))`.execute(
    db,
  );

  await makePlacing(db);
  await sql`select place_units(array(select id from org_unit), '-infinity')`.execute(db);
}

async function makePlacing(db: Kysely<unknown>): Promise<void> {
  /*
   * The units whose places from a day on hang on those of the given ones: themselves, and whatever stood below any of
   * them on a day from then on. Asked before relations change; those that come below by the change are given.
   */
  await sql`
    create function units_placed_with(units uuid[], since date) returns uuid[]
    language sql stable security definer set search_path = pg_catalog as $$
      select array(
        select unnest(units)
        union
        select d.unit_id
        from public.unit_place a join public.unit_place d on d.path >= a.path and d.path < left(a.path, -1) || '/' collate "C"
        where a.unit_id = any (units)
          and (a.valid_to is null or a.valid_to > since) and (d.valid_to is null or d.valid_to > since)
          and daterange(a.valid_from, a.valid_to) && daterange(d.valid_from, d.valid_to))
    $$`.execute(db);

  /* The units among the given ones that would, on a day from then on, stand above themselves. */
  await sql`
    create function units_in_circles(units uuid[], since date) returns uuid[]
    language sql stable security definer set search_path = pg_catalog as $$
      with recursive above (unit, at, first_on, end_on) as (
        select u, u, since, 'infinity'::date from unnest(units) u
        union all
        select a.unit, r.parent_id, greatest(a.first_on, r.valid_from), least(a.end_on, coalesce(r.valid_to, 'infinity'))
        from above a join public.org_relation r on r.child_id = a.at and r.type = 'direct_parent'
        where greatest(a.first_on, r.valid_from) < least(a.end_on, coalesce(r.valid_to, 'infinity'))
      ) cycle at set is_circle using passed
      select array(select distinct at from above where is_circle)
    $$`.execute(db);

  /*
   * Makes the places of units from a day on anew from the dated relations: the parent's places, met with the relation's
   * days and the unit's own. It can only make true what the relations say, so that whoever may change relations may have
   * it run, also for units that are out of sight since. Planned anew each time: one unit and a whole nation differ.
   */
  await sql`
    create function place_units(units uuid[], since date) returns void
    language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
    begin
      delete from public.unit_place where unit_id = any (units) and valid_from >= since;
      update public.unit_place set valid_to = since where unit_id = any (units) and (valid_to is null or valid_to > since);

      insert into public.unit_place (unit_id, path, valid_from, valid_to)
      with recursive chosen as materialized (
        select u.id, u.parent_id, u.number || '.' as label, greatest(u.founded_on, since) as first_on,
               coalesce(u.ended_on, 'infinity') as end_on
        from public.org_unit u where u.id = any (units)
      ), link as materialized (
        select c.id, c.label, r.parent_id, greatest(c.first_on, r.valid_from) as first_on,
               least(c.end_on, coalesce(r.valid_to, 'infinity')) as end_on
        from chosen c join public.org_relation r on r.child_id = c.id and r.type = 'direct_parent'
      ), placed (id, path, first_on, end_on) as (
        select c.id, '.' || c.label, c.first_on, c.end_on
        from chosen c where c.parent_id is null and c.first_on < c.end_on
        union all
        select l.id, p.path || l.label, greatest(l.first_on, p.valid_from), least(l.end_on, coalesce(p.valid_to, 'infinity'))
        from link l join public.unit_place p on p.unit_id = l.parent_id
        where not exists (select from chosen c where c.id = l.parent_id)
          and greatest(l.first_on, p.valid_from) < least(l.end_on, coalesce(p.valid_to, 'infinity'))
        union all
        select l.id, p.path || l.label, greatest(l.first_on, p.first_on), least(l.end_on, p.end_on)
        from placed p join link l on l.parent_id = p.id
        where greatest(l.first_on, p.first_on) < least(l.end_on, p.end_on)
      ), marked as (
        select id, path, first_on, end_on,
               sum(case when first_on = before then 0 else 1 end) over (partition by id, path order by first_on) as stretch
        from (select *, lag(end_on) over (partition by id, path order by first_on) as before from placed) s
      )
      select id, path, min(first_on), nullif(max(end_on), 'infinity')
      from marked group by id, path, stretch;

      -- Where nothing changed on the day itself the stretch before it goes on.
      with onward as (
        delete from public.unit_place later using public.unit_place earlier
        where later.unit_id = any (units) and later.valid_from = since
          and earlier.unit_id = later.unit_id and earlier.valid_to = since and earlier.path = later.path
        returning earlier.id, later.valid_to
      )
      update public.unit_place p set valid_to = onward.valid_to from onward where p.id = onward.id;
    end $$`.execute(db);
}
