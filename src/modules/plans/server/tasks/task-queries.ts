import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { hasRole, roles } from '#app/platform/actor.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';
import { standingOf, type TaskStanding, type TaskState } from '#app/modules/plans/task-state.ts';
import { mayTellTask, type TaskFacts } from '#app/modules/plans/task-policy.ts';
import { findPlan } from '#app/modules/plans/server/load-plan.ts';

/** What became of a task in the plans that units below made from this one. */
export interface TaskBelow {
  taskCount: number;
  doneCount: number;
  lateCount: number;
}

export interface TaskLine {
  id: string;
  rootId: string;
  statement: string;
  quote: string;
  ownerText: string;
  ownerUnitName: string | null;
  deadlineText: string;
  dueOn: LocalDate | null;
  recurrence: string;
  standing: TaskStanding;
  doneOn: LocalDate | null;
  mayTell: boolean;
  /** Null where nobody below has it, or the reader may not know. */
  below: TaskBelow | null;
}

interface TaskRowRead extends Omit<TaskLine, 'standing' | 'mayTell' | 'below'>, TaskFacts {
  state: TaskState;
}

/** The tasks of a plan and how each stands, here and in the branch below. Throws not_found. */
export async function getPlanTasks(ctx: Context, planId: string): Promise<TaskLine[]> {
  return ctx.read(async (tx) => {
    const plan = await findPlan(tx, planId);
    requirePlan(tx.actor, 'read', plan);
    const rows = await readTasks(tx, planId, null);
    const isOut = plan.status === 'issued' || plan.status === 'closed';
    const below = isOut ? await tasksBelow(tx, branchSeen(tx, plan.orgPath), rows) : new Map<string, TaskBelow>();
    return rows.map((row) => toLine(tx, row, below.get(row.rootId) ?? null));
  });
}

/** Whose branch a reader may ask about: the plan's own, or that of the receiving unit they act for. */
function branchSeen(tx: Tx, planPath: string): string {
  if (hasRole(tx.actor, roles, planPath)) return planPath;
  return tx.actor.unitPath ?? planPath;
}

function toLine(tx: Tx, row: TaskRowRead, below: TaskBelow | null): TaskLine {
  const { state, ownerPath: _path, planStatus: _status, ownerEndedOn: _ended, ...line } = row;
  return { ...line, standing: standingOf({ ...row, state }, tx.today()), mayTell: mayTellTask(tx.actor, row), below };
}

async function readTasks(tx: Tx, planId: string, taskId: string | null): Promise<TaskRowRead[]> {
  const { rows } = await sql<TaskRowRead>`
    select t.id, t.root_id, t.statement, t.quote, t.owner_text, given.name as owner_unit_name, t.deadline_text, t.due_on,
           t.recurrence, t.state, t.done_on, p.status as plan_status, coalesce(given.path, own.path, '') as owner_path,
           coalesce(given.ended_on, own.ended_on) as owner_ended_on
    from plan_task t join plan p on p.id = t.plan_id
    left join org_unit own on own.id = p.org_unit_id left join org_unit given on given.id = t.owner_unit_id
    where t.plan_id = ${planId} and t.review <> 'dropped' and (${taskId}::uuid is null or t.id = ${taskId}::uuid)
    order by t.position, t.id`.execute(tx.db);
  return rows;
}

async function tasksBelow(
  tx: Tx,
  branch: string,
  tasks: readonly { rootId: string }[],
): Promise<Map<string, TaskBelow>> {
  const roots = tasks.map((task) => task.rootId);
  const { rows } = await sql<TaskBelow & { rootId: string }>`
    select root_id, task_count, done_count, late_count
    from app_tasks_below(${branch}, ${roots}::uuid[], ${tx.today()}::date)`.execute(tx.db);
  return new Map(rows.map(({ rootId, ...below }) => [rootId, below]));
}

/** One thing said about a task. */
export interface TaskNote {
  id: string;
  state: TaskState;
  happenedOn: LocalDate;
  note: string;
  notedAt: Date;
  who: string;
  files: { fileId: string; thumbFileId: string | null; name: string; sizeBytes: number }[];
}

/** The same task in the plan of a unit below. */
export interface TaskOfUnit {
  taskId: string;
  planId: string;
  unitName: string;
  dueOn: LocalDate | null;
  doneOn: LocalDate | null;
  standing: TaskStanding;
}

export interface TaskPage {
  today: LocalDate;
  task: TaskLine;
  notes: TaskNote[];
  units: TaskOfUnit[];
  unitCount: number;
}

export const taskUnitsPerPage = 50;

/** A task, what was said about it, and who below has it; the late ones first. Throws not_found. */
export async function getTask(
  ctx: Context,
  { planId, taskId, page }: { planId: string; taskId: string; page: number },
): Promise<TaskPage> {
  return ctx.read(async (tx) => {
    const plan = await findPlan(tx, planId);
    requirePlan(tx.actor, 'read', plan);
    const [row] = await readTasks(tx, planId, taskId);
    if (!row) throw new AppError('not_found');
    const below = (await tasksBelow(tx, branchSeen(tx, plan.orgPath), [row])).get(row.rootId) ?? null;
    return {
      today: tx.today(),
      task: toLine(tx, row, below),
      notes: await readNotes(tx, taskId),
      units: below ? await readUnits(tx, row, page) : [],
      unitCount: below?.taskCount ?? 0,
    };
  });
}

async function readNotes(tx: Tx, taskId: string): Promise<TaskNote[]> {
  const { rows } = await sql<TaskNote>`
    select n.id, n.state, n.happened_on, n.note, n.noted_at, coalesce(w.name, '') as who,
           coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'thumbFileId', k.thumb_file_id, 'name', f.name,
                       'sizeBytes', f.size_bytes) order by k.position)
                     from plan_task_file k join stored_file f on f.id = k.file_id where k.note_id = n.id), '[]') as files
    from plan_task_note n left join lateral app_user_names(array[n.noted_by]) w on true
    where n.task_id = ${taskId} order by n.noted_at desc, n.id`.execute(tx.db);
  return rows;
}

async function readUnits(tx: Tx, task: { id: string; rootId: string }, page: number): Promise<TaskOfUnit[]> {
  const today = tx.today();
  const { rows } = await sql<Omit<TaskOfUnit, 'standing'> & { state: TaskState }>`
    select t.id as task_id, t.plan_id, u.name as unit_name, t.due_on, t.done_on, t.state
    from plan_task t join plan p on p.id = t.plan_id and p.status in ('issued', 'closed')
    join org_unit u on u.id = p.org_unit_id
    where t.root_id = ${task.rootId} and t.id <> ${task.id} and t.review <> 'dropped' and app_reads(u.path)
    order by (t.due_on < ${today} and t.state in ('open', 'doing', 'blocked')) desc nulls last, t.state = 'done',
             u.name_sort, t.id
    limit ${taskUnitsPerPage} offset ${(page - 1) * taskUnitsPerPage}`.execute(tx.db);
  return rows.map(({ state, ...line }) => ({ ...line, standing: standingOf({ state, dueOn: line.dueOn }, today) }));
}
