import { sql, type Kysely } from 'kysely';

/*
 * What is recorded of a unit for days on which it had ended: meanwhile, before a decision was carried out or entered.
 * In the tree of then it counted nowhere above; now it counts at the unit that followed, as in today's tree.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await findPlacesAfter(db);
  await readThem(db);
  await addWhatWasLeftOut(db);
}

/** Where an ended unit's work counts from its end on: below whatever it stands under today, where that stood then. */
async function findPlacesAfter(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function places_after(units uuid[])
    returns table (unit_id uuid, path text, valid_from date, valid_to date)
    language sql stable set search_path = pg_catalog as $$
      with recursive under as (
        select u.id, u.parent_id, u.ended_on as since, u.number || '.' as labels
        from public.org_unit u where u.id = any (units) and u.ended_on is not null
        union all
        -- What followed has ended too: from then on it is what followed that.
        select b.id, p.parent_id, greatest(b.since, p.ended_on), p.number || '.' || b.labels
        from under b join public.org_unit p on p.id = b.parent_id where p.ended_on is not null
      )
      select b.id, p.path || b.labels, greatest(p.valid_from, b.since), p.valid_to
      from under b join public.unit_place p on p.unit_id = b.parent_id
      where p.valid_to is null or p.valid_to > b.since
    $$`.execute(db);
  await sql`
    create function place_after(unit uuid, day date) returns text
    language sql stable set search_path = pg_catalog as $$
      select path from public.places_after(array[unit]) where valid_from <= day and (valid_to is null or valid_to > day)
    $$`.execute(db);
  for (const name of ['places_after', 'place_after'])
    await sql`revoke all on function ${sql.ref(name)} from public`.execute(db);
}

/** The function of 0190, in which only the two places differ that speak of units that have ended. */
async function readThem(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function branch_sums(units uuid[], under uuid, below uuid[], of_today boolean, measures text[],
                                first_on date, last_on date, today date)
    returns table (lines json, kept text, loose json)
    language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
    #variable_conflict use_column
    declare
      tree text := case when of_today then 'today' else 'then' end;
      ids uuid[];
      numbers integer[];
      froms date[];
      tos date[];
      has_edges boolean;
    begin
      select array_agg(a.id), array_agg(a.number), array_agg(a.from_on), array_agg(a.to_on)
      into ids, numbers, froms, tos
      from (
        select u.id, u.number, first_on as from_on, last_on as to_on
        from org_unit u where u.id = any (units) and app_reads(u.path)
        union all
        select c.id, c.number, first_on, last_on
        from org_unit p join org_unit c on c.parent_id = p.id
        where of_today and p.id = under and app_reads(p.path) and (below is null or c.id = any (below))
        union all
        -- Under the tree of each day a child counts while it stood there: so its parts add up to the whole.
        select c.id, c.number,
          -- Nothing is recorded for a day before the founding: the first parent needs no edge.
          case when r.valid_from <= c.founded_on then first_on else greatest(first_on, r.valid_from) end,
          least(last_on, coalesce(r.valid_to - 1, last_on))
        from org_unit p
        join org_relation r on r.parent_id = p.id and r.type = 'direct_parent' and (below is null or r.child_id = any (below))
          and r.valid_from <= last_on and (r.valid_to is null or r.valid_to > first_on) and (r.valid_to is null or r.valid_to > r.valid_from)
        join org_unit c on c.id = r.child_id
        where not of_today and p.id = under and app_reads(p.path)
        union all
        -- And from its end on, what was recorded of it all the same: at the unit that followed it.
        select c.id, c.number, greatest(first_on, c.ended_on), last_on
        from org_unit p join org_unit c on c.parent_id = p.id and c.ended_on <= last_on
        where not of_today and p.id = under and app_reads(p.path) and (below is null or c.id = any (below))
      ) a where a.from_on <= a.to_on;

      select json_agg(json_build_array(l.id, l.measure_id, l.population_id)) into lines
      from fact_line l where l.measure_id = any (measures);

      with stretch as materialized (
        -- Most branches are asked about the same days: taken apart once.
        select d.from_on, d.to_on, c.head_sign <> 0 or c.tail_sign <> 0 as has_edges,
               array(select sum_buckets(c.first_half, c.last_half)) as buckets
        from (select distinct a.from_on, a.to_on from unnest(froms, tos) a (from_on, to_on)) d
        cross join lateral sum_cover(d.from_on, d.to_on, today) c
      )
      select (select bool_or(s.has_edges) from stretch s),
             string_agg(concat_ws(' ', a.id, (k.part = 'own')::integer, k.lines, k.fact_counts, k.amounts), ';')
      into has_edges, kept
      from unnest(ids, numbers, froms, tos) a (id, number, from_on, to_on) join stretch s using (from_on, to_on)
      cross join lateral (
        select k.part, k.lines, k.fact_counts, k.amounts from kept_sum k
        -- As one look-up of a unit: asked for as a list the two parts would be looked up one by one.
        where k.bucket = any (s.buckets) and k.unit_number = a.number and (k.part = 'own' or k.part = tree) offset 0) k;

      if not has_edges and not exists (select from fact_pending) then return next; return; end if;

      with stretch as materialized (
        select d.from_on, d.to_on, c.head_from, c.head_to, c.head_sign, c.tail_from, c.tail_to, c.tail_sign
        from (select distinct a.from_on, a.to_on from unnest(froms, tos) a (from_on, to_on)) d
        cross join lateral sum_cover(d.from_on, d.to_on, today) c
      ), covered as materialized (
        select a.id, a.number, s.*
        from unnest(ids, numbers, froms, tos) a (id, number, from_on, to_on) join stretch s using (from_on, to_on)
      ), found as materialized (
        select f.org_unit_id, f.happened_on, f.measure_id, f.population_id, f.value,
               0 as sign, null::date as part_from, null::date as part_to
        from fact_pending p
        cross join lateral (select * from fact f where f.id = p.fact_id offset 0) f
        where f.measure_id = any (measures) and f.happened_on between first_on and last_on
        union all
        select f.org_unit_id, f.happened_on, f.measure_id, f.population_id, f.value, e.sign, e.from_on, e.to_on
        from (select head_from as from_on, head_to as to_on, head_sign as sign from stretch where head_sign <> 0
              union
              select tail_from, tail_to, tail_sign from stretch where tail_sign <> 0) e
        cross join unnest(measures) m (id)
        cross join lateral (
          select * from fact f
          where f.measure_id = m.id and f.target_root_id is null and f.happened_on between e.from_on and e.to_on offset 0) f
        where not exists (select from fact_pending p where p.fact_id = f.id)
      ), placed as materialized (
        select o.*, n.number, n.number = u.number as is_own
        from found o
        cross join lateral (select u.path, u.number from org_unit u where u.id = o.org_unit_id offset 0) u
        left join lateral (
          select p.path from unit_place p
          where not of_today and p.unit_id = o.org_unit_id
            and p.valid_from <= o.happened_on and (p.valid_to is null or p.valid_to > o.happened_on) offset 0) p on true
        cross join lateral unnest(path_numbers(
          case when of_today then u.path else coalesce(p.path, place_after(o.org_unit_id, o.happened_on), '.' || u.number || '.') end)) n (number)
      )
      select json_agg(json_build_array(l.id, l.is_own, l.measure_id, l.population_id, l.fact_count, l.amount)) into loose
      from (
        select c.id, o.is_own, o.measure_id, o.population_id, sum(s.sign) as fact_count, sum(o.value * s.sign)::text as amount
        from placed o join covered c on c.number = o.number
        cross join lateral (select case
          when o.sign = 0 then (o.happened_on between c.from_on and c.to_on)::integer
          when (o.sign, o.part_from, o.part_to) = (c.head_sign, c.head_from, c.head_to) then o.sign
          when (o.sign, o.part_from, o.part_to) = (c.tail_sign, c.tail_from, c.tail_to) then o.sign
          else 0 end as sign) s
        where s.sign <> 0
        group by c.id, o.is_own, o.measure_id, o.population_id) l;
      return next;
    end $$`.execute(db);
}

/** Facts that are folded into the sums of their units, and not into those above. */
async function addWhatWasLeftOut(db: Kysely<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('lantoa.fold.measures.sums'))`.execute(db);
  await sql`
    with late as materialized (
      select place_after(u.id, f.happened_on) as path, f.*
      from org_unit u join fact f on f.org_unit_id = u.id and f.happened_on >= u.ended_on and f.target_root_id is null
      where u.ended_on is not null and not exists (select from fact_pending p where p.fact_id = f.id)
    ), change as (
      select n.number as unit_number, sum_half(f.happened_on) as half, l.id as line,
             sum(f.value) as value, count(*) as fact_count
      from late f
      join fact_line l on l.measure_id = f.measure_id and l.population_id is not distinct from f.population_id
      cross join lateral unnest(trim_array(path_numbers(f.path), 1)) n (number)
      group by 1, 2, 3
    ), bucketed as (
      select unit_number, b as bucket, line, sum(value) as value, sum(fact_count)::integer as fact_count
      from change cross join lateral sum_buckets_of(half) b group by 1, 2, 3
    )
    insert into kept_sum as k (part, unit_number, bucket, lines, amounts, fact_counts)
    select 'then', unit_number, bucket, array_agg(line order by line), array_agg(value order by line),
           array_agg(fact_count order by line)
    from bucketed group by bucket, unit_number
    on conflict (bucket, unit_number, part) do update set (lines, amounts, fact_counts) = (
      select a.lines, a.amounts, a.fact_counts
      from add_sums(k.lines, k.amounts, k.fact_counts, excluded.lines, excluded.amounts, excluded.fact_counts) a)`.execute(
    db,
  );
}
