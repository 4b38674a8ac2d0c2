import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { byUrgency, type WorkOfToday } from '#app/modules/home/home-items.ts';
import { askedReports } from '#app/modules/home/server/asked-report.ts';
import {
  movingPlansDue,
  pastActivitiesDue,
  quotasDue,
  receivedPlansDue,
  reportsDue,
  tasksOfUnitDue,
  unservedDue,
  type ActingUnit,
} from '#app/modules/home/server/due-items.ts';
import { lateLines } from '#app/modules/home/server/late-lines.ts';
import { upcomingDays } from '#app/modules/home/server/upcoming-days.ts';
import { waitingItems } from '#app/modules/home/server/waiting-items.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
import { mayRemind } from '#app/modules/plans/delivery-policy.ts';
import { canCreatePlan } from '#app/modules/plans/plan-policy.ts';
import { plansInMotion } from '#app/modules/plans/server/index.ts';

/**
 * What is due from the unit one acts for, who below it is late, what waits for its decision, and which days come
 * next. Null for who acts for no unit. One read transaction; the number of queries does not grow with the branch.
 */
export async function workOfToday(ctx: Context): Promise<WorkOfToday | null> {
  return ctx.read(async (tx) => {
    const unit = await actingUnit(tx);
    if (!unit) return null;
    const { actor } = tx;
    const today = tx.today();
    const moving = await plansInMotion(tx, unit.id);
    const asked = await askedReports(tx, unit);
    const due = [
      ...(await receivedPlansDue(tx, unit)),
      ...(await reportsDue(tx, unit, asked)),
      ...(await pastActivitiesDue(tx, unit)),
      ...(await quotasDue(tx, unit)),
      ...(await tasksOfUnitDue(tx, unit)),
      ...(await unservedDue(tx, unit)),
      ...movingPlansDue(tx, moving),
    ];
    return {
      today,
      unit: { name: unit.name, hasUnitsBelow: unit.unitsBelow > 0 },
      due: due.toSorted(byUrgency(today)),
      late: await lateLines(tx, unit, asked),
      waiting: await waitingItems(tx, unit, moving),
      upcoming: await upcomingDays(tx, unit),
      may: {
        remind: mayRemind(actor, unit.path),
        record: canActivity(actor, 'record', { path: unit.path, authorId: null }),
        plan: canCreatePlan(actor, unit.path),
      },
    };
  });
}

async function actingUnit(tx: Tx): Promise<ActingUnit | undefined> {
  const { unitId, unitPath } = tx.actor;
  if (!unitId || !unitPath) return undefined;
  const { rows } = await sql<ActingUnit>`
    select u.id, u.path, u.name, k.tier, u.founded_on,
           (select coalesce(sum(b.here_count), 0) from units_below b where ${underPath('b.path', unitPath)}) as units_below
    from org_unit u join unit_kind k on k.id = u.kind_id where u.id = ${unitId}`.execute(tx.db);
  return rows[0];
}
