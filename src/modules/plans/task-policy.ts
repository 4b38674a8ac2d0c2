import { hasRole, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';
import type { PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';

/** What the policy needs to know of a task. */
export interface TaskFacts {
  /** Path of the unit that answers for it: the one it was given to, else the one whose plan it stands in. */
  ownerPath: string;
  planStatus: PlanStatus;
  /** The unit that answers for it has ended. */
  ownerEndedOn: string | null;
}

const telling: readonly Role[] = ['administrator', 'officer', 'approver'];

/** For the unit one acts for: a unit above reads how a task stands below and never says it in that unit's place. */
function speaksFor(actor: Actor, task: TaskFacts): boolean {
  return actor.unitPath === task.ownerPath && hasRole(actor, telling, task.ownerPath);
}

/** Whether the actor may say now how the task stands: while its plan runs, for the unit that answers for it. */
export function mayTellTask(actor: Actor, task: TaskFacts): boolean {
  return task.planStatus === 'issued' && task.ownerEndedOn === null && speaksFor(actor, task);
}

/** Throws not_found (absent, or not to be read), forbidden, plan.unit_ended or plan.wrong_status. */
export function requireTeller<T extends TaskFacts>(actor: Actor, task: T | undefined): asserts task is T {
  if (!task) throw new AppError('not_found');
  if (!speaksFor(actor, task)) throw new AppError('forbidden');
  if (task.ownerEndedOn !== null) throw new AppError('plan.unit_ended', { date: task.ownerEndedOn });
  if (task.planStatus !== 'issued') throw new AppError('plan.wrong_status', { status: task.planStatus });
}
