/**
 * `node bench/make-nation.ts URL [SHARE]`: makes the nation, or a share of it (0.05 for a twentieth), in a fresh database
 * of a PostgreSQL server; the URL names it. With `--check` it also looks for anything that the application would not
 * have left so. A database of that name is dropped first.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Kysely } from 'kysely';
import { openPostgres } from '#app/db/connect.ts';
import { nationFaults } from './nation/check-nation.ts';
import { makeNation } from './nation/make-nation.ts';
import { nationOf } from './nation/nation-size.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const [url, share = '1'] = positionals;
if (!url) throw new Error('Name the database: node bench/make-nation.ts postgres://user@host/name [SHARE] [--check]');

await recreate(url);
const size = nationOf(Number(share));
const database = openPostgres(url, { max: 2 });
const start = performance.now();
await makeNation(database, size, (step, seconds) => console.log(`${seconds.toFixed(1).padStart(8)} s  ${step}`));
console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(8)} s  in all`);
if (values.check) {
  const faults = await database.db.connection().execute((db) => nationFaults(db as unknown as Kysely<never>, size));
  console.log(faults.length === 0 ? 'no fault found' : faults.join('\n'));
  if (faults.length > 0) process.exitCode = 1;
}
await database.close();

async function recreate(address: string): Promise<void> {
  const target = new URL(address);
  const name = target.pathname.slice(1);
  target.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: target.href });
  await admin.connect();
  await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  await admin.query(`create database ${pg.escapeIdentifier(name)}`);
  await admin.end();
}
