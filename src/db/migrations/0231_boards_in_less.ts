import { sql, type Kysely } from 'kysely';

const usual = ['numerator', 'denominator', 'from_others', 'reported', 'not_reported'];
const seldom = ['not_applicable'];
const rare = [
  'too_new',
  'ended',
  'without_figure',
  'rated_unmet',
  'rated_fair',
  'rated_good',
  'rated_excellent',
  'doubts',
];

/** A column of what is kept under an alias. */
const of =
  (alias: string) =>
  (name: string): string =>
    `${alias}.${name}`;

/**
 * Some heads and the values of a tally, as a list without its brackets. What is missing at its end is read as nought, so
 * that what most tallies have none of is not put into words.
 */
const values = (heads: string, of: (name: string) => string): ReturnType<typeof sql.raw> => {
  const text = (names: string[]): string => `concat_ws(',', ${[heads, ...names.map(of)].join(', ')})`;
  const any = (names: string[]): string => names.map(of).join(' | ');
  return sql.raw(`
    case when ${any([...rare, ...seldom])} = 0 then ${text(usual)}
         when ${any(rare)} = 0 then ${text([...usual, ...seldom])}
         else ${text([...usual, ...seldom, ...rare])} end`);
};

/*
 * As in 0191: which questions are ready, the sums of units shown, and the units that are marked or were touched since a
 * past day. What is left out of the text is new, and that nothing is looked for where nothing is marked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function read_tallies(uuid, uuid[], integer[], text, date, date, timestamptz, uuid[], text[], date[], date[])`.execute(
    db,
  );
  await sql`
    create function read_tallies(top uuid, shown uuid[], summed integer[], in_tree text, today date, seen_on date,
                                 known timestamptz, roots uuid[], keys text[], froms date[], tos date[])
    returns table (ready integer[], question_ids integer[], sums text, marked_units text, marked text)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
    -- Planned for the questions asked: whether one is among them is then looked up and not searched.
    set plan_cache_mode = force_custom_plan as $$
    #variable_conflict use_column
    declare
      top_number integer; top_path text; first integer; last integer;
      ats integer[]; ids integer[]; asked_roots uuid[]; days date[];
    begin
      select u.number, u.path into top_number, top_path from org_unit u where u.id = top and app_reads(u.path);
      if top_number is null then return; end if;
      select array_agg(r.at), array_agg(r.id), array_agg(r.root_id), array_agg(r.placed_on), min(r.id), max(r.id)
      into ats, ids, asked_roots, days, first, last
      from tally_ready(top, in_tree, today, roots, keys, froms, tos) r;
      ready := coalesce(ats, '{}');
      question_ids := coalesce(ids, '{}');
      sums := '[]';
      marked_units := '[]';
      marked := '[]';
      if ids is null then return next; return; end if;

      -- All questions of a unit lie together: read from the first asked to the last, and left out what lies between.
      select coalesce('[[' || string_agg(line, '],[') || ']]', '[]') into sums from (
        with unit as materialized (
          select s.place, u.number,
                 -- Nothing of a unit that was not there yet on the day of the tree.
                 case when in_tree = 'then' then (select min(p.valid_from) from unit_place p where p.unit_id = u.id) end as since
          from unnest(shown) with ordinality s (id, place) join org_unit u on u.id = s.id
          where u.path ^@ any ((select app_read_paths())::text[])
        )
        select ${values('o.question_id, u.place', of('o'))} as line
        from unit u cross join lateral (
          select * from tally_own o
          where o.unit_number = u.number and o.question_id between first and last and o.question_id = any (ids)
            and (in_tree = 'now' or exists (select from unnest(ids, days) a (id, placed_on)
                                            where a.id = o.question_id and a.placed_on >= u.since))
          offset 0) o
        union all
        select ${values('b.question_id, u.place', of('b'))}
        from unit u cross join lateral (
          select * from tally_branch b
          where u.place = any (summed) and b.unit_number = u.number and b.question_id between first and last and b.question_id = any (ids)
            and b.tree = in_tree
          offset 0) b
      ) lines;

      -- Of today, and where nothing is marked, there is nothing to look for: planning the search is most of its work.
      if known is null and not exists (
        select from tally_mark k where k.due_on <= today and (k.root_id is null or k.root_id = any (asked_roots))) then
        return next; return;
      end if;

      with asked as materialized (
        select a.at, a.id, a.root_id, a.placed_on, q.to_on,
               case when (q.rule->>'isStock')::boolean then '-infinity' else q.from_on end as from_on
        from unnest(ats, ids, asked_roots, days) a (at, id, root_id, placed_on) join tally_question q on q.id = a.id
      ), touched as materialized (
        select a.at, k.unit_id from tally_mark k join asked a on k.root_id is null or k.root_id = a.root_id
        where k.due_on <= today
        union
        select a.at, f.org_unit_id from asked a join fact f on f.target_root_id = a.root_id and f.recorded_at >= known
        where f.happened_on between a.from_on and a.to_on
        union
        select a.at, f.org_unit_id
        from asked a join fact f on f.target_root_id = a.root_id and f.happened_on > seen_on
          and f.happened_on > (f.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date
        where known is not null
        union
        select a.at, d.org_unit_id
        from asked a join target_declaration d on d.target_root_id = a.root_id and (d.declared_on > seen_on or d.declared_at >= known)
        where known is not null
        union
        select a.at, l.unit_id
        from (
          select f.unit_id from org_figure f where f.as_of_on > seen_on
          union select f.unit_id from org_figure f where f.created_at >= known
          union select u.id from org_unit u where u.founded_on > seen_on
          union select u.id from org_unit u where u.ended_on > seen_on
          union select a.org_unit_id from activity a where a.doubts <> '[]' and a.starts_on > seen_on
        ) l cross join asked a
        where known is not null
        union
        -- Who stood elsewhere, or nowhere yet.
        select a.at, p.unit_id
        from asked a join unit_place p on p.valid_from > least(seen_on, a.to_on) and p.valid_from <= a.placed_on
        where known is not null and in_tree = 'then'
      ), branch as materialized (
        -- Whoever stands there, or ever stood where the unit that is looked at did.
        select u.id from org_unit u
        where in_tree = 'now' and u.path >= top_path and u.path < (left(top_path, -1) || '/') collate "C"
        union
        select p.unit_id
        from unit_place t join unit_place p on p.path >= t.path and p.path < (left(t.path, -1) || '/') collate "C"
        where in_tree = 'then' and t.unit_id = top
      ), pair as materialized (
        select t.at, a.id as question_id, u.id, u.number, u.kind_id, u.sector_id, u.founded_on, u.ended_on, u.path,
               case when in_tree = 'then' then tally_place(u.id, a.placed_on) end as kept_path,
               case when in_tree = 'then' then
                 tally_place(u.id, case when known is null then a.placed_on else least(seen_on, a.to_on) end) end as day_path
        from touched t join asked a using (at)
        -- One by one, as what is kept below: how few of them stand here nobody can guess.
        cross join lateral (select * from org_unit u where u.id = t.unit_id offset 0) u
        where t.unit_id in (select b.id from branch b)
      ), inside as materialized (
        select * from pair p
        where in_tree = 'now' or position('.' || top_number || '.' in concat(p.kept_path, p.day_path)) > 0
      )
      select coalesce('[[' || (
               select string_agg(concat_ws(',', u.number, to_json(u.id), to_json(u.path), to_json(u.kind_id),
                                           coalesce(to_json(u.sector_id)::text, 'null'), to_json(u.founded_on),
                                           coalesce(to_json(u.ended_on)::text, 'null')), '],[')
               from (select distinct number, id, path, kind_id, sector_id, founded_on, ended_on from inside) u) || ']]', '[]'),
             coalesce('[[' || (
               select string_agg(${values(`p.at, p.number, coalesce(to_json(p.kept_path)::text, 'null'), coalesce(to_json(p.day_path)::text, 'null')`, (name) => `coalesce(o.${name}, 0)`)}, '],[')
               from inside p left join lateral (
                 select * from tally_own o where o.unit_number = p.number and o.question_id = p.question_id offset 0) o on true) || ']]', '[]')
      into marked_units, marked;
      return next;
    end $$`.execute(db);
  await sql`revoke all on function read_tallies from public`.execute(db);
  await sql`grant execute on function read_tallies to lantoa_app`.execute(db);
}
