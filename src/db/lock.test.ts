import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDataFolder } from '#app/db/lock.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'lantoa-lock-'));

test('a second process on the folder is refused, with the pid of the first', () => {
  const place = folder();
  const release = lockDataFolder(place);
  expect(() => lockDataFolder(place)).toThrow(
    expect.objectContaining({ code: 'database_locked', params: { pid: process.pid, folder: place } }),
  );
  release();
  expect(existsSync(join(place, 'lock.json'))).toBe(false);
});

test('a process that lives holds the folder; once it is killed the next one takes it', async () => {
  const place = folder();
  const holder = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `
    const { lockDataFolder } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)});
    lockDataFolder(${JSON.stringify(place)}); process.stdout.write('held'); setInterval(() => {}, 1000);`,
  ]);
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  expect(() => lockDataFolder(place)).toThrow(expect.objectContaining({ params: { pid: holder.pid, folder: place } }));
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await ended;
  lockDataFolder(place)();
});

test('a lock left half written, or by a pid that another process has now, holds nobody up', () => {
  const place = folder();
  writeFileSync(join(place, 'lock.json'), '{"pid":');
  lockDataFolder(place)();
  // Alive, but not started when the lock says: the number was given away again.
  writeFileSync(join(place, 'lock.json'), JSON.stringify({ pid: process.ppid, started: '1' }));
  lockDataFolder(place)();
});

test('the command line says in both languages who holds the folder', () => {
  const place = folder();
  const release = lockDataFolder(place);
  const { stderr, status } = spawnSync(process.execPath, ['server/cli.ts', 'backup', join(place, 'b.tar.gz')], {
    env: { ...process.env, DATA_DIR: place, DATABASE_URL: '' },
    encoding: 'utf8',
  });
  release();
  expect(status).toBe(1);
  expect(stderr).toContain(`tiến trình số ${process.pid}`);
  expect(stderr).toContain(`process ${process.pid}`);
});
