import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { UnitWorkLine, WorkKeeper } from '#app/modules/orgs/server/index.ts';
import { isOpen, type PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import { dueForUnit } from '#app/modules/plans/server/cascade/due-queries.ts';
import { handOverDeliveries, openDeliveries } from '#app/modules/plans/server/cascade/hand-over-deliveries.ts';

/** What the ending of a unit means for its work. */
export interface HandOver {
  from: string;
  to: string | null;
  on: LocalDate;
}

/**
 * Plans on their way to being issued, and plans from above that are not acknowledged or adopted. The successor gets the
 * first as drafts to look through again: nobody decided on them in its name, and the paper names the unit that ended.
 * Without a successor they stay and are only read (`plan-policy.ts`). Issued plans stay the ended unit's for good.
 */
export const planKeeper: WorkKeeper = {
  subject: 'plans',
  async withOpenWork(tx, unitIds) {
    const { rows } = await sql<{ id: string }>`
      select org_unit_id as id from plan
      where org_unit_id = any(${[...unitIds]}::uuid[]) and status in ('draft', 'submitted', 'returned', 'approved')
      union
      select unit_id from plan_delivery
      where unit_id = any(${[...unitIds]}::uuid[]) and purpose = 'act' and adopted_at is null`.execute(tx.db);
    return rows.map((row) => row.id);
  },
  async countOpen(tx, unitId) {
    return [
      { key: 'plans_open_own', count: (await unissued(tx, unitId)).length },
      { key: 'plans_open_received', count: (await openDeliveries(tx, unitId)).length },
    ];
  },
  async handOver(tx, from, to, effectiveOn) {
    const way: HandOver = { from, to, on: effectiveOn };
    for (const plan of await unissued(tx, from)) await handOverPlan(tx, plan, way);
    await handOverDeliveries(tx, way);
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
  title: string;
  status: PlanStatus;
}

async function unissued(tx: Tx, unitId: string): Promise<UnissuedPlan[]> {
  const { rows } = await sql<UnissuedPlan>`
    select id, title, status from plan
    where org_unit_id = ${unitId} and status in ('draft', 'submitted', 'returned', 'approved')
    order by created_at, id for update`.execute(tx.db);
  return rows;
}

async function handOverPlan(tx: Tx, plan: UnissuedPlan, { from, to, on }: HandOver): Promise<void> {
  if (to === null) {
    await tx.audit('plan.end-early', {
      orgUnitId: from,
      subject: `plan:${plan.id}`,
      detail: { on, status: plan.status, reason: 'unit_ended_without_successor' },
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
    select id, title, status from plan
    where org_unit_id = ${unitId} and status in ('draft', 'submitted', 'returned', 'approved')
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
