import { sql, type Kysely } from 'kysely';

/*
 * A board that was read a moment ago, and nothing of which has changed, need not be read again. The database says so
 * with a stamp: the versions of the rows kept of the unit itself, since whatever is added below it is added to these too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fold_epoch (name text primary key, epoch bigint not null)`.execute(db);
  await sayWhatConcerns(db);
  await stampSums(db);
  await stampTallies(db);
}

/** Whether what is recorded of a unit may count below another: by today's tree, or by any day's. Rather once too often. */
async function sayWhatConcerns(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function may_count_under(unit uuid, top_number integer, top_path text, of_today boolean) returns boolean
    language sql stable set search_path = public, pg_temp as $$
      select u.path ^@ top_path or (not of_today and (
        -- What followed it may have stood anywhere.
        u.ended_on is not null
        or exists (select from unit_place p where p.unit_id = u.id and position('.' || top_number || '.' in p.path) > 0)))
      from org_unit u where u.id = unit
    $$`.execute(db);
  await sql`revoke all on function may_count_under from public`.execute(db);
}

async function stampSums(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Null: of this nothing may be remembered. While much waits, looking through it would cost more than reading. The
    -- rows of whole years are looked at: each fact is in one of them, and a day more or less costs only a reading.
    create function sums_stamp(top uuid, of_today boolean, first_on date, last_on date) returns text
    language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
    declare
      top_number integer; top_path text;
    begin
      select u.number, u.path into top_number, top_path from org_unit u where u.id = top and app_reads(u.path);
      if top_number is null then return null; end if;
      if exists (select from fact_pending) and (
        (select count(*) from (select from fact_pending limit 301) p) > 300
        or exists (
          select from fact_pending p cross join lateral (select f.org_unit_id from fact f where f.id = p.fact_id offset 0) f
          where may_count_under(f.org_unit_id, top_number, top_path, of_today))
      ) then return null; end if;
      return concat_ws(' ', (select e.epoch from fold_epoch e where e.name = 'measures.sums'), 'of', (
        select string_agg(concat_ws(' ', k.bucket, k.part, k.xmin, k.ctid), ' ')
        from generate_series(20000 + sum_half(first_on) / 24, 20000 + sum_half(last_on) / 24) year
        cross join lateral (
          select k.bucket, k.part, k.xmin, k.ctid from kept_sum k
          where k.bucket = year and k.unit_number = top_number order by k.part offset 0) k));
    end $$`.execute(db);
  await sql`
    create function branch_sums_since(known text, units uuid[], under uuid, below uuid[], of_today boolean, measures text[],
                                      first_on date, last_on date, today date)
    returns table (is_known boolean, stamp text, lines json, kept text, loose json)
    language plpgsql stable set search_path = public, pg_temp as $$
    begin
      stamp := sums_stamp(under, of_today, first_on, last_on);
      is_known := coalesce(stamp = known, false);
      if not is_known then
        select b.lines, b.kept, b.loose into lines, kept, loose
        from branch_sums(units, under, below, of_today, measures, first_on, last_on, today) b;
      end if;
      return next;
    end $$`.execute(db);
  for (const name of ['sums_stamp', 'branch_sums_since']) await forReaders(db, name);
}

async function stampTallies(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function tallies_stamp(top uuid, in_tree text, today date, roots uuid[], keys text[], froms date[], tos date[])
    returns text
    language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_custom_plan as $$
    declare
      top_number integer; top_path text; ids integer[]; asked uuid[]; first integer; last integer;
    begin
      select u.number, u.path into top_number, top_path from org_unit u where u.id = top and app_reads(u.path);
      if top_number is null then return null; end if;
      select array_agg(r.id order by r.at), array_agg(r.root_id), min(r.id), max(r.id) into ids, asked, first, last
      from tally_ready(top, in_tree, today, roots, keys, froms, tos) r;
      if ids is null then return null; end if;
      if exists (select from tally_mark k where k.due_on <= today) and (
        (select count(*) from (select from tally_mark limit 301) k) > 300
        or exists (
          select from tally_mark k where k.due_on <= today and (k.root_id is null or k.root_id = any (asked))
            and may_count_under(k.unit_id, top_number, top_path, in_tree = 'now'))
      ) then return null; end if;
      return concat_ws(' ', (select e.epoch from fold_epoch e where e.name = 'progress.tallies'), 'of', array_to_string(ids, ' '), (
        select string_agg(concat_ws(' ', k.question_id, k.xmin, k.ctid), ' ')
        from (select b.question_id, b.xmin, b.ctid from tally_branch b
              where b.unit_number = top_number and b.question_id between first and last and b.question_id = any (ids)
                and b.tree = in_tree
              order by b.question_id) k), 'and', (
        select string_agg(concat_ws(' ', k.question_id, k.xmin, k.ctid), ' ')
        from (select o.question_id, o.xmin, o.ctid from tally_own o
              where o.unit_number = top_number and o.question_id between first and last and o.question_id = any (ids)
              order by o.question_id) k));
    end $$`.execute(db);
  await sql`
    create function read_tallies_since(stamped boolean, known text, top uuid, shown uuid[], summed integer[], in_tree text,
                                       today date, seen_on date, known_before timestamptz,
                                       roots uuid[], keys text[], froms date[], tos date[])
    returns table (is_known boolean, stamp text, ready integer[], question_ids integer[], sums text, marked_units text, marked text)
    language plpgsql stable set search_path = public, pg_temp as $$
    begin
      stamp := case when stamped then tallies_stamp(top, in_tree, today, roots, keys, froms, tos) end;
      is_known := coalesce(stamp = known, false);
      if not is_known then
        select r.ready, r.question_ids, r.sums, r.marked_units, r.marked into ready, question_ids, sums, marked_units, marked
        from read_tallies(top, shown, summed, in_tree, today, seen_on, known_before, roots, keys, froms, tos) r;
      end if;
      return next;
    end $$`.execute(db);
  for (const name of ['tallies_stamp', 'read_tallies_since']) await forReaders(db, name);
}

async function forReaders(db: Kysely<unknown>, name: string): Promise<void> {
  await sql`revoke all on function ${sql.ref(name)} from public`.execute(db);
  await sql`grant execute on function ${sql.ref(name)} to lantoa_app`.execute(db);
}
