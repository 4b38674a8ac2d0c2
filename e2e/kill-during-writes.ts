import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import pg from 'pg';
import { openApplication } from '#app/platform/application.ts';
import { readEnv } from '#app/platform/env.ts';

// Twenty times: a process writes and says which writes were acknowledged; it is killed with -9 in the middle of them;
// every write that it had said must be there afterwards, whole, with its audit entry.
const rounds = 20;

interface Place {
  name: string;
  env: Record<string, string>;
}

async function places(): Promise<{ list: Place[]; clean: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-kill-'));
  const list: Place[] = [{ name: 'PGlite', env: { DATA_DIR: join(folder, 'embedded'), DATABASE_URL: '' } }];
  const server = process.env['TEST_DATABASE_URL'];
  const database = `lantoa_kill_${process.pid}`;
  if (server) {
    await onServer(server, `create database ${database}`);
    const url = new URL(server);
    url.pathname = `/${database}`;
    list.push({ name: 'PostgreSQL', env: { DATA_DIR: join(folder, 'server'), DATABASE_URL: url.href } });
  }
  const clean = async (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true });
    if (server) await onServer(server, `drop database ${database} with (force)`);
  };
  return { list, clean };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Starts the writer, lets it acknowledge some writes, kills it; returns what it had acknowledged. */
async function writeAndKill(place: Place, round: number): Promise<string[]> {
  const child = spawn(process.execPath, ['e2e/write-until-killed.ts'], {
    env: { ...process.env, ...place.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const acknowledged: string[] = [];
  const enough = 3 + ((round * 7) % 12);
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length >= enough) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

/** Which of the units are missing, or there without their name, relation or audit entry. */
async function missing(place: Place, ids: string[]): Promise<string[]> {
  const app = await openApplication(readEnv({ ...process.env, ...place.env }));
  try {
    const { rows } = await sql<{ id: string }>`
      select u.id from org_unit u
      where u.id = any(${ids}::uuid[])
        and exists (select 1 from org_unit_name n where n.unit_id = u.id)
        and exists (select 1 from org_relation r where r.child_id = u.id)
        and exists (select 1 from audit_entry a where a.subject = 'unit:' || u.id)`.execute(app.services.database.db);
    const found = new Set(rows.map((row) => row.id));
    return ids.filter((id) => !found.has(id));
  } finally {
    await app.close();
  }
}

const { list, clean } = await places();
let failed = 0;
let passed = 0;
for (const place of list) {
  const all: string[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(...(await writeAndKill(place, round)));
  const lost = await missing(place, all);
  console.log(`${place.name}: ${rounds} kills, ${all.length} acknowledged writes, ${lost.length} lost`);
  if (lost.length > 0 || all.length < rounds) failed += 1;
  else passed += 1;
}
await clean();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
