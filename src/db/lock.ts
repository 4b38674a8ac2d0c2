import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#app/platform/errors.ts';

interface Holder {
  pid: number;
  /** Start time of the process in kernel ticks, where the system tells it: a reused pid is not the same process. */
  started: string | null;
}

/** Start of a process as the kernel tells it, or null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another account.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return holder.started === null || startOf(holder.pid) === null || startOf(holder.pid) === holder.started;
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/**
 * Takes the data folder for this process and returns what gives it back. PGlite does not lock its folder, and two
 * processes on one folder lose committed rows without an error. Throws `database_locked` naming the holder's pid.
 */
export function lockDataFolder(dataDir: string): () => void {
  const file = join(dataDir, 'lock.json');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder));
      closeSync(handle);
      const release = (): void => {
        if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
      };
      process.once('exit', release);
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(file);
      if (holder && isAlive(holder)) throw new AppError('database_locked', { pid: holder.pid, folder: dataDir });
      // Left behind by a process that was killed, or half written by one that was killed while taking it.
      rmSync(file, { force: true });
    }
  }
  throw new AppError('database_locked', { pid: 0, folder: dataDir });
}
