import { sql } from 'kysely';
import { toLocalDate, type LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { PlanFacts } from '#app/modules/plans/plan-policy.ts';

/** A plan of a unit that waits for somebody's next move. */
export interface MovingPlan extends PlanFacts {
  id: string;
  title: string;
  /** When it came to stand so. */
  since: Date;
}

/** The unit's own plans that are to be decided on, corrected or issued, the longest waiting first. One query. */
export async function plansInMotion(tx: Tx, unitId: string): Promise<MovingPlan[]> {
  const { rows } = await sql<MovingPlan>`
    select p.id, p.title, p.status, p.author_id, u.path as org_path, false as is_delivered,
           (select m.moved_by from plan_move m where m.plan_id = p.id and m.move = 'submit' order by m.id desc limit 1) as submitted_by,
           coalesce((select max(m.moved_at) from plan_move m where m.plan_id = p.id), p.created_at) as since
    from plan p join org_unit u on u.id = p.org_unit_id
    where p.org_unit_id = ${unitId} and p.status in ('submitted', 'returned', 'approved')
    order by since limit 50`.execute(tx.db);
  return rows;
}

/** The day on which the unit first issued or got a plan; null before. Nothing is owed for the time before. One query. */
export async function firstPlanDay(tx: Tx, unitId: string): Promise<LocalDate | null> {
  const { rows } = await sql<{ issuedOn: LocalDate | null; deliveredAt: Date | null }>`
    select (select min(issued_on) from plan where org_unit_id = ${unitId}) as issued_on,
           (select min(delivered_at) from plan_delivery where unit_id = ${unitId} and purpose = 'act') as delivered_at`.execute(
    tx.db,
  );
  const days = [rows[0]?.issuedOn, rows[0]?.deliveredAt && toLocalDate(rows[0].deliveredAt)].filter(
    (one): one is LocalDate => typeof one === 'string',
  );
  return days.toSorted()[0] ?? null;
}
