import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { openDatabase, type OpenDatabase } from '#app/db/connect.ts';
import { pendingMigrations } from '#app/db/migrator.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { isAppError } from '#app/platform/errors.ts';
import { translateDatabaseFault } from '#app/platform/context.ts';
import type { Env } from '#app/platform/env.ts';
import { sumsHealth } from '#app/modules/measures/server/index.ts';

const gigabyte = 1024 ** 3;
/** Below this much room a backup or a day's photos may no longer fit. */
const leastFreeBytes = gigabyte;

type Finding = [label: string, text: string, isFine: boolean];

/** Checks versions, database, lock, disk and pending migrations; prints a line each, returns 1 when one is at fault. */
export async function runDoctor(env: Env, print: (line: string) => void): Promise<number> {
  const findings: Finding[] = [
    ['Node', process.version, Number(process.versions.node.split('.')[0]) >= 24],
    await lookAtDisk(env),
  ];
  let database: OpenDatabase | undefined;
  try {
    database = await openDatabase(env);
    findings.push(['khóa / lock', database.kind === 'pglite' ? 'trống / free' : 'không cần / not needed', true]);
    findings.push(...(await lookAtDatabase(database)));
  } catch (error) {
    findings.push(['cơ sở dữ liệu / database', explain(error), false]);
  } finally {
    await database?.close();
  }
  for (const [label, text, isFine] of findings) print(`${isFine ? '✓' : '!'} ${label}: ${text}`);
  return findings.every(([, , isFine]) => isFine) ? 0 : 1;
}

function explain(error: unknown): string {
  const known = translateDatabaseFault(error);
  if (!isAppError(known)) return String(error);
  return `${errorWords(known.code, known.params, 'vi')} / ${errorWords(known.code, known.params, 'en')}`;
}

async function lookAtDisk(env: Env): Promise<Finding> {
  const disk = await statfs(env.DATA_DIR).catch(() => statfs('.'));
  const free = disk.bavail * disk.bsize;
  return ['đĩa còn trống / free disk', `${(free / gigabyte).toFixed(1)} GB`, free >= leastFreeBytes];
}

async function lookAtDatabase(database: OpenDatabase): Promise<Finding[]> {
  const version = await sql<{ version: string }>`select split_part(version(), ' ', 2) as version`.execute(database.db);
  const findings: Finding[] = [
    ['cơ sở dữ liệu / database', `${database.kind} ${version.rows[0]?.version ?? ''}`, true],
  ];
  const pending = await pendingMigrations(database.db);
  // A fresh place is not at fault: the first start brings it up to date.
  findings.push(['cập nhật chờ chạy / pending migrations', String(pending.length), true]);
  if (pending.length > 0) return findings;
  const { rows } = await sql<{ units: number; users: number; mails: number; failed: number }>`
    select (select count(*) from org_unit) as units, (select count(*) from app_user) as users,
           (select count(*) from mail_outbox where status = 'waiting') as mails,
           (select count(*) from mail_outbox where status = 'failed') as failed`.execute(database.db);
  const counts = rows[0] ?? { units: 0, users: 0, mails: 0, failed: 0 };
  findings.push(['đơn vị / units', String(counts.units), true], ['tài khoản / accounts', String(counts.users), true]);
  findings.push(
    ['thư chờ gửi / mail waiting', String(counts.mails), true],
    ['thư hỏng / mail failed', String(counts.failed), counts.failed === 0],
  );
  const sums = await sumsHealth(database);
  findings.push(
    ['tổng sai so với dữ liệu / sums that differ from their facts', String(sums.alarmCount), sums.alarmCount === 0],
    ['dữ liệu chờ cộng / facts to be added up', String(sums.waitingCount), true],
  );
  return findings;
}
