import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';

const db = testDatabase();

/** Tables that hold no unit's data. The person's role may read the first group and cannot reach the second at all. */
const reference = [
  'activity_form',
  'cost_source',
  'measure_group',
  'population',
  'population_part',
  'topic',
  'unit_kind',
  'unit_sector',
];
const unreachable = [
  'app_setting',
  'app_user',
  'fact_line',
  'fact_pending',
  'fold_epoch',
  'held_form',
  'kept_sum',
  'mail_outbox',
  'notice_mail',
  'schema_migration',
  'schema_migration_lock',
  'sign_in_attempt',
  'sum_alarm',
  'sum_run',
  'table_export',
  'test_job',
  'user_account',
  'user_session',
  'user_two_factor',
  'user_verification',
];

interface TableFacts {
  name: string;
  isProtected: boolean;
  mayRead: boolean;
  mayWrite: boolean;
}

async function readTables(): Promise<TableFacts[]> {
  const { rows } = await sql<TableFacts>`
    select c.relname as name, c.relrowsecurity as is_protected,
           has_table_privilege('lantoa_app', c.oid, 'select') as may_read,
           has_table_privilege('lantoa_app', c.oid, 'insert, update, delete') as may_write
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`.execute(db.services.database.db);
  return rows;
}

test('every table that a person can reach and that holds a unit’s data is under row-level security', async () => {
  const open = (await readTables()).filter((table) => !table.isProtected && (table.mayRead || table.mayWrite));
  expect(open.map((table) => table.name)).toEqual(reference);
  expect(open.filter((table) => table.mayWrite)).toEqual([]);
});

test('what is not protected and not reference data cannot be reached by a person at all', async () => {
  const closed = (await readTables()).filter((table) => !table.isProtected && !table.mayRead && !table.mayWrite);
  expect(closed.map((table) => table.name)).toEqual(unreachable);
});

// Asking the scope of each row made a list of the nation's units take eight seconds.
test('whoever reads everything is asked so once a query, not once a row, where rows are read by the thousand', async () => {
  const tables = ['activity', 'fact', 'org_figure', 'org_relation', 'org_unit', 'org_unit_name', 'unit_place'];
  const { rows } = await sql<{ tablename: string }>`
    select distinct tablename from pg_policies
    where cmd = 'SELECT' and qual like '%( SELECT app_reads_all()%' and tablename = any(${tables}::text[])
    order by tablename`.execute(db.services.database.db);
  expect(rows.map((row) => row.tablename)).toEqual(tables);
});

test('a function that looks past policies is for the person’s role alone', async () => {
  const { rows } = await sql<{ name: string; isOpen: boolean; isGranted: boolean }>`
    select p.proname as name, has_function_privilege('lantoa_app', p.oid, 'execute') as is_granted,
           exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                   where a.grantee = 0 and a.privilege_type = 'EXECUTE') as is_open
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname = 'public'`.execute(db.services.database.db);
  expect(rows.map((row) => row.name)).toContain('read_tallies');
  expect(rows.filter((row) => row.isOpen).map((row) => row.name)).toEqual([]);
  expect(rows.filter((row) => !row.isGranted).map((row) => row.name)).toEqual([]);
});

test('no function looks into temporary tables before the real ones', async () => {
  const { rows } = await sql<{ name: string; path: string }>`
    select p.proname as name, coalesce(substring(c.setting from 'search_path=(.*)'), '') as path
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    left join lateral unnest(p.proconfig) c (setting) on c.setting like 'search_path=%'
    where n.nspname = 'public' and (p.prosecdef or c.setting is not null)`.execute(db.services.database.db);
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({ path }) => !path.endsWith('pg_temp')).map(({ name }) => name)).toEqual([]);
});

test('what lays places and sums anew is the owner’s alone', async () => {
  const { rows } = await sql<{ name: string }>`
    select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and not has_function_privilege('lantoa_app', p.oid, 'execute') order by 1`.execute(
    db.services.database.db,
  );
  expect(rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      ...['count_members_below', 'count_units_below', 'place_units', 'tally_contribute', 'tally_fold', 'tally_welcome'],
      ...['place_after', 'places_after', 'units_in_circles', 'units_placed_with'],
    ]),
  );
});
