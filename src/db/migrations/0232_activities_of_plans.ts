import { sql, type Kysely } from 'kysely';

// What serves a whole plan in a branch of few units: its twelve lines were looked for in each unit one by one.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index activity_link_unit`.execute(db);
  await sql`
    create index activity_link_unit on activity_link (org_unit_id, starts_on desc)
    include (created_at, activity_id, target_root_id) where target_root_id is not null`.execute(db);
  await findServing(db);
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
// Unit by unit, and which lines they serve seen there: looked for by unit and line, each of them was a search of its own.
const linksOfFew = `
  org_unit u cross join lateral (
    select * from activity_link l
    where l.org_unit_id = u.id and l.target_root_id is not null and (from_on is null or l.starts_on >= from_on)
      and (to_on is null or l.starts_on <= to_on)
    offset 0)`;
const unitOfFew = `u.path >= branch and u.path < past collate "C" and (not is_own or u.path = branch)`;
const isAll = `not exists (select from org_unit u where u.parent_id is null and not u.path ^@ branch)`;
const inBranch = (row: string): string =>
  `(is_all or (select u.path >= branch and u.path < past collate "C" from org_unit u where u.id = ${row}.org_unit_id))`;
/*
 * As in 0230, but that in a branch of few units each is gone through once, whatever the number of lines.
 */
async function findServing(db: Kysely<unknown>): Promise<void> {
  const order = 'order by l.starts_on desc, l.created_at desc, l.activity_id';
  // An activity may serve one line by several targets of it, the plan's own and the one that it comes from.
  const links = (from: string, which: string): string => `
    select distinct l.starts_on, l.created_at, l.activity_id, l.org_unit_id from ${from}
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
           select l.activity_id from (${links(`${linksOfFew} l`, `${unitOfFew} and l.target_root_id = any (roots)`)}) l
           where ${isWanted} ${order} limit most + 1);
       else
         is_all := ${isAll};
         look := greatest(look / greatest(cardinality(roots), 1), 1);
         foreach root in array roots loop
           part := array(
             select l.activity_id from (${links('activity_link l', 'l.target_root_id = root')} limit look) l
             where ${inBranch('l')} and ${isWanted} ${order} limit most + 1);
           gathered := gathered || part;
           if cardinality(part) <= most then
             select array_agg(l.activity_id ${order}) into looked
             from (${links('activity_link l', 'l.target_root_id = root')} offset look - 1 limit 2) l;
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

/** A function that asks for the scope of the branch once, where policies would be asked row by row. */
async function listing(db: Kysely<unknown>, signature: string, body: string): Promise<void> {
  // What is not asked for is planned away, and an order that an index gives is never made by sorting.
  await sql
    .raw(
      `create or replace function ${signature} returns table (ids uuid[], go_on text, looked_to date)
       language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
       set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off as $$
       ${body} $$`,
    )
    .execute(db);
}
