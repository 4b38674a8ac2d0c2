import type { Tx } from '#app/platform/context.ts';

export interface ActivityChangeNote {
  move: string;
  reason: string;
  /** The whole before and after; null where there was nothing. */
  before: unknown;
  after: unknown;
}

/** Keeps what an activity said before and after: old figures stay readable for good. */
export async function noteChange(tx: Tx, activityId: string, note: ActivityChangeNote): Promise<void> {
  await tx.db
    .insertInto('activityChange')
    .values({
      activityId,
      move: note.move,
      reason: note.reason,
      before: JSON.stringify(note.before ?? {}),
      after: JSON.stringify(note.after ?? {}),
      changedBy: tx.actor.userId,
      changedAt: tx.now(),
    })
    .execute();
}
