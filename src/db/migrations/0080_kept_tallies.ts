import { sql, type Kysely } from 'kysely';

// What each unit adds to each target is kept, and summed for everything that stands below a unit, in two trees: a board
// reads sums and never facts. Reading adds, for units marked since, the difference between now and what is kept; so a
// figure is exact at any moment, whether or not the marks have been folded in.

const amounts = ['numerator', 'denominator', 'from_others'];
const counts = [
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
const columns = [...amounts, ...counts];
const tally = sql.raw(
  [
    ...amounts.map((name) => `${name} numeric not null default 0`),
    ...counts.map((name) => `${name} integer not null default 0`),
  ].join(', '),
);
const foldParameters = sql.raw(
  [
    'questions integer[], units uuid[]',
    ...amounts.map((name) => `${name}s numeric[]`),
    ...counts.map((name) => `${name}s integer[]`),
  ].join(', '),
);
const list = (write: (column: string) => string): ReturnType<typeof sql.raw> => sql.raw(columns.map(write).join(', '));

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db);
  await makeMarking(db);
  await makeContributing(db);
  await makeWelcoming(db);
  await makeReading(db);
  // What was entered with a day to come counts from that day on. Everything else is told apart when a question is built.
  await sql`
    insert into tally_mark (unit_id, root_id, due_on)
    select org_unit_id, target_root_id, happened_on from fact
    where target_root_id is not null and happened_on > now()::date - 1
    union select org_unit_id, target_root_id, declared_on from target_declaration where declared_on > now()::date - 1
    union select unit_id, null, as_of_on from org_figure where as_of_on > now()::date - 1
    union select id, null, founded_on from org_unit where founded_on > now()::date - 1
    union select id, null, ended_on from org_unit where ended_on > now()::date - 1`.execute(db);
}

async function makeTables(db: Kysely<unknown>): Promise<void> {
  // A target in a period. Copies of an inherited target whose rule asks the same of a unit share one.
  await sql`
    create table tally_question (
      id            integer primary key generated always as identity,
      root_id       uuid not null,
      -- A digest of what of the rule decides a unit's tally, and those parts themselves.
      rule_key      text not null,
      rule          jsonb not null,
      period_key    text not null,
      from_on       date not null,
      to_on         date not null check (to_on >= from_on),
      -- Tallies are kept for the units below the one whose plan the target came from.
      scope_number  integer not null,
      -- Units up to this number have their tallies; ready when all have, and those still to be founded will.
      built_to      integer not null default 0,
      is_ready      boolean not null default false,
      -- The day whose tree the sums of 'then' run over: the period's last day, or the latest that has come.
      placed_on     date not null,
      created_at    timestamptz not null default now(),
      unique (root_id, rule_key, from_on, to_on)
    )`.execute(db);
  await sql`create index tally_question_scope on tally_question (scope_number)`.execute(db);
  await sql`create index tally_question_building on tally_question (id) where not is_ready`.execute(db);

  // The day on which a plan's questions were last looked over: a new period opens new ones.
  await sql`
    create table tally_plan (
      plan_id   uuid primary key references plan (id) on delete cascade,
      opened_on date not null
    )`.execute(db);

  // By unit first: a fact touches one unit's rows, a board reads a few units' rows of many questions. No foreign keys:
  // millions of rows are written by the folder alone.
  await sql`
    create table tally_own (
      unit_number integer not null,
      question_id integer not null,
      ${tally},
      primary key (unit_number, question_id)
    )`.execute(db);
  // The units that are silent, when few are.
  await sql`create index tally_own_silent on tally_own (question_id, unit_number) where not_reported > 0`.execute(db);

  // Everything strictly below a unit: 'now' by org_unit.path, 'then' by unit_place on the question's day. A unit that
  // had ended by then stands where it stood last.
  await sql`
    create table tally_branch (
      unit_number integer not null,
      question_id integer not null,
      tree        text not null check (tree in ('now', 'then')),
      ${tally},
      primary key (unit_number, question_id, tree)
    )`.execute(db);

  // Whose tallies may differ from what is kept, from a day on; null root: every question. Only ever added to, and taken
  // away by the folder: writers wait for nobody.
  await sql`
    create table tally_mark (
      id      bigint primary key generated always as identity,
      unit_id uuid not null,
      root_id uuid,
      due_on  date not null
    )`.execute(db);
  await sql`
    alter table tally_mark set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
                                autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000)`.execute(db);

  // Nobody reads or writes these as a person; the functions below ask for the scopes themselves.
  for (const table of ['tally_question', 'tally_plan', 'tally_own', 'tally_branch', 'tally_mark'])
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);

  await sql`create index unit_place_from on unit_place (valid_from)`.execute(db);
}

/**
 * Marks are set by the database in the transaction that changes something: an import, a reorganisation and a form all
 * pass here, and one that forgot would show a wrong figure without a word.
 */
async function makeMarking(db: Kysely<unknown>): Promise<void> {
  const trigger = async (
    table: string,
    event: string,
    rows: 'added' | 'gone',
    select: string,
    name = event,
  ): Promise<void> => {
    await sql
      .raw(
        `create function mark_${table}_${name}() returns trigger language plpgsql security definer
         set search_path = pg_catalog, public as $$
         begin
           insert into public.tally_mark (unit_id, root_id, due_on) ${select};
           return null;
         end $$`,
      )
      .execute(db);
    await sql
      .raw(
        `create trigger ${table}_marks_${name} after ${event} on ${table}
         referencing ${rows === 'added' ? 'new' : 'old'} table as ${rows}
         for each statement execute function mark_${table}_${name}()`,
      )
      .execute(db);
  };
  await trigger(
    'fact',
    'insert',
    'added',
    'select distinct org_unit_id, target_root_id, happened_on from added where target_root_id is not null',
  );
  await trigger(
    'target_declaration',
    'insert',
    'added',
    'select distinct org_unit_id, target_root_id, declared_on from added',
  );
  await trigger('org_figure', 'insert', 'added', 'select distinct unit_id, null::uuid, as_of_on from added');
  await trigger('org_figure', 'update', 'added', 'select distinct unit_id, null::uuid, as_of_on from added');
  await trigger('org_figure', 'delete', 'gone', 'select distinct unit_id, null::uuid, as_of_on from gone');
  const doubted = (rows: string): string => `
    select distinct a.org_unit_id, t.root_id, a.starts_on from ${rows} l
    join public.plan_target t on t.id = l.target_id
    join public.activity a on a.id = l.activity_id and a.doubts <> '[]'`;
  await trigger('activity_link', 'insert', 'added', doubted('added'));
  await trigger('activity_link', 'delete', 'gone', doubted('gone'));
  // Until it is founded a unit may still be one that a target asks nothing of: it counts as such at once.
  await trigger(
    'org_unit',
    'insert',
    'added',
    `select id, null::uuid, '-infinity'::date from added union select id, null, founded_on from added
     union select id, null, ended_on from added where ended_on is not null`,
  );

  await sql`
    create function mark_changed_unit() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public as $$
    begin
      insert into public.tally_mark (unit_id, root_id, due_on)
      select new.id, null, d from unnest(array['-infinity', new.founded_on, new.ended_on]::date[]) d where d is not null;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger org_unit_marks_update after update of kind_id, sector_id, founded_on, ended_on on org_unit for each row
    when ((old.kind_id, old.sector_id, old.founded_on, old.ended_on) is distinct from
          (new.kind_id, new.sector_id, new.founded_on, new.ended_on))
    execute function mark_changed_unit()`.execute(db);

  await sql`
    create function mark_doubted_activity() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public as $$
    begin
      insert into public.tally_mark (unit_id, root_id, due_on)
      select distinct new.org_unit_id, t.root_id, '-infinity'::date
      from public.activity_link l join public.plan_target t on t.id = l.target_id where l.activity_id = new.id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger activity_marks_update after update of doubts, status, starts_on on activity for each row
    when ((old.doubts <> '[]' or new.doubts <> '[]') and (old.doubts, old.status, old.starts_on) is distinct from
          (new.doubts, new.status, new.starts_on))
    execute function mark_doubted_activity()`.execute(db);
}

/** The one place that knows which sums a unit's tallies belong to. */
async function makeContributing(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function tally_labels(path text) returns setof integer language sql immutable as $$
      select label::integer from pg_catalog.string_to_table(trim(both '.' from path), '.') label
    $$`.execute(db);
  /* Where a unit stood on a day: for one that had ended by then, its last place. Null before it was there. */
  await sql`
    create function tally_place(unit uuid, day date) returns text language sql stable as $$
      select p.path from public.unit_place p where p.unit_id = unit and p.valid_from <= day order by p.valid_from desc limit 1
    $$`.execute(db);
  /*
   * Adds what is kept of units (or takes it out: sign -1) to the sums of all above them: 'now' in today's tree, 'then' in
   * the tree of each question's day or, where days are given, of a unit's place on that day. Whoever calls it takes out
   * before places change and puts back after, in one transaction, with the folder kept out.
   */
  await sql`
    create function tally_contribute(sign integer, units uuid[], trees text[], questions integer[], day date)
    returns void language sql security definer set search_path = pg_catalog, public as $$
      with asked as materialized (
        select q.id, coalesce(tally_contribute.day, q.placed_on) as on_day from tally_question q
        where questions is null or q.id = any (questions)
      ), unit as materialized (
        select u.id, u.number, u.path from org_unit u where u.id = any (units)
      ), above as materialized (
        select u.number as unit_number, 'now' as tree, null::date as on_day, label as number
        from unit u cross join lateral tally_labels(u.path) label where 'now' = any (trees) and label <> u.number
        union all
        select u.number, 'then', d.on_day, label
        from unit u cross join (select distinct on_day from asked) d
        cross join lateral tally_labels(tally_place(u.id, d.on_day)) label where 'then' = any (trees) and label <> u.number
      )
      insert into tally_branch as b (unit_number, question_id, tree, ${list((name) => name)})
      select a.number, o.question_id, a.tree, ${list((name) => `sign * sum(o.${name})`)}
      from unit u join tally_own o on o.unit_number = u.number
      join asked q on q.id = o.question_id
      join above a on a.unit_number = u.number and (a.on_day is null or a.on_day = q.on_day)
      group by a.number, o.question_id, a.tree
      on conflict (unit_number, question_id, tree) do update set
        ${list((name) => `${name} = b.${name} + excluded.${name}`)}
    $$`.execute(db);
  /*
   * Makes fresh tallies (a list for each of question, unit and the columns in order) the kept ones, and carries the
   * differences up. Only the folder calls it; returns how many differed.
   */
  await sql`
    create function tally_fold(${foldParameters}) returns integer language sql
    set search_path = pg_catalog, public as $$
      with told as materialized (
        select * from unnest(questions, units, ${list((name) => `${name}s`)}) t (question_id, unit_id, ${list((name) => name)})
      ), changed as materialized (
        select u.id as unit_id, u.number, u.path, t.question_id,
               ${list((name) => `t.${name} - coalesce(o.${name}, 0) as ${name}`)}
        from told t join org_unit u on u.id = t.unit_id
        left join tally_own o on o.unit_number = u.number and o.question_id = t.question_id
        where o.unit_number is null or (${list((name) => `o.${name}`)}) is distinct from (${list((name) => `t.${name}`)})
      ), kept as (
        insert into tally_own as o (unit_number, question_id, ${list((name) => name)})
        select number, question_id, ${list((name) => name)} from changed
        on conflict (unit_number, question_id) do update set ${list((name) => `${name} = o.${name} + excluded.${name}`)}
      ), asked as materialized (
        select q.id, q.placed_on from tally_question q where q.id in (select question_id from changed)
      ), unit as materialized (
        select distinct unit_id, number, path from changed
      ), above as materialized (
        select u.number as unit_number, 'now' as tree, null::date as on_day, label as number
        from unit u cross join lateral tally_labels(u.path) label where label <> u.number
        union all
        select u.number, 'then', d.placed_on, label
        from unit u cross join (select distinct placed_on from asked) d
        cross join lateral tally_labels(tally_place(u.unit_id, d.placed_on)) label where label <> u.number
      ), total as (
        select a.number, c.question_id, a.tree, ${list((name) => `sum(c.${name}) as ${name}`)}
        from changed c join asked q on q.id = c.question_id
        join above a on a.unit_number = c.number and (a.on_day is null or a.on_day = q.placed_on)
        group by 1, 2, 3
      ), summed as (
        insert into tally_branch as b (unit_number, question_id, tree, ${list((name) => name)})
        select number, question_id, tree, ${list((name) => name)} from total
        on conflict (unit_number, question_id, tree) do update set
          ${list((name) => `${name} = b.${name} + excluded.${name}`)}
      )
      select count(*)::integer from changed
    $$`.execute(db);
  await sql`revoke all on function tally_fold from public`.execute(db);
}

/** Those to whom questions came by a move: nothing is kept of them yet, and so they are marked. */
async function makeWelcoming(db: Kysely<unknown>): Promise<void> {
  /* Whose places, today's or any earlier one, lie below the unit whose plan a question came from. */
  await sql`
    create function tally_scopes(unit uuid, path text) returns setof integer language sql stable as $$
      select label from public.tally_labels(path) label
      union
      select label from public.unit_place p cross join lateral public.tally_labels(p.path) label where p.unit_id = unit
    $$`.execute(db);
  await sql`
    create function tally_welcome(units uuid[]) returns void language sql security definer
    set search_path = pg_catalog, public as $$
      insert into tally_mark (unit_id, root_id, due_on)
      select distinct u.id, q.root_id, '-infinity'::date
      from org_unit u cross join lateral tally_scopes(u.id, u.path) scope join tally_question q on q.scope_number = scope
      where u.id = any (units) and u.number <= q.built_to
        and not exists (select from tally_own o where o.unit_number = u.number and o.question_id = q.id)
    $$`.execute(db);
}

/**
 * Reads sums of a branch, of units shown in it, and who is marked in it: one function, stable, and so one snapshot. The
 * scopes are asked once, for the top.
 */
async function makeReading(db: Kysely<unknown>): Promise<void> {
  /* Which of the questions asked are ready for a branch: [position, id, day of its tree]. */
  await sql`
    create function tally_ready(top uuid, in_tree text, today date, roots uuid[], keys text[], froms date[], tos date[])
    returns table (at integer, id integer, root_id uuid, placed_on date) language sql stable
    set search_path = pg_catalog, public as $$
      select (a.at - 1)::integer, q.id, q.root_id, q.placed_on
      from unnest(roots, keys, froms, tos) with ordinality a (root_id, rule_key, from_on, to_on, at)
      join tally_question q on q.root_id = a.root_id and q.rule_key = a.rule_key
        and q.from_on = a.from_on and q.to_on = a.to_on and q.is_ready
      join org_unit t on t.id = top
      where case when in_tree = 'now' then position('.' || q.scope_number || '.' in t.path) > 0
        else case when q.placed_on = least(q.to_on, today) then true
                  else not exists (select from unit_place p where p.valid_from > q.placed_on
                                   and p.valid_from <= least(q.to_on, today)) end
             and position('.' || q.scope_number || '.' in coalesce(tally_place(top, q.placed_on), '')) > 0 end
    $$`.execute(db);
  await sql`revoke all on function tally_ready(uuid, text, date, uuid[], text[], date[], date[]) from public`.execute(
    db,
  );
  await sql`
    create function read_tallies(top uuid, shown uuid[], in_tree text, today date,
                                 roots uuid[], keys text[], froms date[], tos date[])
    returns json language plpgsql stable security definer set search_path = pg_catalog, public as $$
    declare
      top_number integer;
      ats integer[]; ids integer[]; asked_roots uuid[]; days date[];
      sums json; marked json;
    begin
      select u.number into top_number from org_unit u where u.id = top and app_reads(u.path);
      if top_number is null then return null; end if;
      select array_agg(r.at), array_agg(r.id), array_agg(r.root_id), array_agg(r.placed_on) into ats, ids, asked_roots, days
      from tally_ready(top, in_tree, today, roots, keys, froms, tos) r;
      if ids is null then return json_build_object('ready', '[]'::json, 'sums', '[]'::json, 'marked', '[]'::json); end if;

      select json_agg(json_build_array(a.at, u.id, ${list((name) => `coalesce(o.${name}, 0) + coalesce(b.${name}, 0)`)}))
      into sums
      from unnest(shown) s (id) join org_unit u on u.id = s.id
      cross join unnest(ats, ids, days) a (at, id, placed_on)
      left join tally_own o on o.unit_number = u.number and o.question_id = a.id
        -- Nothing of a unit that was not there yet on the day of the tree.
        and (in_tree = 'now' or tally_place(u.id, a.placed_on) is not null)
      left join tally_branch b on b.unit_number = u.number and b.question_id = a.id and b.tree = in_tree;

      select json_agg(json_build_array(m.at, m.unit_id, m.path, m.kind_id, m.sector_id, m.founded_on, m.ended_on,
                                       ${list((name) => `coalesce(o.${name}, 0)`)}))
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

      return json_build_object('ready', to_json(ats), 'sums', coalesce(sums, '[]'), 'marked', coalesce(marked, '[]'));
    end $$`.execute(db);
  /* Units of a branch with its top: in today's tree, ended ones too, or on a day. */
  await sql`
    create function count_branch_units(top uuid, day date) returns integer language plpgsql stable security definer
    set search_path = pg_catalog, public as $$
    declare
      top_path text;
    begin
      select case when day is null then u.path else tally_place(top, day) end into top_path
      from org_unit u where u.id = top and app_reads(u.path);
      if day is null then
        return (select count(*) from org_unit u where u.path >= top_path and u.path < left(top_path, -1) || '/' collate "C");
      end if;
      return (select count(*) from unit_place p
              where p.path >= top_path and p.path < left(top_path, -1) || '/' collate "C"
                and p.valid_from <= day and (p.valid_to is null or p.valid_to > day));
    end $$`.execute(db);
  /* The first units of a branch that add to `not_reported` of one question, as kept, in the order of the tree. */
  await sql`
    create function read_silent_units(top uuid, in_tree text, today date, root uuid, key text, from_on date, to_on date, most integer)
    returns table (unit_id uuid) language plpgsql stable security definer set search_path = pg_catalog, public as $$
    #variable_conflict use_column
    declare
      top_number integer; top_path text; question integer; day date; are_few boolean;
    begin
      select u.number, u.path into top_number, top_path from org_unit u where u.id = top and app_reads(u.path);
      select r.id, r.placed_on into question, day
      from tally_ready(top, in_tree, today, array[root], array[key], array[from_on], array[to_on]) r;
      if top_number is null or question is null then return; end if;
      -- Few in the whole question: their index names them. Many here: a walk along the tree meets them soon.
      select coalesce(max(b.not_reported), 0) <= 5000 into are_few from tally_question q
      left join tally_branch b on b.unit_number = q.scope_number and b.question_id = q.id and b.tree = in_tree
      where q.id = question;
      if are_few or in_tree = 'then' then
        return query select u.id from tally_own o join org_unit u on u.number = o.unit_number
          where o.question_id = question and o.not_reported > 0
            and position('.' || top_number || '.' in
                  coalesce(case in_tree when 'now' then u.path else tally_place(u.id, day) end, '')) > 0;
      else
        return query select u.id from org_unit u
          where u.path >= top_path and u.path < left(top_path, -1) || '/' collate "C"
            and exists (select from tally_own o
                        where o.unit_number = u.number and o.question_id = question and o.not_reported > 0)
          order by u.path limit most;
      end if;
    end $$`.execute(db);
}
