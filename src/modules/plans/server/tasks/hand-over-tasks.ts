import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { reasonLeft, type HandOver } from '#app/modules/orgs/server/index.ts';

/** Tasks not done of plans that run, for which units answer: given to them, or in their own plan and given to nobody. */
export function openTasksOf(unitIds: readonly string[]): RawBuilder<{ id: string; unitId: string; planId: string }> {
  const ids = [...unitIds];
  const open = sql`p.status = 'issued' and t.review <> 'dropped' and t.state in ('open', 'doing', 'blocked')`;
  return sql`(
    select t.id, t.owner_unit_id as unit_id, t.plan_id from plan_task t join plan p on p.id = t.plan_id
    where t.owner_unit_id = any(${ids}::uuid[]) and ${open}
    union all
    select t.id, p.org_unit_id, t.plan_id from plan_task t join plan p on p.id = t.plan_id
    where t.owner_unit_id is null and p.org_unit_id = any(${ids}::uuid[]) and ${open})`;
}

/**
 * The successor answers for the open tasks of a unit that ends, they are cancelled, or they stay open with the ended unit
 * until its issuer gives them to another. The plan may stand above whoever decides on the unit; what becomes of the task
 * follows from that decision.
 */
export async function handOverTasks(tx: Tx, ending: HandOver): Promise<void> {
  const { from, to, on } = ending;
  const { rows: tasks } = await sql<{ id: string; planId: string }>`
    select id, plan_id from ${openTasksOf([from])} t order by plan_id, id`.execute(tx.db);
  const ids = tasks.map((task) => task.id);
  const choice = ending.choiceOf('plans_open_tasks');
  if (choice === 'successor' && to !== null)
    await tx.asOwner(() =>
      sql`update plan_task set owner_unit_id = ${to} where id = any(${ids}::uuid[])`.execute(tx.db),
    );
  else if (choice === 'close')
    await tx.asOwner(() => sql`update plan_task set state = 'cancelled' where id = any(${ids}::uuid[])`.execute(tx.db));
  const isMoved = choice === 'successor' && to !== null;
  const action = { successor: 'plan.hand-over-task', close: 'plan.end-task', read_only: 'plan.leave-task' }[choice];
  for (const task of tasks)
    await tx.audit(action, {
      orgUnitId: isMoved ? to : from,
      subject: `plan:${task.planId}`,
      detail: {
        taskId: task.id,
        from,
        to,
        on,
        reason: isMoved ? 'unit_ended' : reasonLeft(ending, 'plans_open_tasks'),
      },
    });
}
