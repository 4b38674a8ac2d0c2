import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openPostgres, pgliteParsers, wrapPglite, type OpenDatabase } from '#app/db/connect.ts';
import { migrateToLatest } from '#app/db/migrator.ts';
import { makeContext, systemContext, type Services } from '#app/platform/context.ts';
import { defineJob, openJobQueue } from '#app/platform/jobs.ts';

// The real queue, in a database of its own: everywhere else tests record jobs instead of running them.
let database: OpenDatabase;
let services: Services;
const ran: string[] = [];
const note = defineJob({
  name: 'test.note',
  data: z.object({ text: z.string() }),
  retries: 2,
  async run({ text }) {
    if (text === 'fails once' && !ran.includes(text)) {
      ran.push(text);
      throw new Error('first time');
    }
    ran.push(text);
  },
});

beforeAll(async () => {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) {
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`create database lantoa_jobs_${process.pid}`);
    await admin.end();
    const target = new URL(url);
    target.pathname = `/lantoa_jobs_${process.pid}`;
    database = openPostgres(target.href);
  } else {
    database = wrapPglite(await PGlite.create({ parsers: pgliteParsers }));
  }
  await migrateToLatest(database.db);
  services = {
    database,
    jobs: openJobQueue(database),
    clock: { now: () => new Date() },
    uploadsDir: '/nonexistent',
    mail: null,
    appUrl: 'http://localhost:3000',
  };
  await services.jobs.prepare([note]);
});
afterAll(async () => {
  await services.jobs.stop();
  await database.close();
});

test('a job commits with its transaction, or vanishes with it, and is tried again when it fails', async () => {
  const ctx = makeContext(services);
  // Before anything is worked off: the queue has to look its own tables up from inside the transaction.
  await ctx.transaction(async (tx) => {
    await tx.enqueue(note, { text: 'kept' });
    await tx.enqueue(note, { text: 'fails once' });
  });
  const rolledBack = ctx.transaction(async (tx) => {
    await tx.enqueue(note, { text: 'lost' });
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  await services.jobs.work([note], systemContext(services));
  await vi.waitFor(() => expect(ran.filter((text) => text === 'fails once')).toHaveLength(2), {
    timeout: 25_000,
    interval: 200,
  });
  expect(ran).toContain('kept');
  expect(ran).not.toContain('lost');
});
