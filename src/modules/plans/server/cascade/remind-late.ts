import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { mayRemind } from '#app/modules/plans/delivery-policy.ts';
import { lateOn } from '#app/modules/plans/server/cascade/delivery-scope.ts';
import { startOfDay } from '#app/modules/plans/server/cascade/due-queries.ts';
import { tellLate } from '#app/modules/plans/server/cascade/tell-late.job.ts';

export interface ReminderOutcome {
  /** Units reminded now. */
  reminded: number;
  /** Late units that had been reminded today already. */
  already: number;
  /** Of those reminded now: nobody holds a role there who could act on it. */
  withoutPerson: number;
}

async function issuerPathOf(tx: Tx, planId: string): Promise<string> {
  const { rows } = await sql<{ path: string | null }>`
    select u.path from plan p left join org_unit u on u.id = p.org_unit_id
    where p.id = ${planId} and p.status = 'issued'`.execute(tx.db);
  if (!rows[0]) throw new AppError('not_found');
  return rows[0].path ?? '';
}

/** Marks them as reminded in one statement; two officers who press at the same moment do not both reach a unit. */
async function markReminded(tx: Tx, planId: string, branch: string): Promise<string[]> {
  const today = tx.today();
  const { rows } = await sql<{ unitId: string }>`
    update plan_delivery d set reminded_at = ${tx.now()}, reminder_count = d.reminder_count + 1
    from org_unit u
    where u.id = d.unit_id and d.plan_id = ${planId} and starts_with(u.path, ${branch})
      and d.unit_id is distinct from ${tx.actor.unitId}::uuid and ${lateOn(today)} and (d.reminded_at is null or d.reminded_at < ${startOfDay(today)})
    returning d.unit_id`.execute(tx.db);
  return rows.map((row) => row.unitId);
}

async function countWithoutPerson(tx: Tx, unitIds: readonly string[], today: LocalDate): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from unnest(${[...unitIds]}::uuid[]) as one (id)
    where not exists (
      select 1 from role_grant g where g.unit_id = one.id and g.role in ('officer', 'approver')
        and g.valid_from <= ${today} and (g.valid_to is null or g.valid_to >= ${today}))`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

async function countLate(tx: Tx, planId: string, branch: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from plan_delivery d join org_unit u on u.id = d.unit_id
    where d.plan_id = ${planId} and starts_with(u.path, ${branch})
      and d.unit_id is distinct from ${tx.actor.unitId}::uuid and ${lateOn(tx.today())}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/**
 * Reminds the units of a branch that are late with a plan, in the application and by mail: once a day each, however
 * often it is pressed. The branch is the issuer's or, for a middle unit, its own; nobody reminds themselves. Throws not_found or forbidden.
 */
export async function remindLate(
  ctx: Context,
  input: { planId: string; branch?: string | undefined },
): Promise<ReminderOutcome> {
  return ctx.transaction(async (tx) => {
    const issuerPath = await issuerPathOf(tx, input.planId);
    const branch = input.branch ?? (mayRemind(tx.actor, issuerPath) ? issuerPath : tx.actor.unitPath);
    if (!branch || !branch.startsWith(issuerPath) || !mayRemind(tx.actor, branch)) throw new AppError('forbidden');
    const late = await countLate(tx, input.planId, branch);
    const reached = await markReminded(tx, input.planId, branch);
    if (reached.length === 0) return { reminded: 0, already: late, withoutPerson: 0 };
    await tx.enqueue(tellLate, { planId: input.planId, day: tx.today() });
    await tx.audit('plan.remind', {
      orgUnitId: tx.actor.unitId ?? undefined,
      subject: `plan:${input.planId}`,
      detail: { units: reached.length },
    });
    const withoutPerson = await countWithoutPerson(tx, reached, tx.today());
    return { reminded: reached.length, already: late - reached.length, withoutPerson };
  });
}
