import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { OpenDatabase } from '#app/db/connect.ts';

/**
 * Milliseconds of processor time that the database spends on some work, whatever else the machine does: of this process
 * for the embedded database, of the server's processes where it runs on this machine (counted in hundredths of a second,
 * so the work should be repeated). NaN for a server elsewhere.
 */
export async function processorTime(database: OpenDatabase, work: () => Promise<unknown>): Promise<number> {
  const before = await spent(database);
  await work();
  return (await spent(database)) - before;
}

async function spent(database: OpenDatabase): Promise<number> {
  if (database.kind === 'pglite') {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  const { rows } = await sql<{
    pid: number;
  }>`select pid from pg_stat_activity where datname = current_database()`.execute(database.db);
  const ticks = await Promise.all(rows.map(({ pid }) => ticksOf(pid)));
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
}

/** User and system time of a process, in hundredths of a second: fields 14 and 15 of its status line. */
async function ticksOf(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return NaN;
  }
}
