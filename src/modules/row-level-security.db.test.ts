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
  'held_form',
  'mail_outbox',
  'notice_mail',
  'schema_migration',
  'schema_migration_lock',
  'sign_in_attempt',
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
