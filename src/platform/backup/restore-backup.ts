import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { extract } from 'tar-stream';
import { currentTransaction } from '#app/db/connect.ts';
import type { Database } from '#app/db/schema.ts';
import type { Services } from '#app/platform/context.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import { dataTables, migrationNames, type BackupManifest } from '#app/platform/backup/write-backup.ts';

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Restores a backup into an empty place: a database that nobody has used and an upload folder without files. All rows
 * come in one transaction and are counted against the manifest; uploads appear under their names only after it.
 * Throws `backup.not_a_backup`, `backup.not_empty`, `backup.newer`.
 */
export async function restoreBackup(
  services: Services,
  source: string,
  say: (text: string) => void,
): Promise<BackupManifest> {
  const staging = join(dirname(services.uploadsDir), '.restore-uploads');
  await rm(staging, { recursive: true, force: true });
  await requireNoUploads(services.uploadsDir);
  try {
    const manifest = await services.database.db
      .transaction()
      .execute((db) => currentTransaction.run(db, () => restoreInto(db, source, staging, say)));
    await rm(services.uploadsDir, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    await rename(staging, services.uploadsDir);
    return manifest;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (isAppError(error)) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('Z_') || /tar header|Unexpected end of data|unexpected end of file|JSON/.test(String(error)))
      throw new AppError('backup.not_a_backup');
    throw error;
  }
}

async function requireNoUploads(uploadsDir: string): Promise<void> {
  const entries = await readdir(uploadsDir, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.isFile())) throw new AppError('backup.not_empty');
}

async function restoreInto(
  db: Transaction<Database>,
  source: string,
  staging: string,
  say: (text: string) => void,
): Promise<BackupManifest> {
  const tables = await dataTables(db);
  const anybody = await sql`select 1 from app_user limit 1`.execute(db);
  if (anybody.rows.length > 0) throw new AppError('backup.not_empty');
  const keys = await dropForeignKeys(db);
  // Rules that guard changes (an issued plan stays as it is) have nothing to say about rows that come back.
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(db);

  let manifest: BackupManifest | undefined;
  const counts: Record<string, number> = {};
  let files = 0;
  const archive = extract();
  const feeding = pipeline(createReadStream(source), createGunzip(), archive);
  feeding.catch(() => {});
  for await (const each of archive) {
    const { name } = each.header;
    // tar-stream brings its own streams; they behave like Node's.
    const entry = each as unknown as Readable;
    if (name === 'manifest.json') manifest = requireManifest(await readText(entry), await migrationNames(db));
    else if (!manifest) throw new AppError('backup.not_a_backup');
    else if (name.startsWith('tables/')) {
      const table = name.slice('tables/'.length, -'.jsonl'.length);
      if (!tables.includes(table)) throw new AppError('backup.newer');
      counts[table] = await loadTable(db, table, entry);
    } else if (name.startsWith('uploads/')) {
      await saveUpload(staging, name.slice('uploads/'.length), entry);
      files += 1;
    }
    entry.resume();
  }
  await feeding;
  if (!manifest) throw new AppError('backup.not_a_backup');
  requireCounts(manifest, counts, files);
  for (const key of keys)
    await sql`alter table ${sql.table(key.table)} add constraint ${sql.ref(key.name)} ${sql.raw(key.definition)}`.execute(
      db,
    );
  for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
  await moveSequences(db);
  await makeKeptRows(db, manifest);
  say(`${Object.values(counts).reduce((sum, count) => sum + count, 0)} dòng / rows, ${files} tệp / files`);
  return manifest;
}

async function readText(entry: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of entry) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function requireManifest(text: string, present: string[]): BackupManifest {
  const manifest = JSON.parse(text) as BackupManifest;
  if (manifest.format !== 'lantoa-backup') throw new AppError('backup.not_a_backup');
  // A newer backup has columns that this version does not know. An older one fits: what it lacks has a default.
  if (manifest.version !== 1 || manifest.migrations.some((name) => !present.includes(name)))
    throw new AppError('backup.newer');
  return manifest;
}

function requireCounts(manifest: BackupManifest, counts: Record<string, number>, files: number): void {
  const isWhole =
    Object.entries(manifest.rows).every(([table, count]) => counts[table] === count) && files === manifest.files;
  if (!isWhole) throw new AppError('backup.not_a_backup');
}

/** Foreign keys go for the time of the load and come back checked: rows come table by table, and some point in rings. */
async function dropForeignKeys(db: Transaction<Database>): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname = 'public'`.execute(db);
  for (const key of rows)
    await sql`alter table ${sql.table(key.table)} drop constraint ${sql.ref(key.name)}`.execute(db);
  return rows;
}

async function loadTable(db: Transaction<Database>, table: string, entry: Readable): Promise<number> {
  const columns = sql.join((await givenColumns(db, table)).map((name) => sql.ref(name)));
  let count = 0;
  let waiting: string[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await sql`
      insert into ${sql.table(table)} (${columns}) overriding system value
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${`[${waiting.join(',')}]`}::jsonb)`.execute(
      db,
    );
    count += waiting.length;
    waiting = [];
  };
  for await (const line of createInterface({ input: entry, crlfDelay: Infinity })) {
    if (line !== '') waiting.push(line);
    if (waiting.length >= 1_000) await flush();
  }
  await flush();
  return count;
}

/** The columns that a row brings along; the database makes the others from them. */
async function givenColumns(db: Transaction<Database>, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db);
  return rows.map((row) => row.name);
}

async function saveUpload(staging: string, name: string, entry: Readable): Promise<void> {
  const target = normalize(join(staging, name));
  // A made-up archive may name files outside the folder.
  if (!target.startsWith(staging + sep)) throw new AppError('backup.not_a_backup');
  await mkdir(dirname(target), { recursive: true });
  await pipeline(entry, createWriteStream(target, { flush: true }));
}

/** Rows that follow from others, where the backup is of a version that did not keep them yet. */
async function makeKeptRows(db: Transaction<Database>, manifest: BackupManifest): Promise<void> {
  if (manifest.rows['unit_place'] === undefined)
    await sql`select place_units(array(select id from org_unit), '-infinity')`.execute(db);
  if (manifest.rows['members_below'] === undefined)
    await sql`select count_members_below(array(select distinct parent_id from org_unit where parent_id is not null))`.execute(
      db,
    );
  if (manifest.rows['units_below'] === undefined)
    await sql`select count_units_below(array(select distinct parent_id from org_unit where parent_id is not null))`.execute(
      db,
    );
}

/** Counters go on behind the highest number that was restored. */
async function moveSequences(db: Transaction<Database>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and a.attidentity <> ''`.execute(db);
  for (const one of rows) {
    await sql`select setval(${one.sequence}, (select coalesce(max(${sql.ref(one.column)}), 0) + 1 from ${sql.table(one.table)}), false)`.execute(
      db,
    );
  }
  // Labels of units: the number in the last step of a path.
  await sql`
    select setval('org_unit_label', (select coalesce(max((regexp_match(path, '([0-9]+)\\.$'))[1]::bigint), 0) + 1 from org_unit), false)`.execute(
    db,
  );
}
