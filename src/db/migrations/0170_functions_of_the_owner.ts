import { sql, type Kysely } from 'kysely';

// What rewrites places and sums, or walks the whole tree, is called by operations that have decided already, as the
// owner of the tables: a person's role could have had it look at, or lay anew, units that the person never sees.
const ofTheOwner = [
  'place_units(uuid[], date)',
  'units_placed_with(uuid[], date)',
  'units_in_circles(uuid[], date)',
  'count_members_below(uuid[])',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ofTheOwner) {
    await sql`alter function ${sql.raw(name)} security invoker`.execute(db);
    await sql`revoke execute on function ${sql.raw(name)} from public, lantoa_app`.execute(db);
  }
  // A search path that does not name it has temporary tables and types first: whoever may make one could have a function
  // that looks past policies take theirs for the real one.
  await sql`
    do $$
    declare
      one record;
    begin
      for one in select p.oid::regprocedure as name, substring(c.setting from 'search_path=(.*)') as path
                 from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 cross join lateral unnest(p.proconfig) c (setting)
                 where n.nspname = 'public' and c.setting like 'search_path=%' and c.setting not like '%pg_temp' loop
        execute format('alter function %s set search_path = %s, pg_temp', one.name, one.path);
      end loop;
    end $$`.execute(db);
  // Codes of activities that went to another unit stayed with the unit that ended.
  await sql`
    update check_in_code c set org_unit_id = a.org_unit_id from activity a
    where a.id = c.activity_id and c.org_unit_id <> a.org_unit_id`.execute(db);
}
