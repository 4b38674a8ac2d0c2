import type { LocalDate } from '#app/platform/clock.ts';

/** What the unit that answers for a task says of it. */
export const toldStates = ['doing', 'done', 'blocked', 'open'] as const;
export type ToldState = (typeof toldStates)[number];

/** `cancelled` is what a plan that was copied or amended leaves behind; nobody says it of a task. */
export type TaskState = ToldState | 'cancelled';

/** How a task stands on a day, for people: late is who has not done it when its day has passed. */
export type TaskStanding = TaskState | 'late';

export function standingOf(task: { state: TaskState; dueOn: LocalDate | null }, today: LocalDate): TaskStanding {
  const isOver = task.state === 'done' || task.state === 'cancelled';
  return !isOver && task.dueOn !== null && task.dueOn < today ? 'late' : task.state;
}

/** A task that cannot go on says why: the unit above reads it to help. */
export function needsReason(state: ToldState): boolean {
  return state === 'blocked';
}
