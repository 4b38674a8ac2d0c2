import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { OpenDatabase } from '#app/db/connect.ts';
import type { Services } from '#app/platform/context.ts';
import { restoreBackup } from '#app/platform/backup/restore-backup.ts';
import { writeBackup } from '#app/platform/backup/write-backup.ts';
import { recordingJobQueue } from '#app/platform/testing/recording-job-queue.ts';
import { openEmbedded, testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { givenIssuedPlan } from '#app/modules/reports/server/testing/given.ts';

const db = testDatabase();
const quiet = (): void => {};

/** A place that nobody has used, on the embedded database: a backup of either kind restores there. */
async function emptyPlace(): Promise<{ services: Services; database: OpenDatabase }> {
  const database = await openEmbedded();
  const uploadsDir = join(mkdtempSync(join(tmpdir(), 'lantoa-restore-')), 'uploads');
  mkdirSync(uploadsDir);
  const clock = { now: () => new Date() };
  const services = {
    database,
    jobs: recordingJobQueue,
    clock,
    uploadsDir,
    mail: null,
    appUrl: 'http://localhost:3000',
  };
  return { database, services };
}

async function fillSource(): Promise<string> {
  const root = await givenUnit(db, { figures: { members: 120 } });
  await givenUnit(db, { parent: root, name: 'CĐCS “Dấu ngoặc” \\ & xuống\ndòng' });
  await givenActor(db, 'officer', root);
  await givenIssuedPlan(db, { unit: root, title: 'Kế hoạch đã phát hành', deliverTo: [] });
  mkdirSync(join(db.services.uploadsDir, 'ab'), { recursive: true });
  writeFileSync(join(db.services.uploadsDir, 'ab', 'abc'), Buffer.from([0, 255, 1, 2]));
  for (const unfinished of ['half.tmp', '.half.part', '.going.gone'])
    writeFileSync(join(db.services.uploadsDir, 'ab', unfinished), 'x');
  return join(mkdtempSync(join(tmpdir(), 'lantoa-backup-')), 'b.tar.gz');
}

/** Everything in a database, as one digest per table. */
async function digests(database: OpenDatabase, tables: string[]): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await sql<{
      line: string;
    }>`select to_jsonb(t)::text as line from ${sql.table(table)} t order by 1`.execute(database.db);
    result[table] = createHash('sha256')
      .update(rows.map((row) => row.line).join('\n'))
      .digest('hex');
  }
  return result;
}

test('what was backed up is there again: the same rows, the same files, and numbering goes on', async () => {
  const file = await fillSource();
  const manifest = await writeBackup(db.services, file, quiet);
  const place = await emptyPlace();
  await restoreBackup(place.services, file, quiet);

  const tables = Object.keys(manifest.rows);
  expect(await digests(place.database, tables)).toEqual(await digests(db.services.database, tables));
  expect(readFileSync(join(place.services.uploadsDir, 'ab', 'abc'))).toEqual(Buffer.from([0, 255, 1, 2]));
  expect(readdirSync(join(place.services.uploadsDir, 'ab'))).toEqual(['abc']);
  await sql`insert into audit_entry (action) values ('after')`.execute(place.database.db);
  // The foreign keys and the guards came back.
  await expect(sql`update plan set title = 'khác' where status = 'issued'`.execute(place.database.db)).rejects.toThrow(
    /immutable/,
  );
  await expect(
    sql`insert into org_figure (unit_id, population_id, as_of_on, value) values (gen_random_uuid(), 'members', '2026-01-01', 1)`.execute(
      place.database.db,
    ),
  ).rejects.toThrow(/foreign key/);
  await place.database.close();
});

test('a place in use, a torn file and a file of another kind are refused, and nothing is half-restored', async () => {
  const file = await fillSource();
  await writeBackup(db.services, file, quiet);
  await expect(restoreBackup(db.services, file, quiet)).rejects.toMatchObject({ code: 'backup.not_empty' });

  const place = await emptyPlace();
  const other = join(mkdtempSync(join(tmpdir(), 'lantoa-backup-')), 'x.txt');
  writeFileSync(other, 'không phải bản sao lưu');
  await expect(restoreBackup(place.services, other, quiet)).rejects.toMatchObject({ code: 'backup.not_a_backup' });
  truncateSync(file, Math.floor(readFileSync(file).length * 0.6));
  await expect(restoreBackup(place.services, file, quiet)).rejects.toMatchObject({ code: 'backup.not_a_backup' });
  const { rows } = await sql`select 1 from org_unit`.execute(place.database.db);
  expect(rows).toHaveLength(0);
  const kinds = await sql`select 1 from unit_kind`.execute(place.database.db);
  expect(kinds.rows.length).toBeGreaterThan(0);
  await place.database.close();
});
