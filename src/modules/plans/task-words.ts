import { m } from '#app/paraglide/messages.js';
import { formatDate } from '#app/ui/format-values.ts';
import { recurrenceWords } from '#app/modules/plans/plan-item-words.ts';
import type { Recurrence } from '#app/modules/plans/plan-items.ts';
import type { TaskStanding, ToldState } from '#app/modules/plans/task-state.ts';

type Mark = { state: 'met' | 'risk' | 'late' | 'neutral'; label: string };

/** How a task stands: a shape with its word. */
export function standingMark(standing: TaskStanding, doneOn: string | null = null): Mark {
  const marks: Record<TaskStanding, Mark> = {
    open: { state: 'neutral', label: m.plans_task_open() },
    doing: { state: 'neutral', label: m.plans_task_doing() },
    blocked: { state: 'risk', label: m.plans_task_blocked() },
    late: { state: 'late', label: m.plans_task_late() },
    done: {
      state: 'met',
      label: doneOn ? m.plans_task_done_on({ date: formatDate(doneOn) }) : m.plans_task_done(),
    },
    cancelled: { state: 'neutral', label: m.plans_task_cancelled() },
  };
  return marks[standing];
}

/** What a unit can say of its task. */
export function toldChoices(): { value: ToldState; label: string; hint?: string }[] {
  return [
    { value: 'doing', label: m.plans_task_choice_doing() },
    { value: 'done', label: m.plans_task_choice_done() },
    { value: 'blocked', label: m.plans_task_choice_blocked(), hint: m.plans_task_choice_blocked_hint() },
    { value: 'open', label: m.plans_task_choice_open() },
  ];
}

/** When a task is due, as it was read or decided; empty where nothing is said. */
export function taskDueWords(task: { dueOn: string | null; deadlineText: string; recurrence: string }): string {
  const again = task.recurrence ? (recurrenceWords[task.recurrence as Recurrence]?.() ?? '') : '';
  return [task.dueOn ? formatDate(task.dueOn) : task.deadlineText, again].filter(Boolean).join(', ');
}

export function taskOwnerWords(task: { ownerUnitName: string | null; ownerText: string }): string {
  return task.ownerUnitName ?? (task.ownerText || m.plans_words_owner_none());
}

/** What became of a task at the units below. */
export function taskBelowWords(below: { doneCount: number; taskCount: number; lateCount: number }): string {
  const done = m.plans_task_below({ done: below.doneCount, all: below.taskCount });
  return below.lateCount > 0 ? `${done} · ${m.plans_task_below_late({ late: below.lateCount })}` : done;
}
