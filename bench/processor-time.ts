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
  const after = await spent(database);
  return [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}

/** By process; on a server those of this program, which names itself in its address (`nameConnections`). */
async function spent(database: OpenDatabase): Promise<Map<number, number>> {
  if (database.kind === 'pglite') {
    const { user, system } = process.cpuUsage();
    return new Map([[process.pid, (user + system) / 1000]]);
  }
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where application_name = current_setting('application_name')`.execute(database.db);
  return new Map(await Promise.all(rows.map(async ({ pid }) => [pid, (await ticksOf(pid)) * 10] as const)));
}

/** The address of a server with a name for this program's connections, that no other program has. */
export function nameConnections(url: string): string {
  const named = new URL(url);
  named.searchParams.set('application_name', `bench-${process.pid}`);
  return named.href;
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
