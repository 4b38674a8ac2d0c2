import { sql, type Kysely } from 'kysely';

// Lists of activities went on behind an id: whoever had the id of another unit's activity could see its day from it.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function newest_activities(text, boolean, text, text, text, date, date, text, boolean, uuid[], uuid, integer,
                                    integer, integer)`.execute(db);
  const before = sql.raw(`
    (since_on is null or a.starts_on <= since_on and (a.starts_on < since_on
      or a.created_at < since_at or a.created_at = since_at and a.id > since_id))
    and (from_on is null or a.starts_on >= from_on) and (to_on is null or a.starts_on <= to_on)`);
  // Asked row by row, each by its index: as "exists" behind an "or" a whole table would be gathered first.
  const has = (what: string): string => `(select true from ${what} limit 1)`;
  const wanted = sql.raw(`
    (state is null or a.status = state) and (form is null or a.form_id = form)
    and (words is null or a.title_key like words)
    and (topic is null or ${has('activity_topic t where t.activity_id = a.id and t.topic_id = topic')})
    and (not is_unlinked or a.status = 'done' and not a.serves_target)
    and (roots is null or ${has(
      'activity_link l join plan_target t on t.id = l.target_id where l.activity_id = a.id and t.root_id = any (roots)',
    )})`);
  const order = sql.raw('order by starts_on desc, created_at desc, id');
  /*
   * As in 0142, but where a list goes on is told as the place in the order (day, moment in microseconds, id) and not as
   * an id alone.
   */
  await sql`
    create function newest_activities(branch text, is_own boolean, state text, form text, topic text, from_on date,
                                      to_on date, words text, is_unlinked boolean, roots uuid[], since text,
                                      most integer, few integer, look integer)
    returns table (ids uuid[], go_on text, looked_to date)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
    -- What is not asked for is planned away, and an order that an index gives is never made by sorting.
    set plan_cache_mode = force_custom_plan set enable_hashjoin = off set enable_mergejoin = off as $$
    declare
      past text := left(branch, -1) || '/';
      is_all boolean; looked uuid[]; days date[]; last uuid;
      since_on date := split_part(since, '_', 1);
      since_at timestamptz := 'epoch'::timestamptz + split_part(since, '_', 2)::bigint * interval '1 microsecond';
      since_id uuid := split_part(since, '_', 3);
    begin
      if not app_reads(branch) then return; end if;
      if is_own or (select coalesce(sum(b.unit_count), 0) < few from units_below b
                    where b.path >= branch and b.path < past collate "C") then
        ids := array(
          select a.id from activity a
          where a.org_unit_id = any (array(
              select u.id from org_unit u
              where u.path >= branch and u.path < past collate "C" and (not is_own or u.path = branch)))
            and ${before} and ${wanted}
          ${order} limit most + 1);
      else
        is_all := not exists (select from org_unit u where u.parent_id is null and not u.path ^@ branch);
        ids := array(
          select a.id from (select * from activity a where ${before} ${order} limit look) a
          where ${wanted} and (is_all or (select u.path >= branch and u.path < past collate "C" from org_unit u
                                          where u.id = a.org_unit_id))
          ${order} limit most + 1);
        if cardinality(ids) <= most then
          select array_agg(l.id ${order}), array_agg(l.starts_on ${order}) into looked, days
          from (select a.id, a.starts_on, a.created_at from activity a where ${before} ${order} offset look - 1 limit 2) l;
          if cardinality(looked) = 2 then
            last := looked[1];
            looked_to := days[1];
          end if;
        end if;
      end if;
      if cardinality(ids) > most then
        last := ids[most];
        ids := ids[1:most];
      end if;
      -- The place itself: read from an id, a row of any unit would tell its day to whoever names it.
      select concat_ws('_', to_char(a.starts_on, 'YYYY-MM-DD'), (extract(epoch from a.created_at) * 1000000)::bigint, a.id) into go_on
      from activity a where a.id = last;
      return next;
    end $$`.execute(db);
  await sql`revoke all on function newest_activities from public`.execute(db);
  await sql`grant execute on function newest_activities to lantoa_app`.execute(db);
}
