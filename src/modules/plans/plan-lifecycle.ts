import { AppError } from '#app/platform/errors.ts';

/** How a plan stands. Only drafts and returned plans change; from `issued` on the document never does. */
export const planStatuses = ['draft', 'submitted', 'returned', 'approved', 'issued', 'closed'] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const planMoves = ['submit', 'return', 'approve', 'issue', 'close'] as const;
export type PlanMove = (typeof planMoves)[number];

const steps: Record<PlanMove, { from: readonly PlanStatus[]; to: PlanStatus }> = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  // A fault found before the number is given sends an approved plan back too.
  return: { from: ['submitted', 'approved'], to: 'returned' },
  approve: { from: ['submitted'], to: 'approved' },
  issue: { from: ['approved'], to: 'issued' },
  close: { from: ['issued'], to: 'closed' },
};

/** Whether a plan that stands so can make this move. */
export function canMove(status: PlanStatus, move: PlanMove): boolean {
  return steps[move].from.includes(status);
}

/** How a plan stands after a move. Throws plan.wrong_status. */
export function movePlan(status: PlanStatus, move: PlanMove): PlanStatus {
  if (!canMove(status, move)) throw new AppError('plan.wrong_status', { status });
  return steps[move].to;
}

/** Whether the text and the items of a plan may still change. */
export function isOpen(status: PlanStatus): boolean {
  return status === 'draft' || status === 'returned';
}

/** Whether the document has left the house. */
export function isIssued(status: PlanStatus): boolean {
  return status === 'issued' || status === 'closed';
}
