import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  reasonLeft,
  withEnding,
  type HandOver,
  type UnitWorkLine,
  type WorkKeeper,
} from '#app/modules/orgs/server/index.ts';
import { isOpen, type PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import { dueForUnit } from '#app/modules/plans/server/cascade/due-queries.ts';
import { handOverDeliveries } from '#app/modules/plans/server/cascade/hand-over-deliveries.ts';
import { handOverTasks, openTasksOf } from '#app/modules/plans/server/tasks/hand-over-tasks.ts';

/**
 * Plans on their way to being issued, plans from above that are not acknowledged or adopted, and tasks not done. The
 * successor gets the first as drafts to look through again: nobody decided on them in its name, and the paper names the
 * unit that ended. What nobody goes on with stays and is only read (`plan-policy.ts`), as unfinished or closed early.
 * Issued plans stay the ended unit's for good.
 */
export const planKeeper: WorkKeeper = {
  subject: 'plans',
  kinds: [
    { key: 'plans_open_own', alone: 'read_only' },
    { key: 'plans_open_received', alone: 'close' },
    { key: 'plans_open_tasks', alone: 'read_only' },
  ],
  async countOpen(tx, unitIds) {
    const ids = [...unitIds];
    const today = tx.today();
    // An unissued plan has no day by which it must be.
    const { rows } = await sql<{ unitId: string; key: string; count: number; lateCount: number }>`
      select org_unit_id as unit_id, 'plans_open_own' as key, count(*)::integer as count, 0 as late_count from plan
      where org_unit_id = any(${ids}::uuid[]) and status in ('draft', 'submitted', 'returned', 'approved') group by 1
      union all
      select unit_id, 'plans_open_received', count(*)::integer, count(*) filter (where
        adopt_due_on < ${today} or (acknowledged_at is null and acknowledge_due_on < ${today}))::integer
      from plan_delivery
      where unit_id = any(${ids}::uuid[]) and purpose = 'act' and adopted_at is null group by 1
      union all
      select unit_id, 'plans_open_tasks', count(*)::integer, count(*) filter (where due_on < ${today})::integer
      from ${openTasksOf(ids)} t group by 1`.execute(tx.db);
    return rows;
  },
  async handOver(tx, endings) {
    const plans = await unissued(tx, endings);
    for (const { piece, ending } of withEnding(endings, plans, (plan) => plan.orgUnitId))
      await handOverPlan(tx, piece, ending);
    await handOverDeliveries(tx, endings);
    await handOverTasks(tx, endings);
  },
  refuseVanishing,
  owes: plansOwed,
};

async function refuseVanishing(tx: Tx, units: readonly { id: string; name: string }[]): Promise<void> {
  const { rows } = await sql<{ unitId: string; count: number }>`
    select unit_id, count(*) as count from (
      select org_unit_id as unit_id from plan union all select unit_id from plan_delivery) held
    where unit_id = any(${units.map((unit) => unit.id)}::uuid[]) group by unit_id order by unit_id limit 1`.execute(
    tx.db,
  );
  const [held] = rows;
  if (!held) return;
  const name = units.find((unit) => unit.id === held.unitId)?.name ?? '';
  throw new AppError('plan.unit_has_plans', { name, count: held.count });
}

interface UnissuedPlan {
  id: string;
  orgUnitId: string;
  title: string;
  status: PlanStatus;
}

async function unissued(tx: Tx, endings: readonly HandOver[]): Promise<UnissuedPlan[]> {
  const { rows } = await sql<UnissuedPlan>`
    select id, org_unit_id, title, status from plan
    where org_unit_id = any(${endings.map((ending) => ending.from)}::uuid[]) and status in ('draft', 'submitted', 'returned', 'approved')
    order by created_at, id for update`.execute(tx.db);
  return rows;
}

async function handOverPlan(tx: Tx, plan: UnissuedPlan, ending: HandOver): Promise<void> {
  const { from, to, on } = ending;
  const choice = ending.choiceOf('plans_open_own');
  if (choice !== 'successor' || to === null) {
    if (choice === 'close')
      await sql`update plan set ended_early_on = ${on}, version = version + 1 where id = ${plan.id}`.execute(tx.db);
    await tx.audit(choice === 'close' ? 'plan.end-early' : 'plan.leave-behind', {
      orgUnitId: from,
      subject: `plan:${plan.id}`,
      detail: { on, status: plan.status, reason: reasonLeft(ending, 'plans_open_own') },
    });
    return;
  }
  const status: PlanStatus = isOpen(plan.status) ? plan.status : 'returned';
  await sql`
    update plan set org_unit_id = ${to}, status = ${status}, approved_by = null, approved_at = null, version = version + 1
    where id = ${plan.id}`.execute(tx.db);
  await tx.db
    .insertInto('planMove')
    .values({
      planId: plan.id,
      move: 'hand_over',
      fromStatus: plan.status,
      toStatus: status,
      comment: '',
      movedBy: tx.actor.userId,
      movedAt: tx.now(),
    })
    .execute();
  await tx.audit('plan.hand-over', {
    orgUnitId: to,
    subject: `plan:${plan.id}`,
    detail: { from, to, on, status: plan.status, reason: 'unit_ended' },
  });
}

const noteKeys: Partial<Record<PlanStatus, string>> = {
  draft: 'plans_owed_draft',
  submitted: 'plans_owed_submitted',
  returned: 'plans_owed_returned',
  approved: 'plans_owed_approved',
};

/** Plans from above first say what is asked; the own draft made of one is not a second duty. Two queries. */
async function plansOwed(tx: Tx, unitId: string): Promise<UnitWorkLine[]> {
  const due = await dueForUnit(tx, unitId);
  const { rows } = await sql<UnissuedPlan>`
    select id, org_unit_id, title, status from plan
    where org_unit_id = ${unitId} and status in ('draft', 'submitted', 'returned', 'approved') and ended_early_on is null
    order by created_at, id limit 20`.execute(tx.db);
  const made = new Set(due.map((one) => one.adoptedPlanId));
  return [
    ...due.map((one) => ({
      id: one.planId,
      title: one.title,
      href: `/plans/${one.planId}`,
      noteKey: one.step === 'acknowledge' ? 'plans_owed_acknowledge' : 'plans_owed_adopt',
      params: { number: one.number },
      on: one.dueOn,
    })),
    ...rows
      .filter((plan) => !made.has(plan.id))
      .map(({ id, title, status }) => ({
        id,
        title,
        href: `/plans/${id}`,
        noteKey: noteKeys[status] ?? 'plans_owed_draft',
        on: null,
      })),
  ];
}
