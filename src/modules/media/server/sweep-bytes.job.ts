import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#app/platform/context.ts';
import { mayTakeUploadsAway } from '#app/platform/hold-uploads.ts';
import { defineJob } from '#app/platform/jobs.ts';

/** Bytes that no row names lie so long: whatever is under way is over by then, and a mistake of an operator was seen. */
const keptDays = 7;

/**
 * Takes bytes away that no row names: of forms that were never sent again, of use cases that were refused. Safe to run at
 * any time and twice; does nothing while a backup is being written.
 */
export const sweepBytes = defineJob({
  name: 'media.sweep-bytes',
  data: z.object({}),
  retries: 2,
  schedule: '50 4 * * *',
  async run(_data, ctx) {
    const { uploadsDir, clock } = ctx.services;
    const before = clock.now().getTime() - keptDays * 86_400_000;
    await ctx.transaction(async (tx) => {
      if (!(await mayTakeUploadsAway(tx.db))) return;
      let count = 0;
      // The first folder is that of unfinished files.
      for (const folder of ['', ...(await readdir(uploadsDir)).filter((name) => /^[0-9a-f]{2}$/.test(name))])
        count += await sweepFolder(tx, join(uploadsDir, folder), before);
      if (count > 0) await tx.audit('file.sweep-bytes', { detail: { count } });
    });
  },
});

async function sweepFolder(tx: Tx, folder: string, before: number): Promise<number> {
  const names = await readdir(folder);
  const old: string[] = [];
  for (const name of names) {
    if (!/^[0-9a-f]{64}$|^\..*\.(part|gone)$/.test(name)) continue;
    if (await isOlder(join(folder, name), before)) old.push(name);
  }
  const unnamed = await unnamedOf(tx, old);
  let count = 0;
  for (const name of unnamed) if (await takeAway(folder, name, before)) count += 1;
  return count;
}

/** Of names of files those that stand in no row. */
async function unnamedOf(tx: Tx, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select lying.hash as name from unnest(${[...names]}::text[]) lying (hash)
    where not exists (select from stored_file f where f.sha256 = lying.hash)
      and not exists (select from held_file h
                      where lying.hash in (h.evidence -> 'full' ->> 'sha256', h.evidence -> 'thumb' ->> 'sha256'))`.execute(
    tx.db,
  );
  return rows.map((row) => row.name);
}

/** Under another name first: whoever keeps the same bytes at this moment has made the file young, or writes it anew. */
async function takeAway(folder: string, name: string, before: number): Promise<boolean> {
  const path = join(folder, name);
  const gone = name.startsWith('.') ? path : join(folder, `.${name}.gone`);
  if (gone !== path) await rename(path, gone);
  if (!(await isOlder(gone, before))) {
    await rename(gone, path);
    return false;
  }
  await rm(gone, { force: true });
  return true;
}

async function isOlder(path: string, before: number): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isFile() && facts.mtimeMs < before,
    () => false,
  );
}
