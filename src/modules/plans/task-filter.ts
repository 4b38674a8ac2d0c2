import type { TaskStanding } from '#app/modules/plans/task-state.ts';

/** Which tasks of a plan are shown; `late` is what is overdue here or at a unit below. */
export const taskFilters = ['all', 'open', 'late'] as const;
export type TaskFilter = (typeof taskFilters)[number];

export function readTaskFilter(params: URLSearchParams): TaskFilter {
  return taskFilters.find((one) => one === params.get('show')) ?? 'all';
}

export function isShown(
  task: { standing: TaskStanding; below: { lateCount: number } | null },
  filter: TaskFilter,
): boolean {
  if (filter === 'late') return task.standing === 'late' || (task.below?.lateCount ?? 0) > 0;
  return filter === 'all' || (task.standing !== 'done' && task.standing !== 'cancelled');
}
