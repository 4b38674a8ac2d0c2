import { expect, test } from 'vitest';
import {
  activityMoves,
  activityStatuses,
  canMoveActivity,
  moveActivity,
  type ActivityMove,
  type ActivityStatus,
} from '#app/modules/activities/activity-lifecycle.ts';

const allowed: [ActivityStatus, ActivityMove, ActivityStatus][] = [
  ['planned', 'complete', 'done'],
  ['planned', 'correct', 'planned'],
  ['planned', 'cancel', 'cancelled'],
  ['planned', 'link', 'planned'],
  ['planned', 'add_evidence', 'planned'],
  ['planned', 'remove_evidence', 'planned'],
  ['done', 'correct', 'done'],
  ['done', 'cancel', 'cancelled'],
  ['done', 'link', 'done'],
  ['done', 'add_evidence', 'done'],
  ['done', 'remove_evidence', 'done'],
];

test.for(activityStatuses.flatMap((status) => activityMoves.map((move) => [status, move] as const)))(
  '%s + %s',
  ([status, move]) => {
    const row = allowed.find(([from, by]) => from === status && by === move);
    expect(canMoveActivity(status, move)).toBe(row !== undefined);
    if (row) expect(moveActivity(status, move)).toBe(row[2]);
    else expect(() => moveActivity(status, move)).toThrow(expect.objectContaining({ code: 'activity.wrong_status' }));
  },
);
