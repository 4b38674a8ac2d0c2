import { AppError } from '#app/platform/errors.ts';

export const reportStatuses = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** `reopen` takes an accepted report back to the unit, with a reason in the log. */
export const reportMoves = ['submit', 'withdraw', 'return', 'accept', 'reopen'] as const;
export type ReportMove = (typeof reportMoves)[number];

const moves: Record<ReportMove, { from: readonly ReportStatus[]; to: ReportStatus }> = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  withdraw: { from: ['submitted'], to: 'draft' },
  return: { from: ['submitted'], to: 'returned' },
  accept: { from: ['submitted'], to: 'accepted' },
  reopen: { from: ['accepted'], to: 'returned' },
};

/** The status after a move. Throws `report.wrong_status`. */
export function moveReport(status: ReportStatus, move: ReportMove): ReportStatus {
  const allowed = moves[move];
  if (!allowed.from.includes(status)) throw new AppError('report.wrong_status');
  return allowed.to;
}

/** Whether words and figures may still change. Accepted figures are frozen. */
export function isOpen(status: ReportStatus): boolean {
  return status === 'draft' || status === 'returned';
}
