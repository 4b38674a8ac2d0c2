import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Tx } from '#app/platform/context.ts';
import type { PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import { requirePlan, type PlanAction, type PlanFacts } from '#app/modules/plans/plan-policy.ts';

/** What every operation on a plan needs first. */
export interface LoadedPlan extends PlanFacts {
  id: string;
  orgUnitId: string;
  title: string;
  docType: string;
  version: number;
}

/** The facts of a plan that the actor can see at all; undefined for the others. One query. */
export async function findPlan(tx: Tx, planId: string): Promise<LoadedPlan | undefined> {
  const { rows } = await sql<LoadedPlan>`
    select p.id, p.org_unit_id, p.title, p.doc_type, p.version, p.status, p.author_id,
           coalesce(u.path, '') as org_path, u.ended_on as unit_ended_on,
           (select m.moved_by from plan_move m where m.plan_id = p.id and m.move = 'submit' order by m.id desc limit 1) as submitted_by,
           exists (select 1 from plan_delivery d where d.plan_id = p.id and app_reads_unit(d.unit_id)) as is_delivered
    from plan p left join org_unit u on u.id = p.org_unit_id
    where p.id = ${planId}`.execute(tx.db);
  return rows[0];
}

/** Loads a plan for an action. Throws what `requirePlan` throws. */
export async function loadPlan(tx: Tx, planId: string, action: PlanAction): Promise<LoadedPlan> {
  const plan = await findPlan(tx, planId);
  requirePlan(tx.actor, action, plan);
  return plan;
}

/**
 * Takes the next version of a plan, which also locks it until the transaction ends. Somebody who changed it since the
 * form was opened makes this throw conflict, and nothing of the form is written.
 */
export async function takeVersion(tx: Tx, plan: Pick<LoadedPlan, 'id' | 'version'>, expected: number): Promise<number> {
  if (plan.version !== expected) throw new AppError('conflict', { version: plan.version });
  const taken = await tx.db
    .updateTable('plan')
    .set({ version: expected + 1 })
    .where('id', '=', plan.id)
    .where('version', '=', expected)
    .returning('version')
    .executeTakeFirst();
  if (!taken) throw new AppError('conflict', { version: expected + 1 });
  return taken.version;
}

/** Writes down that a plan moved on: who, when, from where to where, with which words. */
export async function writeMove(
  tx: Tx,
  plan: LoadedPlan,
  move: string,
  toStatus: PlanStatus,
  comment = '',
): Promise<void> {
  await tx.db
    .insertInto('planMove')
    .values({
      planId: plan.id,
      move,
      fromStatus: plan.status,
      toStatus,
      comment,
      movedBy: tx.actor.userId,
      movedAt: tx.now(),
    })
    .execute();
}
