import { existsSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { writeForced } from '#app/modules/media/server/keep-bytes.ts';
import {
  addStoredFile,
  fileResponse,
  holdFiles,
  keepFile,
  openStoredFile,
  sweepBytes,
} from '#app/modules/media/server/index.ts';
import type { Context } from '#app/platform/context.ts';

const db = testDatabase();
const upload = { name: 'Kế hoạch.txt', bytes: new TextEncoder().encode('KẾ HOẠCH tuyên truyền') };

async function store(ctx: Context, unitId: string): Promise<string> {
  const kept = await keepFile(ctx.services, upload, 'document');
  return ctx.transaction(async (tx) => {
    const id = await addStoredFile(tx, unitId, kept);
    await tx.audit('file.store', { orgUnitId: unitId, subject: `file:${id}` });
    return id;
  });
}

test('bytes lie under their hash, whole, once, and come back as they were', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const first = await store(ctx, unit.id);
  const second = await store(ctx, unit.id);

  const file = await openStoredFile(ctx, second);
  expect(first).not.toBe(second);
  expect(file).toMatchObject({ name: 'Kế hoạch.txt', mime: 'text/plain', sizeBytes: upload.bytes.length });
  expect(new Uint8Array(await file.bytes())).toEqual(upload.bytes);
  const { uploadsDir } = db.services;
  const path = join(uploadsDir, file.sha256.slice(0, 2), file.sha256);
  expect(new Uint8Array(readFileSync(path))).toEqual(upload.bytes);
  expect(readdirSync(uploadsDir).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('an officer of another branch does not find the file', async () => {
  const root = await givenUnit(db);
  const unit = await givenUnit(db, { parent: root });
  const id = await store(db.as(await givenActor(db, 'officer', unit)), unit.id);
  const foreign = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: root })));
  await expect(openStoredFile(foreign, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(openStoredFile(db.as(await givenActor(db, 'viewer', root)), id)).resolves.toMatchObject({ id });
});

test('an officer cannot give a file to a unit of another branch', async () => {
  const root = await givenUnit(db);
  const unit = await givenUnit(db, { parent: root });
  const foreign = await givenUnit(db, { parent: root });
  await expect(store(db.as(await givenActor(db, 'officer', unit)), foreign.id)).rejects.toThrow(/row-level security/);
});

test('a row whose bytes have gone looks absent instead of sending half a file', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const id = await store(ctx, unit.id);
  const { sha256 } = await openStoredFile(ctx, id);
  rmSync(join(db.services.uploadsDir, sha256.slice(0, 2), sha256));
  await expect(openStoredFile(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('a file is answered as a download that no browser runs, and not twice', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const file = await openStoredFile(ctx, await store(ctx, unit.id));
  const first = fileResponse(file, null);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'text/plain',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(first.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(await first.text()).toBe('KẾ HOẠCH tuyên truyền');
  expect(fileResponse(file, first.headers.get('etag')).status).toBe(304);
});

// The kernel's own always-full device: no pretending.
test.runIf(existsSync('/dev/full'))('a full disk is told as one', async () => {
  await expect(writeForced('/dev/full', upload.bytes)).rejects.toMatchObject({ code: 'disk_full' });
});

test('bytes that no row names are taken away after a week; kept, held and young ones stay', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const { uploadsDir } = db.services;
  const document = (text: string) => ({ name: 'tệp.txt', bytes: new TextEncoder().encode(text) });
  const pathOf = ({ sha256 }: { sha256: string }): string => join(uploadsDir, sha256.slice(0, 2), sha256);
  const age = (path: string): void => utimesSync(path, 1_700_000_000, 1_700_000_000);

  const stored = await openStoredFile(ctx, await store(ctx, unit.id));
  await holdFiles(ctx, [new File(['%PDF-1.4\n%giữ'], 'giữ.pdf', { type: 'application/pdf' })]);
  const { rows } = await sql<{
    sha256: string;
  }>`select evidence -> 'full' ->> 'sha256' as sha256 from held_file`.execute(db.services.database.db);
  const orphan = await keepFile(db.services, document('không ai gọi tên'), 'document');
  const again = await keepFile(db.services, document('gửi lại hôm nay'), 'document');
  const unfinished = join(uploadsDir, '.half.part');
  writeFileSync(unfinished, 'x');
  for (const path of [...[stored, rows[0]!, orphan, again].map(pathOf), unfinished]) age(path);
  await keepFile(db.services, document('gửi lại hôm nay'), 'document');

  db.setNow(new Date().toISOString());
  await sweepBytes.run({}, db.system);
  expect([stored, rows[0]!, orphan, again].map((file) => existsSync(pathOf(file)))).toEqual([true, true, false, true]);
  expect(existsSync(unfinished)).toBe(false);
  expect(readdirSync(join(uploadsDir, orphan.sha256.slice(0, 2)))).toEqual([]);
  expect(await db.audited()).toContain('file.sweep-bytes');
});
