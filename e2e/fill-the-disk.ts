import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { openApplication, type Application } from '#app/platform/application.ts';
import { isAppError } from '#app/platform/errors.ts';
import { readEnv } from '#app/platform/env.ts';
import { foundUnit } from '#app/modules/orgs/server/index.ts';
import { allJobs } from '../server/all-jobs.ts';

// The disk under the database fills up while it is written: the write is refused with `disk_full`, nothing of it is
// there, and once there is room again writing goes on, by the next start at the latest. For the embedded database, and for
// the PostgreSQL server of TEST_DATABASE_URL when it runs here: its tables lie on the small disk, its log does not (a
// server without room for its log stops, which is the case of a database that went away). Needs the right to mount.
const folder = mkdtempSync(join(tmpdir(), 'lantoa-full-'));
const disk = join(folder, 'disk');
const paper = { decisionNumber: '1/QĐ', decidedOn: '2026-01-01', effectiveOn: '2026-01-01' };
const server = process.env['TEST_DATABASE_URL'];
const smallDisk = 'lantoa_full_disk';

function mount(size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]).status === 0;
}

const found = (app: Application, name: string, parentId: string | null) =>
  foundUnit(app.system, {
    ...paper,
    parentId,
    kindId: parentId === null ? 'provincial_federation' : 'grassroots_union',
    sectorId: 'mixed',
    name,
  });

const ballast = join(disk, 'ballast');
const roomLeft = 400_000;

/** Takes all the room that is left, but for a little. */
function fillUp(): void {
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { stdio: 'ignore' });
  truncateSync(ballast, Math.max(0, statSync(ballast).size - roomLeft));
}

async function writeUntilRefused(app: Application, parentId: string): Promise<{ names: string[]; code: string }> {
  const names: string[] = [];
  for (let number = 0; number < 5_000; number += 1) {
    const name = `CĐCS ${number} ${'đ'.repeat(2_000)}`;
    try {
      await found(app, name, parentId);
      names.push(name);
    } catch (error) {
      return { names, code: isAppError(error) ? error.code : String(error) };
    }
  }
  return { names, code: 'never refused' };
}

/** Units that are there without their name or audit entry, and acknowledged ones that are not there. */
async function faults(app: Application, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string; isWhole: boolean }>`
    select u.name, exists (select 1 from org_unit_name n where n.unit_id = u.id)
      and exists (select 1 from audit_entry a where a.subject = 'unit:' || u.id) as is_whole from org_unit u`.execute(
    app.services.database.db,
  );
  const there = new Set(rows.map((row) => row.name));
  return [
    ...rows.filter((row) => !row.isWhole).map((row) => `half-written: ${row.name.slice(0, 12)}`),
    ...names.filter((name) => !there.has(name)).map((name) => `lost: ${name.slice(0, 12)}`),
  ];
}

async function run(databaseUrl: string): Promise<string[]> {
  const env = readEnv({ ...process.env, DATA_DIR: databaseUrl === '' ? disk : folder, DATABASE_URL: databaseUrl });
  let app = await openApplication(env);
  await app.services.jobs.prepare(allJobs);
  const parentId = (await found(app, 'LĐLĐ tỉnh', null)).founded[0]!.id;
  fillUp();
  const { names, code } = await writeUntilRefused(app, parentId);
  console.log(`${names.length} writes acknowledged, then: ${code}`);
  const problems = code === 'disk_full' ? [] : [`refused with ${code}`];
  rmSync(ballast);
  const isGoingOn = await found(app, 'sau khi có chỗ', parentId).then(
    () => true,
    () => false,
  );
  console.log(isGoingOn ? 'room again: writing goes on' : 'room again: writing goes on after a start');
  await app.close().catch(() => {});
  app = await openApplication(env);
  await app.services.jobs.prepare(allJobs);
  await found(app, 'sau khi khởi động lại', parentId);
  problems.push(...(await faults(app, [...names, 'sau khi khởi động lại'])));
  await app.close();
  return problems;
}

/** A database whose tables lie on the small disk, for as long as `work` takes. */
async function onServer<T>(url: string, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const place = join(disk, 'tables');
  mkdirSync(place);
  for (const path of [folder, disk]) chmodSync(path, 0o755);
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', place]);
  const admin = new Client(url);
  await admin.connect();
  try {
    await admin.query(`create tablespace ${smallDisk} location '${place}'`);
    await admin.query(`create database ${smallDisk} tablespace ${smallDisk}`);
    return await work(Object.assign(new URL(url), { pathname: `/${smallDisk}` }).href);
  } finally {
    await admin.query(`drop database if exists ${smallDisk} with (force)`);
    await admin.query(`drop tablespace if exists ${smallDisk}`);
    await admin.end();
  }
}

async function report(title: string, problems: Promise<string[]>): Promise<void> {
  console.log(title);
  for (const problem of await problems) {
    console.log(`  ${problem}`);
    process.exitCode = 1;
  }
}

mkdirSync(disk);
if (!mount('300m')) {
  rmSync(folder, { recursive: true });
  console.log('not run: this user may not mount');
} else {
  try {
    await report('embedded database', run(''));
    rmSync(join(disk, 'db'), { recursive: true, force: true });
    if (server) await report('PostgreSQL', onServer(server, run));
    console.log(process.exitCode ? 'failed' : 'passed');
  } finally {
    execFileSync('umount', ['-l', disk]);
    rmSync(folder, { recursive: true, force: true });
  }
}
