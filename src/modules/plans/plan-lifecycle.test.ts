import { expect, test } from 'vitest';
import {
  canMove,
  isIssued,
  isOpen,
  movePlan,
  planMoves,
  planStatuses,
  type PlanMove,
  type PlanStatus,
} from '#app/modules/plans/plan-lifecycle.ts';

const allowed: [PlanStatus, PlanMove, PlanStatus][] = [
  ['draft', 'submit', 'submitted'],
  ['returned', 'submit', 'submitted'],
  ['submitted', 'return', 'returned'],
  ['approved', 'return', 'returned'],
  ['submitted', 'approve', 'approved'],
  ['approved', 'issue', 'issued'],
  ['issued', 'close', 'closed'],
];

test.for(planStatuses.flatMap((status) => planMoves.map((move) => [status, move] as const)))(
  '%s + %s',
  ([status, move]) => {
    const row = allowed.find(([from, by]) => from === status && by === move);
    expect(canMove(status, move)).toBe(row !== undefined);
    if (row) expect(movePlan(status, move)).toBe(row[2]);
    else expect(() => movePlan(status, move)).toThrow(expect.objectContaining({ code: 'plan.wrong_status' }));
  },
);

test('only drafts and returned plans change; issued and closed ones are out of the house', () => {
  expect(planStatuses.filter(isOpen)).toEqual(['draft', 'returned']);
  expect(planStatuses.filter(isIssued)).toEqual(['issued', 'closed']);
});
