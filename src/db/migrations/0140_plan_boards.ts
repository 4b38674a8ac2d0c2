import { sql, type Kysely } from 'kysely';

const columns = [
  'numerator',
  'denominator',
  'from_others',
  'reported',
  'not_reported',
  'not_applicable',
  'too_new',
  'ended',
  'without_figure',
  'rated_unmet',
  'rated_fair',
  'rated_good',
  'rated_excellent',
  'doubts',
];
const list = (write: (column: string) => string): ReturnType<typeof sql.raw> => sql.raw(columns.map(write).join(', '));

// What most tallies have none of is left out of the text where all of it is nought: it is read as nought.
const usual = columns.slice(0, 5);
const rare = columns.slice(5);
const values = (alias: string): ReturnType<typeof sql.raw> => {
  const named = (names: string[]): string =>
    [`${alias}.question_id`, 'u.place', ...names.map((name) => `${alias}.${name}`)].join(', ');
  const isRare = rare.map((name) => `${alias}.${name}`).join(' | ');
  return sql.raw(
    `case when ${isRare} = 0 then concat_ws(',', ${named(usual)}) else concat_ws(',', ${named(columns)}) end`,
  );
};

// Boards of a plan in the time of a press, whatever stands below; and only for units that the person may read.
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepTogether(db);
  await readFewer(db);
  await closeContributing(db);
}

/*
 * What is kept of one unit lies together: a board reads a few hundred units with all their questions, and each of them
 * in as many places as there are questions was most of its time. Room is left for folds to stay where they are.
 */
async function keepTogether(db: Kysely<unknown>): Promise<void> {
  for (const table of ['tally_own', 'tally_branch']) {
    await sql`alter table ${sql.table(table)} set (fillfactor = 85)`.execute(db);
    await sql`cluster ${sql.table(table)} using ${sql.ref(`${table}_pkey`)}`.execute(db);
  }
}

/*
 * Which questions are ready, by position and by id; the sums of units shown, as text that is a list of [id of the question,
 * place of the unit from 1, values …]: own tallies, and sums of what is below for the places named in summed, stand apart,
 * to be added by who reads. Text put together here costs a third of what
 * the server's own JSON does. Units that the person may not read are left out, whichever tree is asked for.
 */
async function readFewer(db: Kysely<unknown>): Promise<void> {
  await sql`drop function read_tallies(uuid, uuid[], text, date, uuid[], text[], date[], date[])`.execute(db);
  await sql`
    create function read_tallies(top uuid, shown uuid[], summed integer[], in_tree text, today date,
                                 roots uuid[], keys text[], froms date[], tos date[])
    returns table (ready integer[], question_ids integer[], sums text, marked json)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
    -- Planned for the questions asked: whether one is among them is then looked up and not searched.
    set plan_cache_mode = force_custom_plan as $$
    #variable_conflict use_column
    declare
      top_number integer; first integer; last integer;
      ats integer[]; ids integer[]; asked_roots uuid[]; days date[];
    begin
      select u.number into top_number from org_unit u where u.id = top and app_reads(u.path);
      if top_number is null then return; end if;
      select array_agg(r.at), array_agg(r.id), array_agg(r.root_id), array_agg(r.placed_on), min(r.id), max(r.id)
      into ats, ids, asked_roots, days, first, last
      from tally_ready(top, in_tree, today, roots, keys, froms, tos) r;
      ready := coalesce(ats, '{}');
      question_ids := coalesce(ids, '{}');
      sums := '[]';
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
        select ${values('o')} as line
        from unit u cross join lateral (
          select * from tally_own o
          where o.unit_number = u.number and o.question_id between first and last and o.question_id = any (ids)
            and (in_tree = 'now' or exists (select from unnest(ids, days) a (id, placed_on)
                                            where a.id = o.question_id and a.placed_on >= u.since))
          offset 0) o
        union all
        select ${values('b')}
        from unit u cross join lateral (
          select * from tally_branch b
          where u.place = any (summed) and b.unit_number = u.number and b.question_id between first and last and b.question_id = any (ids)
            and b.tree = in_tree
          offset 0) b
      ) lines;

      select coalesce(json_agg(json_build_array(m.at, m.unit_id, m.path, m.kind_id, m.sector_id, m.founded_on, m.ended_on,
                                                ${list((name) => `coalesce(o.${name}, 0)`)})), '[]')
      into marked
      from (
        select distinct a.at, a.id, k.unit_id, u.number, u.kind_id, u.sector_id, u.founded_on, u.ended_on,
               case in_tree when 'now' then u.path else tally_place(u.id, a.placed_on) end as path
        from tally_mark k join org_unit u on u.id = k.unit_id
        join unnest(ats, ids, asked_roots, days) a (at, id, root_id, placed_on) on k.root_id is null or k.root_id = a.root_id
        where k.due_on <= today
          and (in_tree = 'then' or position('.' || top_number || '.' in u.path) > 0)
      ) m
      left join tally_own o on o.unit_number = m.number and o.question_id = m.id
      where position('.' || top_number || '.' in coalesce(m.path, '')) > 0;
      return next;
    end $$`.execute(db);
  await sql`revoke all on function read_tallies from public`.execute(db);
  await sql`grant execute on function read_tallies to lantoa_app`.execute(db);
}

/*
 * Sums are rewritten by the folder and by a change of places, both of them as the owner of the tables: a person's role
 * has no business there, and could have put anybody's sums out of order.
 */
async function closeContributing(db: Kysely<unknown>): Promise<void> {
  const contribute = sql`function tally_contribute(integer, uuid[], text[], integer[], date)`;
  const welcome = sql`function tally_welcome(uuid[])`;
  for (const one of [contribute, welcome]) {
    await sql`alter ${one} security invoker`.execute(db);
    await sql`revoke all on ${one} from public, lantoa_app`.execute(db);
  }
  // A temporary table of whoever calls must not stand in for one of these, in any function that looks past policies.
  await sql`
    do $$
    declare
      one record;
    begin
      for one in select p.oid::regprocedure as name, coalesce(substring(setting from '=(.*)'), 'pg_catalog, public') as path
                 from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 left join lateral unnest(p.proconfig) setting on setting like 'search_path=%'
                 where n.nspname = 'public' and p.prosecdef
                   and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
        if one.path <> 'pg_catalog' and one.path not like '%pg_temp' then
          execute format('alter function %s set search_path = %s, pg_temp', one.name, one.path);
        end if;
      end loop;
    end $$`.execute(db);
}
