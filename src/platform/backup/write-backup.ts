import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { pack, type Pack } from 'tar-stream';
import type { Database } from '#app/db/schema.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Services } from '#app/platform/context.ts';
import { holdUploads } from '#app/platform/hold-uploads.ts';

/** First entry of a backup: what it is and what must be there after it is restored. */
export interface BackupManifest {
  format: 'lantoa-backup';
  version: 1;
  madeAt: string;
  migrations: string[];
  /** Rows by table. */
  rows: Record<string, number>;
  files: number;
}

/** Tables of the migrator: a restored database has run its own. */
export const ownTables = ['schema_migration', 'schema_migration_lock', 'test_job'];

/** Tables that hold data, by name. */
export async function dataTables(db: Transaction<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`.execute(db);
  return rows.map((row) => row.name).filter((name) => !ownTables.includes(name));
}

export async function migrationNames(db: Transaction<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

const batch = 2_000;

/** Writes one table as lines of JSON, read through a cursor so that size does not matter; returns the row count. */
async function dumpTable(db: Transaction<Database>, table: string, file: string): Promise<number> {
  const handle = await open(file, 'w');
  let count = 0;
  try {
    await sql`declare backup_rows no scroll cursor for select to_jsonb(t)::text as line from ${sql.table(table)} t`.execute(
      db,
    );
    for (;;) {
      const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(batch))} from backup_rows`.execute(db);
      if (rows.length === 0) break;
      await handle.write(rows.map((row) => `${row.line}\n`).join(''));
      count += rows.length;
    }
    await sql`close backup_rows`.execute(db);
  } finally {
    await handle.close();
  }
  return count;
}

async function addFile(archive: Pack, name: string, file: string): Promise<void> {
  const { size } = await stat(file);
  // tar-stream brings its own streams; they behave like Node's.
  const entry = archive.entry({ name, size, mtime: new Date(0) }) as unknown as Writable;
  if (size > 0) await pipeline(createReadStream(file), entry);
  else entry.end();
}

async function listUploads(uploadsDir: string): Promise<string[]> {
  const entries = await readdir(uploadsDir, { recursive: true, withFileTypes: true }).catch(() => []);
  return (
    entries
      // Half-written files of uploads under way are not part of the data.
      .filter((entry) => entry.isFile() && !/\.(tmp|part|gone)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(uploadsDir.length + 1))
      .toSorted()
  );
}

/**
 * Writes data and uploads into one file (tar, gzip), all as of one moment: rows come from one snapshot, and uploads
 * are never changed or overwritten once a row names them. The target appears only when it is complete.
 */
export async function writeBackup(
  services: Services,
  target: string,
  say: (text: string) => void,
): Promise<BackupManifest> {
  const work = await mkdtemp(join(dirname(target), '.lantoa-backup-'));
  try {
    const manifest = await services.database.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const rows: Record<string, number> = {};
        for (const table of await dataTables(db))
          rows[table] = await dumpTable(db, table, join(work, `${table}.jsonl`));
        return { rows, migrations: await migrationNames(db) };
      });
    say(`${Object.values(manifest.rows).reduce((sum, count) => sum + count, 0)} dòng / rows`);
    return await holdUploads(services.database.db, async () => {
      const uploads = await listUploads(services.uploadsDir);
      say(`${uploads.length} tệp / files`);
      const whole: BackupManifest = {
        format: 'lantoa-backup',
        version: 1,
        madeAt: services.clock.now().toISOString(),
        ...manifest,
        files: uploads.length,
      };
      await writeArchive(services, work, whole, uploads, join(work, 'backup.tar.gz'));
      await rename(join(work, 'backup.tar.gz'), target);
      return whole;
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('disk_full');
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function writeArchive(
  services: Services,
  work: string,
  manifest: BackupManifest,
  uploads: string[],
  file: string,
): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(file, { mode: 0o600, flush: true }));
  const fill = async (): Promise<void> => {
    archive.entry({ name: 'manifest.json', mtime: new Date(0) }, JSON.stringify(manifest, null, 2));
    for (const table of Object.keys(manifest.rows))
      await addFile(archive, `tables/${table}.jsonl`, join(work, `${table}.jsonl`));
    for (const name of uploads) await addFile(archive, `uploads/${name}`, join(services.uploadsDir, name));
    archive.finalize();
  };
  await Promise.all([written, fill()]);
}
