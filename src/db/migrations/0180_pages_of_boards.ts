import { sql, type Kysely } from 'kysely';

/*
 * What the page of a board reads beside its sums. Under the policies of facts and activities a list of all units in the
 * reader's sight is made for every table that a query names, 15,000 of them in a large province, to show thirty lines
 * of one unit. So these ask for the scope of that unit or branch once, and of what belongs to others line by line.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await openFacts(db);
  await findChildren(db);
  await countUnserved(db, 'activity', 'starts_on', `w.status = 'done'`);
  await countUnserved(db, 'delivered_item', 'delivered_on', 'w.withdrawn_at is null');
  // Whoever reads everything is asked for no list of units here either.
  for (const table of ['delivered_item', 'activity_quantity'])
    await sql
      .raw(
        `alter policy ${table}_read on ${table} using ((select app_reads_all()) or org_unit_id in (select app_readable_units()))`,
      )
      .execute(db);
}

/** The facts of one unit, the newest first, with what they come from; and how many there are. */
async function openFacts(db: Kysely<unknown>): Promise<void> {
  const those = `
    f.org_unit_id = unit and f.measure_id = any (measures) and f.happened_on between from_on and to_on
    and (root is null and f.target_root_id is null or f.target_root_id = root)`;
  await closed(
    db,
    'facts_of_unit(unit uuid, measures text[], root uuid, from_on date, to_on date, most integer, skip integer)',
    `table (id bigint, measure_id text, population_id text, happened_on date, value numeric, is_correction boolean,
            source_type text, source_id uuid, activity_id uuid, title text, recorded_by text, recorded_at timestamptz)`,
    `if not app_reads_unit(unit) then return; end if;
     return query
     select f.id, f.measure_id, f.population_id, f.happened_on, f.value, f.corrects_id is not null, f.source_type, f.source_id,
            case when a.is_read then a.id end, case when a.is_read then a.title when d.is_read then d.title end,
            f.recorded_by, f.recorded_at
     from (select * from fact f where ${those} order by f.happened_on desc, f.id desc limit most offset skip) f
     left join lateral (
       select c.activity_id from check_in c
       where f.source_type = 'check_in' and c.id = f.source_id and app_reads_unit(c.org_unit_id)) c on true
     left join lateral (
       select a.id, a.title, app_reads_unit(a.org_unit_id) as is_read from activity a
       where a.id = case f.source_type when 'activity' then f.source_id when 'check_in' then c.activity_id end) a on true
     left join lateral (
       select d.title, app_reads_unit(d.org_unit_id) as is_read from delivered_item d
       where f.source_type = 'item' and d.id = f.source_id) d on true;`,
  );
  await closed(
    db,
    'count_facts_of_unit(unit uuid, measures text[], root uuid, from_on date, to_on date)',
    'bigint',
    `return (select count(*) from fact f where app_reads_unit(unit) and ${those});`,
  );
}

/** The units that stood right below one, on any day between two. */
async function findChildren(db: Kysely<unknown>): Promise<void> {
  await closed(
    db,
    'children_between(parent uuid, from_on date, to_on date)',
    'setof uuid',
    `if not app_reads_unit(parent) then return; end if;
     return query
     select r.child_id from org_relation r
     where r.parent_id = parent and r.type = 'direct_parent'
       and r.valid_from <= to_on and (r.valid_to is null or r.valid_to > from_on);`,
  );
}

/** How many pieces of one kind of work of a branch serve no target; counting stops at `most`. */
async function countUnserved(db: Kysely<unknown>, table: string, day: string, counts: string): Promise<void> {
  await closed(
    db,
    `count_unserved_${table}(branch text, is_own boolean, from_on date, to_on date, most integer)`,
    'integer',
    `return (
       select count(*) from (
         select from org_unit u join ${table} w on w.org_unit_id = u.id
         where u.path >= branch and u.path < left(branch, -1) || '/' collate "C" and (not is_own or u.path = branch)
           and (app_reads(branch) or app_reads(u.path)) and not w.serves_target and ${counts}
           and (from_on is null or w.${day} >= from_on) and (to_on is null or w.${day} <= to_on)
         limit most) w);`,
  );
}

/** A function that looks past the policies and asks for scopes itself; planned for what is asked. */
async function closed(db: Kysely<unknown>, signature: string, returns: string, body: string): Promise<void> {
  await sql
    .raw(
      `create function ${signature} returns ${returns} language plpgsql stable security definer
       set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
       #variable_conflict use_column
       begin
         ${body}
       end $$`,
    )
    .execute(db);
  const name = signature.slice(0, signature.indexOf('('));
  await sql.raw(`revoke all on function ${name} from public`).execute(db);
  await sql.raw(`grant execute on function ${name} to lantoa_app`).execute(db);
}
