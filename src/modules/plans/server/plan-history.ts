import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';
import { findPlan } from '#app/modules/plans/server/load-plan.ts';

/** One step in the life of a plan. */
export interface MoveLine {
  id: number;
  move: string;
  comment: string;
  movedAt: Date;
  who: string;
}

/** One change of its text or items, out of the audit log. */
export interface ChangeLine {
  id: number;
  action: string;
  at: Date;
  who: string;
  /** The version that the change made; null for changes that made none. */
  version: number | null;
  kind: string | null;
  label: string;
}

/** The moves of a plan and the changes in between, the newest first. Throws not_found. */
export async function getPlanHistory(
  ctx: Context,
  planId: string,
): Promise<{ moves: MoveLine[]; changes: ChangeLine[] }> {
  return ctx.read(async (tx) => {
    requirePlan(tx.actor, 'read', await findPlan(tx, planId));
    const { rows: moves } = await sql<MoveLine>`
      select m.id, m.move, m.comment, m.moved_at, coalesce(n.name, '') as who
      from plan_move m left join lateral app_user_names(array[m.moved_by]) n on true
      where m.plan_id = ${planId} order by m.id desc`.execute(tx.db);
    return { moves, changes: await readChanges(tx, planId, 200) };
  });
}

/** The last changes of a plan, the newest first; what a person missed whose form came too late. */
export async function readChanges(tx: Tx, planId: string, limit: number): Promise<ChangeLine[]> {
  const { rows } = await sql<ChangeLine>`
    select a.id, a.action, a.at, coalesce(n.name, '') as who, (a.detail ->> 'version')::integer as version,
           a.detail ->> 'kind' as kind, coalesce(a.detail ->> 'label', '') as label
    from audit_entry a left join lateral app_user_names(array[a.user_id]) n on true
    where a.subject = ${`plan:${planId}`} and a.detail ? 'version'
    order by a.at desc, a.id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** What reviewers asked for that is not settled yet, the newest first. */
export async function readComments(
  tx: Tx,
  planId: string,
): Promise<{ id: string; body: string; createdAt: Date; who: string }[]> {
  const { rows } = await sql<{ id: string; body: string; createdAt: Date; who: string }>`
    select c.id, c.body, c.created_at, coalesce(n.name, '') as who
    from plan_comment c left join lateral app_user_names(array[c.author_id]) n on true
    where c.plan_id = ${planId} and c.resolved_at is null order by c.created_at desc`.execute(tx.db);
  return rows;
}
