import { sql } from 'kysely';
import { z } from 'zod';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError, isAppError } from '#app/platform/errors.ts';
import type { OnProgress } from '#app/platform/folding.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { describeError, log } from '#app/platform/log.ts';
import type { RecountScope } from '#app/modules/measures/measure-forms.ts';
import { canRecount } from '#app/modules/measures/measure-policy.ts';
import { recountSums, restateToday } from '#app/modules/measures/server/recount-sums.ts';

/** Counts something anew; returns how many rows were put right. */
type Recount = (ctx: Context, onProgress: OnProgress) => Promise<number>;

const slot = Symbol.for('lantoa.targetRecount');
type Slots = { [slot]?: Recount };

/** What targets ask is kept by a module that stands above this one: it says how that is counted anew. */
export function registerTargetRecount(recount: Recount): void {
  (globalThis as Slots)[slot] = recount;
}

const counting: Readonly<Record<RecountScope, Recount>> = {
  today: restateToday,
  all: recountSums,
  async targets(ctx, onProgress) {
    const recount = (globalThis as Slots)[slot];
    if (!recount) throw new Error('Nobody has said how targets are counted anew: registerTargetRecount.');
    return recount(ctx, onProgress);
  },
};

/** Whoever has given no sign of life for so long was killed: a step takes seconds. */
export const deadAfterMinutes = 5;

/**
 * Has sums counted anew in the background; while that goes on, asking again changes nothing. Throws forbidden for
 * whoever is not administrator of every unit that has none above.
 */
export async function startRecount(ctx: Context, scope: RecountScope): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (!(await mayRecount(tx))) throw new AppError('forbidden');
    const runId = await tx.asOwner(() => openRun(tx, scope));
    if (runId === null) return;
    await tx.audit('measures.start-recount', { detail: { scope } });
    await tx.enqueue(runRecount, { runId });
  });
}

export async function mayRecount(tx: Tx): Promise<boolean> {
  // A root out of sight is one that nobody can be administrator of from here.
  const { rows } = await sql<{ path: string; isAll: boolean }>`
    select path, app_writes_all() as is_all from org_unit where parent_id is null`.execute(tx.db);
  const paths = rows.map((row) => row.path);
  return rows.every((row) => row.isAll) && canRecount(tx.actor, paths);
}

/** Null while another one goes on. One that gives no sign of life any more makes room. */
async function openRun(tx: Tx, scope: RecountScope): Promise<number | null> {
  await sql`
    update sum_run set ended_at = ${tx.now()}, failure = 'interrupted'
    where ended_at is null and coalesce(told_at, asked_at) < ${minutesBefore(tx.now(), deadAfterMinutes)}`.execute(
    tx.db,
  );
  const { rows } = await sql<{ id: number }>`
    insert into sum_run (scope, asked_at, asked_by)
    values (${scope}, ${tx.now()}, ${tx.actor.userId})
    on conflict do nothing returning id`.execute(tx.db);
  return rows[0]?.id ?? null;
}

const minutesBefore = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * 60_000);

/** Counts anew what was asked for, telling how far it is. Killed on the way, it begins again and doubles nothing. */
export const runRecount = defineJob({
  name: 'measures.run-recount',
  data: z.object({ runId: z.int() }),
  retries: 3,
  async run({ runId }, ctx) {
    const scope = await takeRun(ctx, runId);
    if (scope === null) return;
    try {
      const wrong = await counting[scope](ctx, tellRun(ctx, runId));
      await endRun(ctx, runId, { wrong });
    } catch (error) {
      // A database that was away comes back by itself: the job is tried again.
      if (isAppError(error) && error.code === 'database_unavailable') throw error;
      log('error', 'measures.recount-failed', describeError(error));
      await endRun(ctx, runId, { failure: isAppError(error) ? error.code : 'unexpected' });
    }
  },
});

/** Null when the run has ended, or somebody else is at it. */
async function takeRun(ctx: Context, runId: number): Promise<RecountScope | null> {
  const { db } = ctx.services.database;
  const now = ctx.services.clock.now();
  const { rows } = await sql<{ scope: RecountScope }>`
    update sum_run set told_at = ${now}, percent = 0
    where id = ${runId} and ended_at is null and (told_at is null or told_at < ${minutesBefore(now, deadAfterMinutes)})
    returning scope`.execute(db);
  return rows[0]?.scope ?? null;
}

/** Says how far it is, between the steps, each of which is a transaction of its own. */
function tellRun({ services: { database, clock } }: Context, runId: number): OnProgress {
  return async (share) => {
    await sql`
      update sum_run set percent = ${Math.floor(share * 100)}, told_at = ${clock.now()}
      where id = ${runId}`.execute(database.db);
  };
}

async function endRun(ctx: Context, runId: number, how: { wrong: number } | { failure: string }): Promise<void> {
  const [wrong, failure] = 'wrong' in how ? [how.wrong, null] : [null, how.failure];
  await sql`
    update sum_run set ended_at = ${ctx.services.clock.now()}, wrong_count = ${wrong}, failure = ${failure},
                       percent = case when ${failure}::text is null then 100 else percent end
    where id = ${runId} and ended_at is null`.execute(ctx.services.database.db);
}

/**
 * The same at once and here, for the command line; the screen shows it too. Throws measures.recount_going while another
 * one goes on.
 */
export async function recountHere(ctx: Context, scope: RecountScope, onProgress: OnProgress): Promise<number> {
  const runId = await ctx.transaction((tx) => openRun(tx, scope));
  if (runId === null) throw new AppError('measures.recount_going');
  const tell = tellRun(ctx, runId);
  try {
    const wrong = await counting[scope](ctx, async (share) => {
      await tell(share);
      await onProgress(share);
    });
    await endRun(ctx, runId, { wrong });
    return wrong;
  } catch (error) {
    await endRun(ctx, runId, { failure: isAppError(error) ? error.code : 'unexpected' });
    throw error;
  }
}
