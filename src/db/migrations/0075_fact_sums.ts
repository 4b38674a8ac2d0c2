import { sql, type Kysely } from 'kysely';

// Sums of facts, kept as they arrive: a board reads sums, never facts, and a fact costs the same in a small tree and in
// a large one. Only sums of measures: what a target counts is kept where targets are.
export async function up(db: Kysely<unknown>): Promise<void> {
  // What is summed, under a short number: a nation has tens of millions of sums.
  await sql`
    create table fact_line (
      id            smallint primary key generated always as identity,
      measure_id    text not null references measure (id),
      population_id text references population (id),
      unique nulls not distinct (measure_id, population_id)
    )`.execute(db);

  // Facts that no sum holds yet. Every writer of facts fills it, whatever way it writes them, and touches nothing else:
  // writers under one root do not meet. A fact is in the sums or here, never in both.
  await sql`create table fact_pending (fact_id bigint primary key) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`.execute(
    db,
  );
  await sql`
    create function fact_becomes_pending() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
    begin
      insert into public.fact_pending (fact_id) select id from added where target_root_id is null;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger fact_pending after insert on fact referencing new table as added
    for each statement execute function fact_becomes_pending()`.execute(db);
  await sql`insert into fact_pending (fact_id) select id from fact where target_root_id is null`.execute(db);
  // For days at the edge of a range that no half-month ends on, and for checking one sum against its facts.
  await sql`create index fact_measure_day on fact (measure_id, happened_on) where target_root_id is null`.execute(db);

  // What a unit itself did in a half-month. The same in every tree.
  await sql`
    create table unit_sum (
      unit_number integer not null,
      fact_count  integer not null,
      bucket      smallint not null,
      line        smallint not null,
      value       numeric not null,
      primary key (unit_number, bucket, line)
    ) with (fillfactor = 90)`.execute(db);
  // What everything strictly below a unit did in a half-month, a quarter or a year: under today's tree, or under the
  // tree of each fact's day.
  await sql`
    create table branch_sum (
      unit_number integer not null,
      fact_count  integer not null,
      bucket      smallint not null,
      line        smallint not null,
      is_today    boolean not null,
      value       numeric not null,
      primary key (is_today, unit_number, bucket, line)
    ) with (fillfactor = 80)`.execute(db);

  // Sums that were found not to be what the facts say: shown until a recomputation has put them right.
  await sql`
    create table sum_alarm (
      id            bigint primary key generated always as identity,
      found_at      timestamptz not null,
      unit_id       uuid not null references org_unit (id),
      -- 'own', 'then' or 'today'
      part          text not null check (part in ('own', 'then', 'today')),
      measure_id    text not null,
      population_id text,
      from_on       date not null,
      to_on         date not null,
      kept          numeric not null,
      counted       numeric not null,
      resolved_at   timestamptz
    )`.execute(db);
  await sql`create unique index sum_alarm_open on sum_alarm (unit_id, part, measure_id, coalesce(population_id, ''), from_on) where resolved_at is null`.execute(
    db,
  );

  await makeCalendar(db);
  await makeReader(db);
}

/** Half-months are counted from 1900: 1–15 and 16 to the end, where all cut-offs in use lie. */
async function makeCalendar(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sum_half(day date) returns integer language sql immutable parallel safe as $$
      select ((extract(year from day)::integer - 1900) * 12 + extract(month from day)::integer - 1) * 2
             + (extract(day from day) > 15)::integer
    $$`.execute(db);
  await sql`
    create function sum_half_from(half integer) returns date language sql immutable parallel safe as $$
      select make_date(1900 + half / 24, half % 24 / 2 + 1, 1 + half % 2 * 15)
    $$`.execute(db);
  await sql`
    create function sum_half_to(half integer) returns date language sql immutable parallel safe as $$
      select sum_half_from(half + 1) - 1
    $$`.execute(db);
  /* The buckets that hold a half-month: itself, its quarter (from 10000) and its year (from 20000). */
  await sql`
    create function sum_buckets_of(half integer) returns setof smallint language sql immutable parallel safe rows 3 as $$
      select b::smallint from (values (half), (10000 + half / 6), (20000 + half / 24)) v (b)
    $$`.execute(db);
  /* The fewest buckets that make up a run of half-months. */
  await sql`
    create function sum_buckets(first_half integer, last_half integer) returns setof smallint
    language sql immutable parallel safe rows 6 as $$
      select (20000 + y)::smallint from generate_series(first_half / 24, last_half / 24) y
      where y * 24 >= first_half and y * 24 + 23 <= last_half
      union all
      select (10000 + q)::smallint from generate_series(first_half / 6, last_half / 6) q
      where q * 6 >= first_half and q * 6 + 5 <= last_half
        and not (q / 4 * 24 >= first_half and q / 4 * 24 + 23 <= last_half)
      union all
      select h::smallint from generate_series(first_half, last_half) h
      where not (h / 6 * 6 >= first_half and h / 6 * 6 + 5 <= last_half)
    $$`.execute(db);
  /*
   * A range of days as half-months and the days at both ends that are to be added (1) or taken off (-1), whichever
   * are fewer of those until today. An end that falls on an edge has sign 0.
   */
  await sql`
    create function sum_cover(from_on date, to_on date, today date)
    returns table (first_half integer, last_half integer, head_from date, head_to date, head_sign integer,
                   tail_from date, tail_to date, tail_sign integer)
    language sql immutable parallel safe rows 1 as $$
      with ends as (
        select sum_half(from_on) as a, sum_half(to_on) as b
      ), days as (
        select a, b, sum_half_from(a) as a_from, sum_half_to(a) as a_to, sum_half_from(b) as b_from, sum_half_to(b) as b_to
        from ends
      ), chosen as (
        select *,
          case when a = b and from_on > a_from then 9
               when from_on = a_from then 0
               when from_on - a_from < a_to - from_on + 1 then -1 else 1 end as head,
          case when a = b and from_on > a_from then 0
               when to_on = b_to then 0
               when greatest(0, least(b_to, today) - to_on) < to_on - b_from + 1 then -1 else 1 end as tail
        from days
      )
      select case when head = 1 then a + 1 when head = 9 then b + 1 else a end,
             case when tail = 1 then b - 1 else b end,
             case when head = -1 then a_from else from_on end,
             case head when -1 then from_on - 1 when 9 then to_on else a_to end,
             case when head = 9 then 1 else head end,
             case when tail = -1 then to_on + 1 else b_from end,
             case when tail = -1 then b_to else to_on end,
             tail
      from chosen
    $$`.execute(db);
  /* The numbers of the units of a path, from the root down to the unit itself. */
  await sql`
    create function path_numbers(path text) returns integer[] language sql immutable parallel safe as $$
      select string_to_array(trim(both '.' from path), '.')::integer[]
    $$`.execute(db);
}

/**
 * The sums are closed to the person's role, since whose they are is not on the row: this function alone reads them, for
 * units within the read scopes of whoever asks. What is kept, what waits and what the days at the edges hold are read
 * in one statement, so that the answer is exact whatever is being written or folded meanwhile.
 */
async function makeReader(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function branch_sums(units uuid[], under uuid, of_today boolean, measures text[],
                                first_on date, last_on date, today date)
    returns table (unit_id uuid, measure_id text, population_id text, value numeric, fact_count bigint)
    language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
    #variable_conflict use_column
    begin
      return query
      with asked as (
        select u.id, u.number, first_on as from_on, last_on as to_on
        from org_unit u where u.id = any (units) and app_reads(u.path)
        union all
        select c.id, c.number, first_on, last_on
        from org_unit p join org_unit c on c.parent_id = p.id
        where of_today and p.id = under and app_reads(p.path)
        union all
        -- Under the tree of each day a child counts while it stood there: so its parts add up to the whole.
        select c.id, c.number, greatest(first_on, r.valid_from), least(last_on, coalesce(r.valid_to - 1, last_on))
        from org_unit p
        join org_relation r on r.parent_id = p.id and r.type = 'direct_parent'
          and r.valid_from <= last_on and (r.valid_to is null or r.valid_to > first_on) and (r.valid_to is null or r.valid_to > r.valid_from)
        join org_unit c on c.id = r.child_id
        where not of_today and p.id = under and app_reads(p.path)
      ), covered as materialized (
        select a.id, a.number, a.from_on, a.to_on, c.*
        from asked a cross join lateral sum_cover(a.from_on, a.to_on, today) c where a.from_on <= a.to_on
      ), wanted as materialized (
        select l.id, l.measure_id, l.population_id from fact_line l where l.measure_id = any (measures)
      ), kept as (
        select c.id, s.line, sum(s.value) as value, sum(s.fact_count) as fact_count
        from covered c cross join lateral sum_buckets(c.first_half, c.last_half) b
        join branch_sum s on s.is_today = of_today and s.unit_number = c.number and s.bucket = b
        where s.line in (select w.id from wanted w) group by c.id, s.line
        union all
        select c.id, s.line, sum(s.value), sum(s.fact_count)
        from covered c join unit_sum s on s.unit_number = c.number and s.bucket between c.first_half and c.last_half
        where s.line in (select w.id from wanted w) group by c.id, s.line
      ), loose as (
        select f.org_unit_id, f.happened_on, f.measure_id, f.population_id, f.value,
               0 as sign, null::date as part_from, null::date as part_to
        from fact_pending p join fact f on f.id = p.fact_id
        where f.measure_id = any (measures) and f.happened_on between first_on and last_on
        union all
        select f.org_unit_id, f.happened_on, f.measure_id, f.population_id, f.value, e.sign, e.from_on, e.to_on
        from (select head_from as from_on, head_to as to_on, head_sign as sign from covered where head_sign <> 0
              union
              select tail_from, tail_to, tail_sign from covered where tail_sign <> 0) e
        join fact f on f.measure_id = any (measures) and f.target_root_id is null and f.happened_on between e.from_on and e.to_on
        where not exists (select from fact_pending p where p.fact_id = f.id)
      ), placed as (
        select o.*, n.number
        from loose o join org_unit u on u.id = o.org_unit_id
        left join unit_place p on not of_today and p.unit_id = u.id
          and p.valid_from <= o.happened_on and (p.valid_to is null or p.valid_to > o.happened_on)
        cross join lateral unnest(path_numbers(
          case when of_today then u.path else coalesce(p.path, '.' || u.number || '.') end)) n (number)
      ), loose_sums as (
        select c.id, o.measure_id, o.population_id, sum(o.value * s.sign) as value, sum(s.sign) as fact_count
        from placed o join covered c on c.number = o.number
        cross join lateral (select case
          when o.sign = 0 then (o.happened_on between c.from_on and c.to_on)::integer
          when (o.sign, o.part_from, o.part_to) = (c.head_sign, c.head_from, c.head_to) then o.sign
          when (o.sign, o.part_from, o.part_to) = (c.tail_sign, c.tail_from, c.tail_to) then o.sign
          else 0 end as sign) s
        where s.sign <> 0
        group by c.id, o.measure_id, o.population_id
      )
      select t.id, t.measure_id, t.population_id, sum(t.value), sum(t.fact_count)::bigint
      from (select k.id, w.measure_id, w.population_id, k.value, k.fact_count from kept k join wanted w on w.id = k.line
            union all select l.id, l.measure_id, l.population_id, l.value, l.fact_count from loose_sums l) t
      group by t.id, t.measure_id, t.population_id having sum(t.fact_count) <> 0;
    end $$`.execute(db);
  await sql`revoke execute on function branch_sums from public`.execute(db);
  await sql`grant execute on function branch_sums to lantoa_app`.execute(db);
}
