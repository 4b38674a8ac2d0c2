import { sql, type Transaction } from 'kysely';
import { nobody, readScopes, writeScopes, type Actor } from '#app/platform/actor.ts';
import { toLocalDate, type Clock, type LocalDate } from '#app/platform/clock.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import type { JobDefinition, JobQueue } from '#app/platform/jobs.ts';
import type { MailTransport } from '#app/platform/mail-transport.ts';
import { WriteWatch } from '#app/platform/write-watch.ts';
import { currentTransaction, type OpenDatabase } from '#app/db/connect.ts';
import type { Remembered } from '#app/db/readings.ts';
import type { Database } from '#app/db/schema.ts';

export interface AuditSubject {
  /** The unit in whose log the entry stands. */
  orgUnitId?: string | undefined;
  /** `plan:<id>` and the like. */
  subject?: string | undefined;
  /** What changed, before and after; never passwords, codes or what members said. */
  detail?: Record<string, unknown> | undefined;
}

/** One transaction of one actor. Inside, only `tx.db`: the outer handle would wait for ever on the embedded database. */
export interface Tx {
  readonly db: Transaction<Database>;
  readonly actor: Actor;
  now(): Date;
  /** Today in Vietnam. */
  today(): LocalDate;
  /** What this process has read of a question for someone who may see the same as whoever reads now. */
  remembered<T>(question: unknown): Remembered<T>;
  /** Writes who did what; every transaction that changes something must call it. */
  audit(action: string, about?: AuditSubject): Promise<void>;
  /** The same for many at once, one statement. */
  auditAll(entries: readonly (AuditSubject & { action: string })[]): Promise<void>;
  /** Puts a job in the queue; it commits, or vanishes, with the rest. */
  enqueue<T>(job: JobDefinition<T>, data: T, options?: { startAfter?: Date; onceKey?: string }): Promise<void>;
  /**
   * Runs statements as the owner of the tables, whom row-level security does not hold: for what no person may touch (the
   * queue, kept sums), what follows from a change that the operation has already decided on, and sums over a branch that
   * it has checked, of which units that have moved away since are a part. Never for what is shown unit by unit.
   */
  asOwner<T>(work: () => Promise<T>): Promise<T>;
}

/** What an operation is given: who acts, and the only way to the database. */
export interface Context {
  readonly actor: Actor;
  readonly locale: 'vi' | 'en';
  readonly services: Services;
  /** Runs one use case in one transaction, under the actor's scopes. Rolled back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for reads only. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** What the process offers to every context. */
export interface Services {
  readonly database: OpenDatabase;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  /** Where uploads lie. */
  readonly uploadsDir: string;
  /** The way out for mail; null where no server is configured, and mail waits. */
  readonly mail: MailTransport | null;
  /** The address that people type; links in mails begin with it. */
  readonly appUrl: string;
  /** Called after each transaction that wrote and committed; set by the process that folds sums (folding.ts). */
  afterWrite?: () => void;
}

export interface RequestFacts {
  requestId?: string | undefined;
  address?: string | undefined;
  locale?: 'vi' | 'en' | undefined;
}

const connectionFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
]);
/** Told by the driver, without a code: a connection that was cut, during a query or between two. */
const cutConnection =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|PGlite is closed/;
/** Text that cannot be what a column holds: a mistyped address, a number without end, a zero byte. */
const dataFaults = new Set(['22003', '22007', '22008', '22021']);
const fullDiskFaults = new Set(['ENOSPC', '53100']);

/** Faults of the database itself become errors with a sentence; everything else passes unchanged. */
export function translateDatabaseFault(error: unknown): unknown {
  if (isAppError(error)) return error;
  const code = (error as { code?: string } | null)?.code ?? '';
  const message = error instanceof Error ? error.message : '';
  if (connectionFaults.has(code) || cutConnection.test(message)) return new AppError('database_unavailable');
  if (fullDiskFaults.has(code) || /No space left on device/.test(message)) return new AppError('disk_full');
  if (code === '22P02') return new AppError('not_found');
  if (dataFaults.has(code)) return new AppError('invalid');
  // A kind or sector that there is not: what a form sends is text from outside. A row that others still name is a
  // fault of ours; so is, for want of another mark, either one on a server that speaks another language.
  if (code === '23503' && message.startsWith('insert or update')) return new AppError('invalid');
  return error;
}

/** A context for a person. Row-level security applies to all it does. */
export function makeContext(services: Services, actor: Actor = nobody, request: RequestFacts = {}): Context {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => runTransaction(services, actor, request, 'actor', work);
  return { actor, locale: request.locale ?? 'vi', services, transaction: run, read: run };
}

const systemActor: Actor = {
  userId: null,
  name: 'system',
  grants: [{ role: 'administrator', unitId: '', path: '.' }],
  unitId: null,
  unitPath: null,
};

/** A context for jobs, the command line and sign-in: sees everything, is written in the audit log without a person. */
export function systemContext(services: Services, request: RequestFacts = {}): Context {
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    runTransaction(services, systemActor, request, 'owner', work);
  return { actor: systemActor, locale: request.locale ?? 'vi', services, transaction: run, read: run };
}

async function runTransaction<T>(
  services: Services,
  actor: Actor,
  request: RequestFacts,
  as: 'actor' | 'owner',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (currentTransaction.getStore())
    throw new Error('A transaction was opened inside another one: pass `tx` on instead.');
  const watch = new WriteWatch();
  try {
    const result = await services.database.db.transaction().execute((raw) =>
      currentTransaction.run(raw, async () => {
        const db = raw.withPlugin(watch) as Transaction<Database>;
        await enterScopes(db, actor, as);
        const made = await work(makeTx(services, db, actor, request, as, watch));
        watch.requireAudit();
        return made;
      }),
    );
    if (watch.hasWritten) services.afterWrite?.();
    return result;
  } catch (error) {
    throw translateDatabaseFault(error);
  }
}

async function enterScopes(db: Transaction<Database>, actor: Actor, as: 'actor' | 'owner'): Promise<void> {
  // Statements here are short, and the server's guess of their cost is wild where policies call functions: compiling one
  // that ran two milliseconds took it half a second. Set here, since a pooler passes no options of a connection on.
  await sql`
    select set_config('app.read_scopes', ${readScopes(actor).join(' ')}, true),
           set_config('app.write_scopes', ${writeScopes(actor).join(' ')}, true),
           set_config('app.user_id', ${actor.userId ?? ''}, true),
           set_config('jit', 'off', true),
           set_config('role', ${as === 'actor' ? 'lantoa_app' : 'none'}, true)`.execute(db);
}

function makeTx(
  services: Services,
  db: Transaction<Database>,
  actor: Actor,
  request: RequestFacts,
  as: 'actor' | 'owner',
  watch: WriteWatch,
): Tx {
  const now = services.clock.now();
  let isOwner = as === 'owner';
  const asOwner = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isOwner) return work();
    await sql`set local role none`.execute(db);
    isOwner = true;
    // Back also after an error: whoever catches it inside the transaction goes on as the person. One that the database
    // itself raised ends the transaction anyway.
    const back = () => {
      isOwner = false;
      return sql`set local role lantoa_app`.execute(db);
    };
    const result = await work().catch(async (error: unknown) => {
      await back().catch(() => {});
      throw error;
    });
    await back();
    return result;
  };
  const auditAll: Tx['auditAll'] = async (entries) => {
    if (entries.length === 0) return;
    await insertAudit(db, entries, { now, userId: actor.userId, request });
    watch.audited();
  };
  return {
    db,
    actor,
    now: () => now,
    today: () => toLocalDate(now),
    remembered: (question) =>
      services.database.readings.of(isOwner ? 'everything' : readScopes(actor).join(' '), question),
    audit: (action, about = {}) => auditAll([{ ...about, action }]),
    auditAll,
    async enqueue(job, data, options) {
      // The queue's tables belong to the owner; the person's role has no business there.
      await asOwner(() => services.jobs.enqueue(db, job, data, options));
    },
    asOwner,
  };
}

async function insertAudit(
  db: Transaction<Database>,
  entries: readonly (AuditSubject & { action: string })[],
  by: { now: Date; userId: string | null; request: RequestFacts },
): Promise<void> {
  await sql`
    insert into audit_entry (at, user_id, org_unit_id, action, subject, detail, request_id, address)
    select ${by.now}, ${by.userId}, e.unit, e.action, e.subject, e.detail::jsonb, ${by.request.requestId ?? null},
           ${by.request.address ?? null}
    from unnest(${entries.map((one) => one.orgUnitId ?? null)}::uuid[], ${entries.map((one) => one.action)}::text[],
                ${entries.map((one) => one.subject ?? null)}::text[],
                ${entries.map((one) => JSON.stringify(one.detail ?? {}))}::text[])
      with ordinality as e (unit, action, subject, detail, place)
    order by e.place`.execute(db);
}
