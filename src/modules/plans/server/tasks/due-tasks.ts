import { sql, type RawBuilder } from 'kysely';
import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/** A task that the unit answers for and has not done. */
export interface DueTask {
  taskId: string;
  planId: string;
  number: string;
  statement: string;
  dueOn: LocalDate;
  href: string;
}

const lookAheadDays = 7;
const shown = 20;

/** Tasks of the unit whose day has passed or comes within a week, the oldest first. One query. */
export async function tasksDue(tx: Tx, unitId: string): Promise<DueTask[]> {
  const { rows } = await sql<Omit<DueTask, 'href'>>`
    select t.id as task_id, t.plan_id, p.number_text as number, t.statement, t.due_on
    from plan_task t join plan p on p.id = t.plan_id and p.status = 'issued'
    where coalesce(t.owner_unit_id, p.org_unit_id) = ${unitId} and t.review <> 'dropped'
      and t.state in ('open', 'doing', 'blocked') and t.due_on <= ${addDays(tx.today(), lookAheadDays)}
    order by t.due_on, t.position, t.id limit ${shown}`.execute(tx.db);
  return rows.map((row) => ({ ...row, href: `/plans/${row.planId}/tasks/${row.taskId}` }));
}

/** A plan of which units of a branch are late with tasks. */
export interface LateTasks {
  planId: string;
  number: string;
  title: string;
  lateTasks: number;
  lateUnits: number;
  href: string;
}

/** Plans of the unit at `path` and of those above it whose tasks units below are late with. One query. */
export async function lateTasksBelow(tx: Tx, path: string): Promise<LateTasks[]> {
  const { rows } = await sql<Omit<LateTasks, 'href'>>`
    select late.*, p.number_text as number, p.title
    from (select root_plan_id as plan_id, sum(late_count)::integer as late_tasks, count(*) as late_units
          from app_late_tasks(${path}, ${tx.today()}::date) group by root_plan_id) late
    join plan p on p.id = late.plan_id
    order by late.late_units desc, p.title`.execute(tx.db);
  return rows.map((row) => ({ ...row, href: `/plans/${row.planId}/tasks?show=late` }));
}

/** The ids of units below `path` that are late with any such task, as a query to count or join. */
export function lateTaskUnitIds(path: string, today: LocalDate): RawBuilder<{ unitId: string }> {
  return sql<{ unitId: string }>`select unit_id from app_late_tasks(${path}, ${today}::date)`;
}
