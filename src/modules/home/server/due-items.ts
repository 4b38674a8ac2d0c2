import { addDays } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { countUnserved, newestActivities, quotasOwed, sumUnserved } from '#app/modules/activities/server/index.ts';
import { unservedAddress } from '#app/modules/activities/unserved-address.ts';
import type { DueItem } from '#app/modules/home/home-items.ts';
import type { AskedReport } from '#app/modules/home/server/asked-report.ts';
import { mayReceive } from '#app/modules/plans/delivery-policy.ts';
import { canPlan } from '#app/modules/plans/plan-policy.ts';
import { mayTellTask } from '#app/modules/plans/task-policy.ts';
import { dueForUnit, tasksDue, type MovingPlan } from '#app/modules/plans/server/index.ts';
import { periodHref } from '#app/modules/reports/period-address.ts';
import { canReport } from '#app/modules/reports/report-policy.ts';
import { ownReport, reportsToFinish } from '#app/modules/reports/server/index.ts';

/** The unit one acts for, as these lists need it. */
export interface ActingUnit {
  id: string;
  path: string;
  name: string;
  tier: number;
  foundedOn: string;
  unitsBelow: number;
}

const activitiesShown = 10;

/** Plans from above that the unit has not acknowledged or made its own. */
export async function receivedPlansDue(tx: Tx, unit: ActingUnit): Promise<DueItem[]> {
  const due = await dueForUnit(tx, unit.id);
  return due
    .filter(({ step }) => mayReceive(tx.actor, step, { unitId: unit.id, unitPath: unit.path }))
    .map(({ planId, step, number, title, dueOn, adoptedPlanId, href }) => ({
      id: `plan:${planId}`,
      kind: adoptedPlanId ? ('making' as const) : step,
      number,
      title,
      dueOn,
      href: adoptedPlanId ? `/plans/${adoptedPlanId}` : href,
    }));
}

/** Own plans that came back, and approved ones that only need their number. */
export function movingPlansDue(tx: Tx, plans: readonly MovingPlan[]): DueItem[] {
  return plans.flatMap((plan): DueItem[] => {
    const isReturned = plan.status === 'returned' && canPlan(tx.actor, 'submit', plan);
    const isApproved = plan.status === 'approved' && canPlan(tx.actor, 'issue', plan);
    if (!isReturned && !isApproved) return [];
    const kind = isReturned ? 'plan_returned' : 'plan_approved';
    return [{ id: `plan:${plan.id}`, kind, title: plan.title, dueOn: null, href: `/plans/${plan.id}` }];
  });
}

/** Reports that were begun or sent back, and those that should have been begun by now. */
export async function reportsDue(tx: Tx, unit: ActingUnit, asked: readonly AskedReport[]): Promise<DueItem[]> {
  if (!canReport(tx.actor, 'write', { unitPath: unit.path, receiverPath: null })) return [];
  const begun = (await reportsToFinish(tx, unit.id)).map((report): DueItem => ({
    id: `report:${report.id}`,
    kind: report.status === 'returned' ? 'report_returned' : 'report_draft',
    period: report.periodKind,
    year: report.periodYear,
    index: report.periodIndex,
    dueOn: report.dueOn,
    href: `/reports/${report.id}`,
  }));
  const missing: DueItem[] = [];
  for (const { period, ownDueOn } of asked) {
    if (await ownReport(tx, { unitId: unit.id, ...period })) continue;
    const { kind, year, index } = period;
    const id = `report:missing:${kind}`;
    missing.push({ id, kind: 'report_missing', period: kind, year, index, dueOn: ownDueOn, href: periodHref(period) });
  }
  return [...missing, ...begun];
}

/** Planned activities whose day has passed: they took place, or they did not. */
export async function pastActivitiesDue(tx: Tx, unit: ActingUnit): Promise<DueItem[]> {
  if (!canActivity(tx.actor, 'record', { path: unit.path, authorId: null })) return [];
  const lines = await newestActivities(tx, {
    path: unit.path,
    isOwnOnly: true,
    status: 'planned',
    to: addDays(tx.today(), -1),
    pageSize: activitiesShown,
  });
  return lines.map(({ id, title, endsOn }) => ({
    id: `activity:${id}`,
    kind: 'activity',
    title,
    dueOn: endsOn,
    href: `/activities/${id}/complete`,
  }));
}

/** Tasks that the unit answers for: overdue, or due within a week. */
export async function tasksOfUnitDue(tx: Tx, unit: ActingUnit): Promise<DueItem[]> {
  if (!mayTellTask(tx.actor, { ownerPath: unit.path, planStatus: 'issued', ownerEndedOn: null })) return [];
  return (await tasksDue(tx, unit.id)).map(({ taskId, statement, number, dueOn, href }) => ({
    id: `task:${taskId}`,
    kind: 'task',
    title: statement,
    number,
    dueOn,
    href,
  }));
}

/** What the unit still has to send by the minimum for each unit. */
export async function quotasDue(tx: Tx, unit: ActingUnit): Promise<DueItem[]> {
  if (!canActivity(tx.actor, 'record', { path: unit.path, authorId: null })) return [];
  return (await quotasOwed(tx, unit.id)).map((quota) => ({
    id: `quota:${quota.rootId}`,
    kind: 'quota',
    item: quota.item,
    missing: quota.neededCount - quota.doneCount,
    number: quota.planNumber,
    dueOn: quota.dueOn,
    // What is no piece for a newsroom (sessions, panels) is recorded as an activity.
    href: quota.kind === null ? '/activities/new' : `/items?kind=${quota.kind}`,
  }));
}

/** What the unit itself did, sent or stated that serves no target: nobody else knows what it was for. */
export async function unservedDue(tx: Tx, unit: ActingUnit): Promise<DueItem[]> {
  if (!canActivity(tx.actor, 'change', { path: unit.path, authorId: null })) return [];
  const { count, most, kind } = sumUnserved(await countUnserved(tx, { path: unit.path, isOwnOnly: true }));
  const href = unservedAddress({ kind, scope: 'own' });
  return count === 0 ? [] : [{ id: 'unserved', kind: 'unserved', count, most, dueOn: null, href }];
}
