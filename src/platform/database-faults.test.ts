import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openPostgres } from '#app/db/connect.ts';
import { systemContext, translateDatabaseFault } from '#app/platform/context.ts';
import { isAppError } from '#app/platform/errors.ts';
import { recordingJobQueue } from '#app/platform/testing/recording-job-queue.ts';

test('a database that is not there is a sentence with status 503, and nothing was written', async () => {
  // Nobody listens on this port.
  const database = openPostgres('postgres://nobody@127.0.0.1:9/none');
  const services = {
    database,
    jobs: recordingJobQueue,
    clock: { now: () => new Date() },
    uploadsDir: '/nonexistent',
    mail: null,
    appUrl: 'http://localhost',
  };
  const fault = await systemContext(services)
    .transaction(async () => 'written')
    .catch((error: unknown) => error);
  expect(isAppError(fault) && [fault.code, fault.status]).toEqual(['database_unavailable', 503]);
  await database.close();
});

const faults: [Partial<NodeJS.ErrnoException>, string][] = [
  [{ code: 'ECONNREFUSED' }, 'database_unavailable'],
  [{ code: 'ECONNRESET' }, 'database_unavailable'],
  [{ code: '57P01' }, 'database_unavailable'],
  [{ code: '53300' }, 'database_unavailable'],
  [{ code: 'ENOSPC' }, 'disk_full'],
  [{ code: '53100' }, 'disk_full'],
];

test.for(faults)('%o becomes %s', ([fault, code]) => {
  expect(translateDatabaseFault(Object.assign(new Error('x'), fault))).toMatchObject({ code });
});

test('what a form names and is not there is invalid; a row that others still name is a fault of ours', () => {
  const named = (message: string) => Object.assign(new Error(message), { code: '23503' });
  const absent = named('insert or update on table "org_unit" violates foreign key constraint "org_unit_kind_id_fkey"');
  expect(translateDatabaseFault(absent)).toMatchObject({ code: 'invalid' });
  const held = named('update or delete on table "unit_import" violates foreign key constraint on "planned_decision"');
  expect(translateDatabaseFault(held)).toBe(held);
});

test('a programming error stays what it is', () => {
  const error = new TypeError('x');
  expect(translateDatabaseFault(error)).toBe(error);
});

// On the embedded database there is no connection to cut.
test.runIf(process.env['TEST_DATABASE_URL'])(
  'a connection cut in the middle of a transaction is told like a database that is away, and the next one works',
  async () => {
    const database = openPostgres(process.env['TEST_DATABASE_URL'] ?? '');
    const other = openPostgres(process.env['TEST_DATABASE_URL'] ?? '');
    const cut = new Promise((resolve) => database.pool?.once('connect', (client) => client.once('end', resolve)));
    const fault = await database.db
      .transaction()
      .execute(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.db);
        // Nobody asks anything of the connection while it learns that it was cut.
        await cut;
        await sql`select 1`.execute(tx);
      })
      .catch((error: unknown) => translateDatabaseFault(error));
    expect(fault).toMatchObject({ code: 'database_unavailable' });
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    await Promise.all([database.close(), other.close()]);
  },
);
