import { expect, test } from 'vitest';
import { standingOf, type TaskState, type TaskStanding } from '#app/modules/plans/task-state.ts';

const today = '2026-04-10';
const cases: [TaskState, string | null, TaskStanding][] = [
  ['open', null, 'open'],
  ['open', '2026-04-10', 'open'],
  ['open', '2026-04-09', 'late'],
  ['doing', '2026-04-09', 'late'],
  ['doing', '2026-04-11', 'doing'],
  ['blocked', '2026-04-09', 'late'],
  ['done', '2026-04-09', 'done'],
  ['cancelled', '2026-04-09', 'cancelled'],
];

test.for(cases)('%s, due %s, stands as %s', ([state, dueOn, standing]) => {
  expect(standingOf({ state, dueOn }, today)).toBe(standing);
});
