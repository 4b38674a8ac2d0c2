import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { reasonLeft, withEnding, type HandOver } from '#app/modules/orgs/server/index.ts';

const key = 'plans_open_tasks';
const actions = { successor: 'plan.hand-over-task', close: 'plan.end-task', read_only: 'plan.leave-task' } as const;

/** Tasks not done of plans that run, for which units answer: given to them, or in their own plan and given to nobody. */
export function openTasksOf(
  unitIds: readonly string[],
): RawBuilder<{ id: string; unitId: string; planId: string; dueOn: LocalDate | null }> {
  const ids = [...unitIds];
  const open = sql`p.status = 'issued' and t.review <> 'dropped' and t.state in ('open', 'doing', 'blocked')`;
  return sql`(
    select t.id, t.owner_unit_id as unit_id, t.plan_id, t.due_on from plan_task t join plan p on p.id = t.plan_id
    where t.owner_unit_id = any(${ids}::uuid[]) and ${open}
    union all
    select t.id, p.org_unit_id, t.plan_id, t.due_on from plan_task t join plan p on p.id = t.plan_id
    where t.owner_unit_id is null and p.org_unit_id = any(${ids}::uuid[]) and ${open})`;
}

/**
 * The successors answer for the open tasks of units that end, they are cancelled, or they stay open with the ended unit
 * until their issuer gives them to another. The plan may stand above whoever decides on the unit; what becomes of the
 * task follows from that decision.
 */
export async function handOverTasks(tx: Tx, endings: readonly HandOver[]): Promise<void> {
  const { rows: tasks } = await sql<{ id: string; unitId: string; planId: string }>`
    select id, unit_id, plan_id from ${openTasksOf(endings.map((ending) => ending.from))} t
    order by plan_id, id`.execute(tx.db);
  const pieces = withEnding(endings, tasks, (task) => task.unitId).map(({ piece, ending }) => ({
    ...piece,
    ending,
    choice: ending.choiceOf(key),
  }));
  const moved = pieces.filter(({ choice }) => choice === 'successor');
  const closed = pieces.filter(({ choice }) => choice === 'close');
  if (moved.length + closed.length > 0)
    await tx.asOwner(async () => {
      await sql`
        update plan_task t set owner_unit_id = v.unit
        from unnest(${moved.map((task) => task.id)}::uuid[], ${moved.map((task) => task.ending.to)}::uuid[]) v (id, unit)
        where t.id = v.id`.execute(tx.db);
      await sql`
        update plan_task set state = 'cancelled'
        where id = any(${closed.map((task) => task.id)}::uuid[])`.execute(tx.db);
    });
  await tx.auditAll(
    pieces.map(({ id, planId, choice, ending }) => ({
      action: actions[choice],
      orgUnitId: choice === 'successor' && ending.to !== null ? ending.to : ending.from,
      subject: `plan:${planId}`,
      detail: {
        taskId: id,
        from: ending.from,
        to: ending.to,
        on: ending.on,
        reason: choice === 'successor' ? 'unit_ended' : reasonLeft(ending, key),
      },
    })),
  );
}
