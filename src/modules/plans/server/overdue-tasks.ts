import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

export interface OverdueTask {
  id: string;
  statement: string;
  dueOn: LocalDate;
  ownerText: string;
}

/** Tasks of a plan whose day has passed with nobody having said they are done, the oldest first. One query. */
export async function overdueTasks(tx: Tx, planId: string, most: number): Promise<OverdueTask[]> {
  const { rows } = await sql<OverdueTask>`
    select id, statement, due_on, owner_text from plan_task
    where plan_id = ${planId} and review <> 'dropped' and state = 'open' and due_on < ${tx.today()}
    order by due_on, position limit ${most}`.execute(tx.db);
  return rows;
}
