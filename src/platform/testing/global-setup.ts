import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { wrapPglite } from '#app/db/connect.ts';
import { migrateToLatest } from '#app/db/migrator.ts';
import { createTestJobTable } from '#app/platform/testing/recording-job-queue.ts';

declare module 'vitest' {
  interface ProvidedContext {
    pgliteTemplate: string;
  }
}

/** Makes the migrated database once; each test process loads its copy, which is faster than migrating again. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-template-'));
  const file = join(folder, 'template.tar');
  if (!process.env['TEST_DATABASE_URL']) {
    const database = wrapPglite(await PGlite.create());
    await migrateToLatest(database.db);
    await createTestJobTable(database);
    const dump = await database.pglite?.dumpDataDir('none');
    if (dump) writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
    await database.close();
  }
  project.provide('pgliteTemplate', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
