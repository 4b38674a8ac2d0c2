import { sql } from 'kysely';
import { addDays, type LocalDate } from '#app/platform/clock.ts';
import { tellTask } from '#app/modules/plans/server/index.ts';
import { actingFor } from './acting-for.ts';
import type { DemoTime } from './demo-clock.ts';
import { evenChance } from './even-chance.ts';
import type { Federation } from './found-federation.ts';
import type { Cast } from './make-accounts.ts';

const hindrances = [
  'Chờ bố trí kinh phí quý sau.',
  'Doanh nghiệp chưa xếp được ca để công nhân dự.',
  'Báo cáo viên bận, đã hẹn lại ngày.',
] as const;

interface DemoTask {
  taskId: string;
  planId: string;
  unitId: string;
  dueOn: LocalDate;
}

/** Most tasks whose day has come are done by then; slow units are held up with a few, or have said nothing. */
export async function tellDemoTasks(time: DemoTime, federation: Federation, cast: Cast): Promise<void> {
  const chance = evenChance(1947);
  const tasks = await tasksDueBy(time, time.today);
  for (const branch of federation.branches) {
    for (const unit of [branch.unit, ...branch.unions]) {
      const ctx = time.as(actingFor(cast.get(`cb-${branch.key}`)!, unit));
      for (const { taskId, planId, dueOn } of tasks.filter((task) => task.unitId === unit.id)) {
        const happenedOn = dueOn < time.today ? dueOn : time.today;
        const told = { planId, taskId, evidence: [] };
        if (chance.happens(0.9 + unit.pace * 0.1))
          await tellTask(ctx, { ...told, state: 'done', happenedOn, note: '' });
        else if (chance.happens(0.6))
          await tellTask(ctx, { ...told, state: 'blocked', happenedOn: time.today, note: chance.pick(hindrances) });
      }
    }
  }
  const province = time.as(actingFor(cast.get('canbo')!, federation.province));
  for (const { taskId, planId, dueOn } of tasks.filter((task) => task.unitId === federation.province.id)) {
    const happenedOn = addDays(dueOn, -2) < time.today ? addDays(dueOn, -2) : time.today;
    if (chance.happens(0.85))
      await tellTask(province, { planId, taskId, evidence: [], state: 'done', happenedOn, note: '' });
  }
}

async function tasksDueBy(time: DemoTime, day: LocalDate): Promise<DemoTask[]> {
  return time.system.read(async (tx) => {
    const { rows } = await sql<DemoTask>`
      select t.id as task_id, t.plan_id, p.org_unit_id as unit_id, greatest(t.due_on, p.issued_on) as due_on
      from plan_task t join plan p on p.id = t.plan_id and p.status = 'issued'
      where t.review <> 'dropped' and t.due_on <= ${day} order by t.due_on, t.id`.execute(tx.db);
    return rows;
  });
}
