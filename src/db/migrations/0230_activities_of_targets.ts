import { sql, type Kysely } from 'kysely';

// What was done for a target, newest first, found without going by all that was done for others.
export async function up(db: Kysely<unknown>): Promise<void> {
  await placeLinks(db);
  await findServing(db);
  await findNewest(db);
  await readLines(db);
}

/*
 * A link knows its target's line of inheritance and the place of its activity in lists (day, moment of recording), so
 * that what serves a target is read in order, of everybody or of one unit. The line of a target never changes.
 */
async function placeLinks(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table activity_link
      add column target_root_id uuid, add column starts_on date, add column created_at timestamptz`.execute(db);
  await sql`
    update activity_link l set starts_on = a.starts_on, created_at = a.created_at,
      target_root_id = (select t.root_id from plan_target t where t.id = l.target_id)
    from activity a where a.id = l.activity_id`.execute(db);
  await sql`
    alter table activity_link alter column starts_on set not null, alter column created_at set not null,
      add check ((target_id is null) = (target_root_id is null))`.execute(db);
  await sql`
    create index activity_link_newest on activity_link (target_root_id, starts_on desc, created_at desc, activity_id, org_unit_id)
    where target_root_id is not null`.execute(db);
  await sql`
    create index activity_link_unit on activity_link (target_root_id, org_unit_id, starts_on desc)
    include (created_at, activity_id) where target_root_id is not null`.execute(db);
  await sql`
    create function place_activity_link() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      select a.org_unit_id, a.starts_on, a.created_at into new.org_unit_id, new.starts_on, new.created_at
      from activity a where a.id = new.activity_id;
      new.target_root_id := (select t.root_id from plan_target t where t.id = new.target_id);
      return new;
    end $$`.execute(db);
  await sql`drop trigger activity_link_unit on activity_link`.execute(db);
  await sql`
    create trigger activity_link_place before insert on activity_link
    for each row execute function place_activity_link()`.execute(db);
  await sql`
    create function move_activity_links() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      update activity_link l set starts_on = new.starts_on, created_at = new.created_at where l.activity_id = new.id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger activity_links_move after update of starts_on, created_at on activity for each row
    when ((old.starts_on, old.created_at) is distinct from (new.starts_on, new.created_at))
    execute function move_activity_links()`.execute(db);
  for (const one of ['place_activity_link', 'move_activity_links']) {
    await sql`revoke all on function ${sql.ref(one)} from public`.execute(db);
    await sql`grant execute on function ${sql.ref(one)} to lantoa_app`.execute(db);
  }
}

// A place in the order of a list: day, moment of recording in microseconds, id. An id alone would tell its day.
const since = `
  since_on date := split_part(since, '_', 1);
  since_at timestamptz := 'epoch'::timestamptz + split_part(since, '_', 2)::bigint * interval '1 microsecond';
  since_id uuid := split_part(since, '_', 3);`;
const newestFirst = 'order by starts_on desc, created_at desc, id';
const toldWhereToGoOn = `
  if cardinality(ids) > most then
    last := ids[most];
    looked_to := null;
    ids := ids[1:most];
  end if;
  select concat_ws('_', to_char(a.starts_on, 'YYYY-MM-DD'), (extract(epoch from a.created_at) * 1000000)::bigint, a.id) into go_on
  from activity a where a.id = last;
  return next;`;
const before = (row: string, id: string): string => `
  (since_on is null or ${row}.starts_on <= since_on and (${row}.starts_on < since_on
    or ${row}.created_at < since_at or ${row}.created_at = since_at and ${id} > since_id))
  and (from_on is null or ${row}.starts_on >= from_on) and (to_on is null or ${row}.starts_on <= to_on)`;
// Asked row by row, each by its index: as "exists" behind an "or" a whole table would be gathered first.
const wanted = `
  (state is null or a.status = state) and (form is null or a.form_id = form)
  and (words is null or a.title_key like words)
  and (topic is null or (select true from activity_topic t where t.activity_id = a.id and t.topic_id = topic limit 1))`;
const isOfFew = `is_own or (select coalesce(sum(b.unit_count), 0) < few from units_below b
                            where b.path >= branch and b.path < past collate "C")`;
// As a sub-select: of a list that it knows the planner thinks it better to go by all activities from the newest on.
const unitsOfFew = `array(
  select u.id from org_unit u where u.path >= branch and u.path < past collate "C" and (not is_own or u.path = branch))`;
const isAll = `not exists (select from org_unit u where u.parent_id is null and not u.path ^@ branch)`;
const inBranch = (row: string): string =>
  `(is_all or (select u.path >= branch and u.path < past collate "C" from org_unit u where u.id = ${row}.org_unit_id))`;
/*
 * The newest activities of a branch that serve targets of these lines, told as by newest_activities. In a branch of few
 * units they are gone through unit by unit, by activity_link_unit; in a large one line by line from the newest on, by
 * activity_link_newest, and of each line no more than its share of what is looked at. Where that ended one of them
 * before there were enough, what the others have behind that place is left for the next list.
 */
async function findServing(db: Kysely<unknown>): Promise<void> {
  const order = 'order by l.starts_on desc, l.created_at desc, l.activity_id';
  // An activity may serve one line by several targets of it, the plan's own and the one that it comes from.
  const links = (which: string): string => `
    select distinct l.starts_on, l.created_at, l.activity_id, l.org_unit_id from activity_link l
    where ${which} and ${before('l', 'l.activity_id')} ${order}, l.org_unit_id`;
  const isWanted = `(select ${wanted} from activity a where a.id = l.activity_id)`;
  await listing(
    db,
    `newest_serving(branch text, is_own boolean, state text, form text, topic text, from_on date, to_on date, words text,
                    roots uuid[], since text, most integer, few integer, look integer)`,
    `declare
       past text := left(branch, -1) || '/';
       is_all boolean; root uuid; part uuid[]; gathered uuid[] := '{}'; looked uuid[]; last uuid; last_at timestamptz;
       ${since}
     begin
       if not app_reads(branch) then return; end if;
       if ${isOfFew} then
         ids := array(
           select l.activity_id from (${links(`l.target_root_id = any (roots) and l.org_unit_id = any (${unitsOfFew})`)}) l
           where ${isWanted} ${order} limit most + 1);
       else
         is_all := ${isAll};
         look := greatest(look / greatest(cardinality(roots), 1), 1);
         foreach root in array roots loop
           part := array(
             select l.activity_id from (${links('l.target_root_id = root')} limit look) l
             where ${inBranch('l')} and ${isWanted} ${order} limit most + 1);
           gathered := gathered || part;
           if cardinality(part) <= most then
             select array_agg(l.activity_id ${order}) into looked
             from (${links('l.target_root_id = root')} offset look - 1 limit 2) l;
             if cardinality(looked) = 2 then
               select a.id, a.starts_on, a.created_at into last, looked_to, last_at from activity a
               where a.id in (last, looked[1]) ${newestFirst} limit 1;
             end if;
           end if;
         end loop;
         ids := array(
           select a.id from activity a
           where a.id = any (gathered) and (last is null or a.starts_on > looked_to or a.starts_on = looked_to
             and (a.created_at > last_at or a.created_at = last_at and a.id <= last))
           ${newestFirst} limit most + 1);
       end if;
       ${toldWhereToGoOn}
     end`,
  );
}

/*
 * As in 0220, but for what serves targets, which is found above: the ids of the newest activities of a branch that are
 * wanted, at most so many, and the place to go on behind. In a branch of few units their own are gone through, by
 * activity_unit; in a large one all there are, from the newest on by activity_newest, but no more than look at once.
 */
async function findNewest(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function newest_activities(text, boolean, text, text, text, date, date, text, boolean, uuid[], text, integer,
                                    integer, integer)`.execute(db);
  const asked = before('a', 'a.id');
  const isWanted = `${wanted} and (not is_unlinked or a.status = 'done' and not a.serves_target)`;
  await listing(
    db,
    `newest_activities(branch text, is_own boolean, state text, form text, topic text, from_on date, to_on date, words text,
                       is_unlinked boolean, since text, most integer, few integer, look integer)`,
    `declare
       past text := left(branch, -1) || '/';
       is_all boolean; looked uuid[]; days date[]; last uuid; ${since}
     begin
       if not app_reads(branch) then return; end if;
       if ${isOfFew} then
         ids := array(
           select a.id from activity a where a.org_unit_id = any (${unitsOfFew}) and ${asked} and ${isWanted}
           ${newestFirst} limit most + 1);
       else
         is_all := ${isAll};
         ids := array(
           select a.id from (select * from activity a where ${asked} ${newestFirst} limit look) a
           where ${isWanted} and ${inBranch('a')} ${newestFirst} limit most + 1);
         if cardinality(ids) <= most then
           select array_agg(l.id ${newestFirst}), array_agg(l.starts_on ${newestFirst}) into looked, days
           from (select a.id, a.starts_on, a.created_at from activity a where ${asked} ${newestFirst} offset look - 1 limit 2) l;
           if cardinality(looked) = 2 then
             last := looked[1];
             looked_to := days[1];
           end if;
         end if;
       end if;
       ${toldWhereToGoOn}
     end`,
  );
}

/** A function that asks for the scope of the branch once, where policies would be asked row by row. */
async function listing(db: Kysely<unknown>, signature: string, body: string): Promise<void> {
  // What is not asked for is planned away, and an order that an index gives is never made by sorting.
  await sql
    .raw(
      `create function ${signature} returns table (ids uuid[], go_on text, looked_to date)
       language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
       set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off as $$
       ${body} $$`,
    )
    .execute(db);
  await grantAlone(db, signature);
}

/*
 * What lists show of activities, in the order asked. Under the policies all units in the reader's sight, 15,000 in a large
 * province, are listed for each of the six tables that a line is read from; so the scope is asked of each activity's unit.
 */
async function readLines(db: Kysely<unknown>): Promise<void> {
  const signature = 'activity_lines(ids uuid[])';
  await sql
    .raw(
      `create function ${signature}
       returns table (id uuid, title text, status text, starts_on date, ends_on date, place text, form_id text,
                      form_name_vi text, form_name_en text, unit_id uuid, unit_name text, doubts jsonb,
                      attendance_count bigint, person_count bigint, cost_dong numeric, target_count bigint,
                      topic_ids text[], thumb_file_id uuid)
       language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
       #variable_conflict use_column
       begin
         return query
         select a.id, a.title, a.status, a.starts_on, a.ends_on, a.place, a.form_id, f.name_vi, f.name_en, u.id, u.name, a.doubts,
           coalesce((select sum(t.attendance_count) from activity_attendance t where t.activity_id = a.id), 0),
           (select sum(t.person_count) from activity_attendance t where t.activity_id = a.id),
           coalesce((select sum(c.amount_dong) from activity_cost c where c.activity_id = a.id), 0),
           (select count(*) from activity_link l where l.activity_id = a.id and l.target_id is not null),
           array(select t.topic_id from activity_topic t where t.activity_id = a.id order by t.topic_id),
           (select p.thumb_file_id from activity_file p where p.activity_id = a.id and p.thumb_file_id is not null
            order by p.position limit 1)
         from unnest(ids) with ordinality n (id, place)
         join activity a on a.id = n.id join org_unit u on u.id = a.org_unit_id join activity_form f on f.id = a.form_id
         where app_reads(u.path) order by n.place;
       end $$`,
    )
    .execute(db);
  await grantAlone(db, signature);
}

async function grantAlone(db: Kysely<unknown>, signature: string): Promise<void> {
  const name = signature.slice(0, signature.indexOf('('));
  await sql.raw(`revoke all on function ${name} from public`).execute(db);
  await sql.raw(`grant execute on function ${name} to lantoa_app`).execute(db);
}
