import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#app/platform/errors.ts';

/** Where the bytes of a hash lie: two letters of it make a folder, so that no folder holds a million files. */
export function pathOfBytes(uploadsDir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A file is named by its hash.');
  return join(uploadsDir, sha256.slice(0, 2), sha256);
}

/**
 * Keeps bytes under their hash and returns it. When this returns they are on the disk under their final name, whole:
 * written beside it, forced out, then renamed. The same bytes twice are one file, young again: old ones that no row names
 * are swept. Throws disk_full.
 */
export async function keepBytes(uploadsDir: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const target = pathOfBytes(uploadsDir, sha256);
  if ((await sizeOf(target)) === bytes.length && (await makeYoung(target))) return sha256;
  const folder = dirname(target);
  const unfinished = join(uploadsDir, `.${randomUUID()}.part`);
  try {
    await mkdir(folder, { recursive: true });
    await writeForced(unfinished, bytes);
    await rename(unfinished, target);
    await forceOut(folder);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw fullDisk(error);
  }
  return sha256;
}

/** Writes a file and waits until the disk has it. Throws disk_full. */
export async function writeForced(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(path, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fullDisk(error);
  }
}

/** The rename itself must survive a power cut: a folder is forced out like a file. */
async function forceOut(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (facts) => facts.size,
    () => null,
  );
}

/** False where the file has been swept since. */
async function makeYoung(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

function fullDisk(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new AppError('disk_full') : error;
}
