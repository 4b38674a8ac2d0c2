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

test('a programming error stays what it is', () => {
  const error = new TypeError('x');
  expect(translateDatabaseFault(error)).toBe(error);
});
