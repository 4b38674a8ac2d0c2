import { sql, type Kysely } from 'kysely';

/**
 * The reader of sums again (0076), the same but for facts that wait to be folded: these are placed one by one and once.
 * Left to the server's guess, a few hundred of them had it take the path of every unit apart: a nation's board took
 * seconds while others wrote.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function branch_sums(units uuid[], under uuid, of_today boolean, measures text[],
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
      ), stretch as materialized (
        -- Most branches are asked about the same days: taken apart once.
        select d.from_on, d.to_on, c.*, array(select sum_buckets(c.first_half, c.last_half)) as buckets
        from (select distinct a.from_on, a.to_on from asked a where a.from_on <= a.to_on) d
        cross join lateral sum_cover(d.from_on, d.to_on, today) c
      ), covered as materialized (
        select a.id, a.number, s.* from asked a join stretch s using (from_on, to_on)
      ), wanted as materialized (
        select l.id, l.measure_id, l.population_id from fact_line l where l.measure_id = any (measures)
      ), kept as (
        select c.id, s.line, sum(s.value) as value, sum(s.fact_count) as fact_count
        from covered c
        join branch_sum s on s.is_today = of_today and s.unit_number = c.number and s.bucket = any (c.buckets)
        where s.line in (select w.id from wanted w) group by c.id, s.line
        union all
        select c.id, s.line, sum(s.value), sum(s.fact_count)
        from covered c join unit_sum s on s.unit_number = c.number and s.bucket between c.first_half and c.last_half
        where s.line in (select w.id from wanted w) group by c.id, s.line
      ), loose as materialized (
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
      ), placed as materialized (
        -- Unit by unit: few facts wait, whatever the server guesses, and it would take every unit's path apart.
        select o.*, n.number
        from loose o
        cross join lateral (select u.path, u.number from org_unit u where u.id = o.org_unit_id offset 0) u
        left join lateral (
          select p.path from unit_place p
          where not of_today and p.unit_id = o.org_unit_id
            and p.valid_from <= o.happened_on and (p.valid_to is null or p.valid_to > o.happened_on) offset 0) p on true
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
}
