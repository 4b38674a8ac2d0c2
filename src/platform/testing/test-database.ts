import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, beforeEach, inject } from 'vitest';
import { openPostgres, pgliteParsers, wrapPglite, type OpenDatabase } from '#app/db/connect.ts';
import { migrateToLatest } from '#app/db/migrator.ts';
import type { Database } from '#app/db/schema.ts';
import type { Actor } from '#app/platform/actor.ts';
import { makeContext, systemContext, type Context, type Services } from '#app/platform/context.ts';
import { createTestJobTable, recordingJobQueue, type QueuedJob } from '#app/platform/testing/recording-job-queue.ts';

/** Tables filled by migrations; tests keep them. */
const referenceTables = new Set([
  'unit_kind',
  'unit_sector',
  'population',
  'population_part',
  'activity_form',
  'topic',
  'cost_source',
  'measure',
  'measure_group',
  'schema_migration',
  'schema_migration_lock',
]);

export interface TestDatabase {
  readonly services: Services;
  /** A context for a person; row-level security applies. */
  as(actor: Actor, locale?: 'vi' | 'en'): Context;
  /** A context that sees everything. */
  readonly system: Context;
  /** Sets the moment that operations take as now. */
  setNow(iso: string): void;
  /** Actions of the audit log, oldest first. */
  audited(): Promise<string[]>;
  /** Jobs in the queue by name, oldest first. */
  queued(name?: string): Promise<QueuedJob[]>;
  /** One row by id, or undefined. */
  row<K extends keyof Database & string>(table: K, id: string): Promise<Record<string, unknown> | undefined>;
  /** How many rows a table holds. */
  count(table: string): Promise<number>;
  /** Column names of a table, camel case, sorted. */
  columns(table: string): Promise<string[]>;
  /** Queries that some work sent. */
  queriesOf(work: () => Promise<unknown>): Promise<number>;
}

interface Held {
  database: OpenDatabase;
  tables: string[];
}

// One database per test process: made once, emptied between tests.
const slot = Symbol.for('lantoa.testDatabase');
type Slots = { [slot]?: Promise<Held> };

async function openHeld(): Promise<Held> {
  const url = process.env['TEST_DATABASE_URL'];
  const database = url ? await freshServerDatabase(url) : await restoreTemplate();
  const { rows } = await sql<{
    tablename: string;
  }>`select tablename from pg_tables where schemaname = 'public'`.execute(database.db);
  return { database, tables: rows.map((row) => row.tablename).filter((name) => !referenceTables.has(name)) };
}

/** A migrated database of its own, embedded, whatever the tests run on. */
export async function openEmbedded(): Promise<OpenDatabase> {
  if (!process.env['TEST_DATABASE_URL']) return restoreTemplate();
  const database = wrapPglite(await PGlite.create({ parsers: pgliteParsers }));
  await migrateToLatest(database.db);
  return database;
}

async function restoreTemplate(): Promise<OpenDatabase> {
  const dump = new Blob([readFileSync(inject('pgliteTemplate'))]);
  return wrapPglite(await PGlite.create({ loadDataDir: dump, parsers: pgliteParsers }));
}

async function freshServerDatabase(url: string): Promise<OpenDatabase> {
  const name = `lantoa_test_${process.pid}_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  // As in every transaction of the product; the tests' own questions would be compiled for seconds otherwise.
  await admin.query(`alter database ${name} set jit = off`);
  await admin.end();
  const target = new URL(url);
  target.pathname = `/${name}`;
  const database = openPostgres(target.href, { max: 5 });
  await migrateToLatest(database.db);
  await createTestJobTable(database);
  return database;
}

/** A migrated database for the tests of this file: PGlite, or PostgreSQL where TEST_DATABASE_URL names a server. */
export function testDatabase(): TestDatabase {
  let held: Held | undefined;
  let now = new Date('2026-03-16T02:00:00Z');
  const clock = { now: () => now };
  const uploadsDir = mkdtempSync(join(tmpdir(), 'lantoa-test-'));
  const use = (): Held => {
    if (!held) throw new Error('The test database is opened in beforeAll.');
    return held;
  };
  const services: Services = {
    get database() {
      return use().database;
    },
    jobs: recordingJobQueue,
    clock,
    uploadsDir,
    mail: null,
    appUrl: 'http://localhost:3000',
  };

  beforeAll(async () => {
    held = await ((globalThis as Slots)[slot] ??= openHeld());
  });
  beforeEach(async () => {
    now = new Date('2026-03-16T02:00:00Z');
    await sql.raw(`truncate ${use().tables.join(', ')} restart identity cascade`).execute(use().database.db);
    // Units' own measures stand among everybody's.
    await sql`delete from measure where org_unit_id is not null`.execute(use().database.db);
  });

  return {
    services,
    as: (actor, locale = 'vi') => makeContext(services, actor, { requestId: 'test', locale }),
    system: systemContext(services),
    setNow: (iso) => {
      now = new Date(iso);
    },
    async audited() {
      const { rows } = await sql<{ action: string }>`select action from audit_entry order by id`.execute(
        use().database.db,
      );
      return rows.map((row) => row.action);
    },
    async queued(name) {
      const { rows } = await sql<QueuedJob>`select name, data from test_job order by id`.execute(use().database.db);
      return rows.filter((row) => name === undefined || row.name === name);
    },
    async row(table, id) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where id = ${id}`.execute(
        use().database.db,
      );
      return rows[0];
    },
    async count(table) {
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
        use().database.db,
      );
      return rows[0]?.count ?? 0;
    },
    async columns(table) {
      const snake = table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const { rows } = await sql<{
        columnName: string;
      }>`select column_name from information_schema.columns where table_schema = 'public' and table_name = ${snake}`.execute(
        use().database.db,
      );
      return rows
        .map((row) => row.columnName.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()))
        .toSorted();
    },
    async queriesOf(work) {
      const before = use().database.queryCount();
      await work();
      return use().database.queryCount() - before;
    },
  };
}
