import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from '#app/db/schema.ts';

/** Where the migration files lie: the project's own folder, also when this code runs from the built site. */
const folder = (): string => join(process.cwd(), 'src/db/migrations');

async function loadMigrations(): Promise<Record<string, Migration>> {
  const names = readdirSync(folder())
    .filter((name) => /^\d{4}_[a-z0-9_]+\.ts$/.test(name))
    .toSorted();
  const loaded = await Promise.all(
    names.map(async (name) => {
      const module = (await import(/* @vite-ignore */ pathToFileURL(join(folder(), name)).href)) as Migration;
      return [name.slice(0, -3), { up: module.up }] as const;
    }),
  );
  return Object.fromEntries(loaded);
}

function makeMigrator(db: Kysely<Database>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: loadMigrations },
    migrationTableName: 'schema_migration',
    migrationLockTableName: 'schema_migration_lock',
    // Each subject numbers in a block of its own: a file may land after one of a higher number, and stands on none of it.
    allowUnorderedMigrations: true,
  });
}

/** Brings the database up to date; returns the names of what ran. Throws the first failure, nothing half-done. */
export async function migrateToLatest(db: Kysely<Database>): Promise<string[]> {
  const { error, results } = await makeMigrator(db).migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** Names of migrations that have not run yet. */
export async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const all = await makeMigrator(db).getMigrations();
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}
