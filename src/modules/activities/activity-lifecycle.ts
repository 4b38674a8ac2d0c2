import { AppError } from '#app/platform/errors.ts';

export const activityStatuses = ['planned', 'done', 'cancelled'] as const;
export type ActivityStatus = (typeof activityStatuses)[number];

export const activityMoves = ['complete', 'correct', 'cancel', 'link', 'add_evidence', 'remove_evidence'] as const;
export type ActivityMove = (typeof activityMoves)[number];

/** Cancelled is the end: what was cancelled by mistake is recorded anew, and the log shows both. */
const moves: Record<ActivityStatus, Partial<Record<ActivityMove, ActivityStatus>>> = {
  planned: {
    complete: 'done',
    correct: 'planned',
    cancel: 'cancelled',
    link: 'planned',
    add_evidence: 'planned',
    remove_evidence: 'planned',
  },
  done: { correct: 'done', cancel: 'cancelled', link: 'done', add_evidence: 'done', remove_evidence: 'done' },
  cancelled: {},
};

/** The status after a move. Throws activity.wrong_status for one that is not open. */
export function moveActivity(status: ActivityStatus, move: ActivityMove): ActivityStatus {
  const next = moves[status][move];
  if (!next) throw new AppError('activity.wrong_status');
  return next;
}

export function canMoveActivity(status: ActivityStatus, move: ActivityMove): boolean {
  return moves[status][move] !== undefined;
}
