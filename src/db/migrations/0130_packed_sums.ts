import { sql, type Kysely } from 'kysely';

/**
 * Kept sums of facts (0075) in the shape that boards read them: one row for a unit and a stretch of days, which holds
 * the sums of all measures. A board of forty measures over seven hundred branches is seven hundred rows, found by their
 * key and passed on as they are; before it was one row a measure and, for a unit's own facts, one a half-month.
 *
 * Of thirty million facts the rows are made anew from the sums that there are, in about a minute.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTable(db);
  await carryOver(db);
  await sql`drop table unit_sum, branch_sum`.execute(db);
  await makeAdder(db);
  await makeCover(db);
  await makeReader(db);
}

async function makeTable(db: Kysely<unknown>): Promise<void> {
  // Rows of one half-month lie side by side: those are what is folded now, and what is counted anew together.
  await sql`
    create table kept_sum (
      unit_number integer not null,
      bucket      smallint not null,
      -- 'own': what the unit itself did. 'then', 'today': all strictly below it, under the tree of each fact's day or
      -- under today's.
      part        text not null collate "C" check (part in ('own', 'then', 'today')),
      -- Side by side, in order of the lines; a sum of no facts is left out.
      lines       smallint[] not null,
      fact_counts integer[] not null,
      amounts     numeric[] not null,
      primary key (bucket, unit_number, part)
    ) with (fillfactor = 85, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.02)`.execute(db);
}

async function carryOver(db: Kysely<unknown>): Promise<void> {
  await sql`set local work_mem = '256MB'`.execute(db);
  const packed = sql`array_agg(line), array_agg(fact_count), array_agg(value)`;
  await sql`
    insert into kept_sum (unit_number, bucket, part, lines, fact_counts, amounts)
    select unit_number, bucket, case when is_today then 'today' else 'then' end, ${packed}
    from (select * from branch_sum where fact_count <> 0 or value <> 0
          order by bucket, unit_number, is_today, line) s
    group by bucket, unit_number, is_today`.execute(db);
  // Own facts were kept by half-months alone; now by quarters and years too, as branches are.
  for (const bucket of [sql`bucket`, sql`(10000 + bucket / 6)::smallint`, sql`(20000 + bucket / 24)::smallint`]) {
    await sql`
      insert into kept_sum (unit_number, bucket, part, lines, fact_counts, amounts)
      select unit_number, bucket, 'own', ${packed}
      from (select unit_number, ${bucket} as bucket, line, sum(fact_count)::integer as fact_count, sum(value) as value
            from unit_sum group by 1, 2, 3 having sum(fact_count) <> 0 or sum(value) <> 0 order by 2, 1, 3) s
      group by bucket, unit_number`.execute(db);
  }
}

/**
 * Adds some sums to those of a row, in order of the lines. A row of dozens of sums has a few of them changed by a batch
 * of facts: put in place, they cost a fifth of what taking the whole row apart does.
 */
async function makeAdder(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function add_sums(inout lines smallint[], inout amounts numeric[], inout fact_counts integer[],
                             more_lines smallint[], more_amounts numeric[], more_counts integer[])
    language plpgsql immutable as $$
    declare
      at integer;
      is_gone boolean := false;
    begin
      for i in 1 .. cardinality(more_lines) loop
        at := array_position(lines, more_lines[i]);
        if at is null then
          at := 1 + (select count(*) from unnest(lines) l where l < more_lines[i]);
          lines := lines[:at - 1] || more_lines[i] || lines[at:];
          amounts := amounts[:at - 1] || more_amounts[i] || amounts[at:];
          fact_counts := fact_counts[:at - 1] || more_counts[i] || fact_counts[at:];
        else
          amounts[at] := amounts[at] + more_amounts[i];
          fact_counts[at] := fact_counts[at] + more_counts[i];
          is_gone := is_gone or (fact_counts[at] = 0 and amounts[at] = 0);
        end if;
      end loop;
      if is_gone then
        select coalesce(array_agg(l.line), '{}'), coalesce(array_agg(l.amount), '{}'), coalesce(array_agg(l.fact_count), '{}')
        into lines, amounts, fact_counts
        from (select * from unnest(lines, amounts, fact_counts) l (line, amount, fact_count)
              where l.fact_count <> 0 or l.amount <> 0 order by l.line) l;
      end if;
    end $$`.execute(db);
}

/**
 * The days of a range as half-months and edges (0075). A range that goes on until today or later is taken as the whole
 * rest of its year, less the facts of days that are still to come: hardly any are recorded ahead, and a year so far is
 * then one row a branch and not ten.
 */
async function makeCover(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sum_cover(from_on date, to_on date, today date)
    returns table (first_half integer, last_half integer, head_from date, head_to date, head_sign integer,
                   tail_from date, tail_to date, tail_sign integer)
    language sql immutable parallel safe rows 1 as $$
      with ends as (
        select sum_half(from_on) as a,
               case when to_on >= today and from_on = sum_half_from(sum_half(from_on))
                    then sum_half(to_on) / 24 * 24 + 23 else sum_half(to_on) end as b
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
               when greatest(0, least(b_to, today) - to_on) < to_on - b_from + 1 or to_on < b_from then -1 else 1 end as tail
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
}

/**
 * What branches did in a stretch of days, for units within the read scopes of whoever asks, in one statement and so of
 * one moment, in rows of three kinds: of no unit, the measure and population of a line; of a unit and no measure, a
 * kept row as it lies, to be added to the others of the unit; of a unit and a measure, what waits to be folded and what
 * the days at the edges add or take off. Whoever asks adds them up: here that would cost ten times the reading.
 *
 * Plans are made once a connection; what there are few of is looked up one by one, whatever the server guesses.
 */
async function makeReader(db: Kysely<unknown>): Promise<void> {
  await sql`drop function branch_sums(uuid[], uuid, boolean, text[], date, date, date)`.execute(db);
  await sql`
    create function branch_sums(units uuid[], under uuid, of_today boolean, measures text[],
                                first_on date, last_on date, today date)
    returns table (unit_id uuid, measure_id text, population_id text, lines text, fact_counts text, amounts text)
    language plpgsql stable security definer set search_path = public, pg_temp 
    set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
    #variable_conflict use_column
    declare
      tree text := case when of_today then 'today' else 'then' end;
      ids uuid[];
      numbers integer[];
      froms date[];
      tos date[];
    begin
      select array_agg(a.id), array_agg(a.number), array_agg(a.from_on), array_agg(a.to_on)
      into ids, numbers, froms, tos
      from (
        select u.id, u.number, first_on as from_on, last_on as to_on
        from org_unit u where u.id = any (units) and app_reads(u.path)
        union all
        select c.id, c.number, first_on, last_on
        from org_unit p join org_unit c on c.parent_id = p.id
        where of_today and p.id = under and app_reads(p.path)
        union all
        -- Under the tree of each day a child counts while it stood there: so its parts add up to the whole.
        select c.id, c.number,
          -- Nothing is recorded for a day before the founding: the first parent needs no edge. After an end that was
          -- entered late there may be facts, which count nowhere above.
          case when r.valid_from <= c.founded_on then first_on else greatest(first_on, r.valid_from) end,
          least(last_on, coalesce(r.valid_to - 1, last_on))
        from org_unit p
        join org_relation r on r.parent_id = p.id and r.type = 'direct_parent'
          and r.valid_from <= last_on and (r.valid_to is null or r.valid_to > first_on) and (r.valid_to is null or r.valid_to > r.valid_from)
        join org_unit c on c.id = r.child_id
        where not of_today and p.id = under and app_reads(p.path)
      ) a where a.from_on <= a.to_on;

      return query
      select null::uuid, l.measure_id, l.population_id, l.id::text, null::text, null::text
      from fact_line l where l.measure_id = any (measures);

      return query
      with stretch as materialized (
        -- Most branches are asked about the same days: taken apart once.
        select d.from_on, d.to_on, array(select sum_buckets(c.first_half, c.last_half)) as buckets
        from (select distinct a.from_on, a.to_on from unnest(froms, tos) a (from_on, to_on)) d
        cross join lateral sum_cover(d.from_on, d.to_on, today) c
      )
      select a.id, null::text, null::text, k.lines::text, k.fact_counts::text, k.amounts::text
      from unnest(ids, numbers, froms, tos) a (id, number, from_on, to_on) join stretch s using (from_on, to_on)
      cross join lateral (
        select k.lines, k.fact_counts, k.amounts from kept_sum k
        -- As one look-up of a unit: asked for as a list the two parts would be looked up one by one.
        where k.bucket = any (s.buckets) and k.unit_number = a.number and (k.part = 'own' or k.part = tree) offset 0) k;

      return query
      with stretch as materialized (
        select d.from_on, d.to_on, c.head_from, c.head_to, c.head_sign, c.tail_from, c.tail_to, c.tail_sign
        from (select distinct a.from_on, a.to_on from unnest(froms, tos) a (from_on, to_on)) d
        cross join lateral sum_cover(d.from_on, d.to_on, today) c
      ), covered as materialized (
        select a.id, a.number, s.*
        from unnest(ids, numbers, froms, tos) a (id, number, from_on, to_on) join stretch s using (from_on, to_on)
      ), loose as materialized (
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
        select o.*, n.number
        from loose o
        cross join lateral (select u.path, u.number from org_unit u where u.id = o.org_unit_id offset 0) u
        left join lateral (
          select p.path from unit_place p
          where not of_today and p.unit_id = o.org_unit_id
            and p.valid_from <= o.happened_on and (p.valid_to is null or p.valid_to > o.happened_on) offset 0) p on true
        cross join lateral unnest(path_numbers(
          case when of_today then u.path else coalesce(p.path, '.' || u.number || '.') end)) n (number)
      )
      select c.id, o.measure_id, o.population_id, null::text, sum(s.sign)::text, sum(o.value * s.sign)::text
      from placed o join covered c on c.number = o.number
      cross join lateral (select case
        when o.sign = 0 then (o.happened_on between c.from_on and c.to_on)::integer
        when (o.sign, o.part_from, o.part_to) = (c.head_sign, c.head_from, c.head_to) then o.sign
        when (o.sign, o.part_from, o.part_to) = (c.tail_sign, c.tail_from, c.tail_to) then o.sign
        else 0 end as sign) s
      where s.sign <> 0
      group by c.id, o.measure_id, o.population_id;
    end $$`.execute(db);
  await sql`revoke execute on function branch_sums from public`.execute(db);
  await sql`grant execute on function branch_sums to lantoa_app`.execute(db);
}
