import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, type LogEvent, type Transaction } from 'kysely';
import pg from 'pg';
import { lockDataFolder } from '#app/db/lock.ts';
import { Readings } from '#app/db/readings.ts';
import type { Database } from '#app/db/schema.ts';

/** An open database; the only place that knows which of the two it is. */
export interface OpenDatabase {
  readonly kind: 'pglite' | 'postgres';
  readonly db: Kysely<Database>;
  /** The embedded instance, for what Kysely cannot do (dump, jobs). */
  readonly pglite: PGlite | undefined;
  readonly pool: pg.Pool | undefined;
  /** Queries sent since the start; tests assert budgets with it. */
  queryCount(): number;
  /** What this process has read of it. */
  readonly readings: Readings;
  close(): Promise<void>;
}

// Dates stay dates (no time zone may move them); counts and amounts fit a double exactly up to 9 quadrillion.
const asNumber = (text: string): number => Number(text);
const asText = (text: string): string => text;
const parsers: Record<number, (text: string) => unknown> = { 20: asNumber, 1700: asNumber, 1082: asText };

/** The transaction that code runs in, where the outer handle would wait for ever on the embedded database. */
export const currentTransaction = new AsyncLocalStorage<Transaction<Database>>();

function makeKysely(dialect: PGliteDialect | PostgresDialect): Pick<OpenDatabase, 'db' | 'queryCount' | 'readings'> {
  let queries = 0;
  const db = new Kysely<Database>({
    dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: (event: LogEvent) => {
      if (event.level === 'query') queries += 1;
    },
  });
  return { db, queryCount: () => queries, readings: new Readings() };
}

/** Opens the embedded database in `dataDir/db`, behind our lock. Throws `database_locked` with the other's pid. */
export async function openPglite(dataDir: string): Promise<OpenDatabase> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDataFolder(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: join(dataDir, 'db'), parsers });
    return wrapPglite(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Wraps a PGlite instance that the caller made (tests use one in memory). */
export function wrapPglite(pglite: PGlite, onClosed: () => void = () => {}): OpenDatabase {
  const made = makeKysely(new PGliteDialect({ pglite }));
  return {
    kind: 'pglite',
    ...made,
    pglite,
    pool: undefined,
    async close() {
      await made.db.destroy();
      if (!pglite.closed) await pglite.close();
      onClosed();
    },
  };
}

export const pgliteParsers = parsers;

/** Opens a PostgreSQL server (15 or later). */
export function openPostgres(url: string, options: { max?: number } = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: ((id: number, format: 'text' | 'binary') =>
        parsers[id] ?? pg.types.getTypeParser(id, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // Without a listener a dropped idle connection would end the process; the next query gets its own error.
  pool.on('error', () => {});
  // The same of one that is in use, between two queries of a transaction; the pool listens to idle ones alone.
  pool.on('connect', (client) => client.on('error', () => {}));
  const made = makeKysely(new PostgresDialect({ pool }));
  return { kind: 'postgres', ...made, pglite: undefined, pool, close: () => made.db.destroy() };
}

/** Opens what the environment names. */
export async function openDatabase(env: {
  DATABASE_URL?: string | undefined;
  DATA_DIR: string;
}): Promise<OpenDatabase> {
  return env.DATABASE_URL ? openPostgres(env.DATABASE_URL) : openPglite(env.DATA_DIR);
}
