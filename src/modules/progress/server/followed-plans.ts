import { sql } from 'kysely';
import { hasRole, roles } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsById } from '#app/modules/orgs/server/index.ts';

export interface FollowedPlan {
  id: string;
  title: string;
  numberText: string;
  unitName: string;
  isOwn: boolean;
  issuedOn: LocalDate | null;
  validTo: LocalDate | null;
  targetCount: number;
}

/**
 * The plans whose progress can be followed for a unit, by default the one that is acted for; nothing where the actor acts
 * for none. Two queries. Throws not_found for a unit out of reach.
 */
export async function followedPlans(
  tx: Tx,
  asked: string | null,
): Promise<{ unit: { id: string; name: string } | null; plans: FollowedPlan[] }> {
  const unitId = asked ?? tx.actor.unitId;
  if (unitId === null) return { unit: null, plans: [] };
  const unit = (await unitsById(tx, [unitId])).get(unitId);
  if (!unit || !hasRole(tx.actor, roles, unit.path)) throw new AppError('not_found');
  return { unit: { id: unit.id, name: unit.name }, plans: await plansWithTargets(tx, unitId) };
}

/** Issued plans of a unit and those addressed to it that have targets, the newest first. One query. */
async function plansWithTargets(tx: Tx, unitId: string): Promise<FollowedPlan[]> {
  const { rows } = await sql<FollowedPlan>`
    select p.id, p.title, p.number_text, coalesce(u.name, p.issuer_name) as unit_name, p.org_unit_id = ${unitId} as is_own,
      p.issued_on, p.valid_to,
      (select count(*) from plan_target t where t.plan_id = p.id and t.review <> 'dropped') as target_count
    from plan p left join org_unit u on u.id = p.org_unit_id
    where p.status in ('issued', 'closed') and p.id in (
      -- Found by id: with "or" every plan there is would be asked whether it may be read.
      select id from plan where org_unit_id = ${unitId}
      union all select plan_id from plan_delivery where unit_id = ${unitId} and purpose = 'act')
    order by p.status = 'closed', p.issued_on desc nulls last, p.title limit 100`.execute(tx.db);
  return rows.filter((row) => row.targetCount > 0);
}
