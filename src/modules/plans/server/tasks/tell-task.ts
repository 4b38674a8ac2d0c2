import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  addStoredFile,
  keepSentFiles,
  prepareEvidence,
  takeHeldFiles,
  type PreparedEvidence,
  type Upload,
} from '#app/modules/media/server/index.ts';
import type { HeldFile } from '#app/modules/media/held-file.ts';
import { requireTeller, type TaskFacts } from '#app/modules/plans/task-policy.ts';
import { needsReason, type ToldState } from '#app/modules/plans/task-state.ts';

export interface TellTaskInput {
  planId: string;
  taskId: string;
  state: ToldState;
  happenedOn: LocalDate;
  note: string;
  evidence: Upload[];
  /** Files held of a refused sending; they come first. */
  heldFiles?: string[];
}

interface TaskToTell extends TaskFacts {
  id: string;
  planId: string;
  ownerId: string;
  /** The first day that something can have been done about it. */
  startsOn: LocalDate;
}

/**
 * Says how a task of an issued plan stands, with evidence; what was said before stays in its history. Throws not_found,
 * forbidden, plan.wrong_status, plan.unit_ended, invalid, or what reading a file found (file.…).
 */
export async function tellTask(ctx: Context, input: TellTaskInput): Promise<void> {
  // Rights first: nobody may fill the disk through a task that is not theirs.
  await ctx.read((tx) => loadTaskToTell(tx, input));
  const prepared = await prepareEvidence(ctx.services, input.evidence);
  await ctx.transaction(async (tx) => {
    const task = await loadTaskToTell(tx, input);
    requireSense(tx, task, input);
    const evidence = [...(await takeHeldFiles(tx, input.heldFiles ?? [])), ...prepared];
    const id = randomUUID();
    await tx.db
      .insertInto('planTaskNote')
      .values({
        id,
        taskId: task.id,
        unitId: task.ownerId,
        state: input.state,
        happenedOn: input.happenedOn,
        note: input.note,
        notedBy: tx.actor.userId,
        notedAt: tx.now(),
      })
      .execute();
    const fileIds = await keepEvidence(tx, id, task.ownerId, evidence);
    await tx.audit('plan.task-told', {
      orgUnitId: task.ownerId,
      subject: `plan:${task.planId}`,
      detail: { taskId: task.id, state: input.state, happenedOn: input.happenedOn, fileIds },
    });
  });
}

/** The files of a refused form about a task, kept for its next sending. Throws not_found, forbidden, plan.…. */
export async function keepTaskFiles(
  ctx: Context,
  task: { planId: string; taskId: string },
  typed: Record<string, unknown>,
): Promise<HeldFile[]> {
  await ctx.read((tx) => loadTaskToTell(tx, task));
  return keepSentFiles(ctx, typed);
}

async function loadTaskToTell(tx: Tx, input: { planId: string; taskId: string }): Promise<TaskToTell> {
  const { rows } = await sql<TaskToTell>`
    select t.id, t.plan_id, p.status as plan_status, u.id as owner_id, u.path as owner_path, u.ended_on as owner_ended_on,
           least(p.valid_from, p.issued_on, p.created_at::date) as starts_on
    from plan_task t join plan p on p.id = t.plan_id join org_unit u on u.id = coalesce(t.owner_unit_id, p.org_unit_id)
    where t.id = ${input.taskId} and t.plan_id = ${input.planId} and t.review <> 'dropped'`.execute(tx.db);
  const task = rows[0];
  requireTeller(tx.actor, task);
  return task;
}

function requireSense(tx: Tx, task: TaskToTell, { state, happenedOn, note }: TellTaskInput): void {
  if (happenedOn > tx.today()) throw new AppError('invalid', {}, { happenedOn: 'field_in_future' });
  if (happenedOn < task.startsOn) throw new AppError('invalid', {}, { happenedOn: 'field_outside_plan' });
  if (needsReason(state) && note.trim() === '') throw new AppError('invalid', {}, { note: 'field_required' });
}

async function keepEvidence(
  tx: Tx,
  noteId: string,
  unitId: string,
  evidence: readonly PreparedEvidence[],
): Promise<string[]> {
  const fileIds: string[] = [];
  for (const { full, thumb } of evidence) {
    const fileId = await addStoredFile(tx, unitId, full);
    const thumbFileId = thumb && (await addStoredFile(tx, unitId, thumb));
    fileIds.push(fileId);
    await tx.db.insertInto('planTaskFile').values({ noteId, fileId, thumbFileId, position: fileIds.length }).execute();
  }
  return fileIds;
}
