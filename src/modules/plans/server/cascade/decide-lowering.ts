import { sql } from 'kysely';
import type { Actor } from '#app/platform/actor.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { mayDecideLowering, type LoweringFacts } from '#app/modules/plans/delivery-policy.ts';
import { tellLoweringDecided } from '#app/modules/plans/server/cascade/tell-lowering.job.ts';

/** A unit's wish to go below what was asked. */
export interface WaitingLowering extends LoweringFacts {
  targetId: string;
  planId: string;
  planTitle: string;
  unitName: string;
  statement: string;
  comparator: string;
  /** What the plan above asked, and what the unit offers. */
  askedValue: number | null;
  offeredValue: number | null;
  unit: string;
  reason: string;
}

const waiting = sql`
  select t.id as target_id, p.id as plan_id, p.title as plan_title, u.name as unit_name, u.path as unit_path,
         above.path as upper_path, a.statement, a.comparator, a.value as asked_value, t.value as offered_value, t.unit,
         t.lowering_reason as reason
  from plan_target t
  join plan p on p.id = t.plan_id and p.status not in ('issued', 'closed')
  join plan_target a on a.id = t.inherited_from
  join plan up on up.id = p.adopted_from_id
  join org_unit u on u.id = p.org_unit_id
  join org_unit above on above.id = up.org_unit_id
  where t.lowering_state = 'asked' and t.review <> 'dropped'`;

/** What waits for the decision of the unit one acts for, while one may decide there. One query. */
export async function waitingDecisions(tx: Tx, actor: Actor): Promise<WaitingLowering[]> {
  if (!actor.unitId) return [];
  const { rows } = await sql<WaitingLowering>`
    ${waiting} and up.org_unit_id = ${actor.unitId}::uuid order by u.path, t.position`.execute(tx.db);
  return rows.filter((row) => mayDecideLowering(actor, row));
}

/** The page of decisions. */
export async function listWaitingDecisions(ctx: Context): Promise<WaitingLowering[]> {
  return ctx.read((tx) => waitingDecisions(tx, ctx.actor));
}

export interface DecideInput {
  targetId: string;
  decision: 'accept' | 'refuse';
  /** Why it is refused; may stay empty with an acceptance. */
  note: string;
  /** The figure that the person saw: one that changed meanwhile is not decided on unseen. */
  offeredValue: number | null;
}

/**
 * Accepts or refuses a lowered target of a unit below. Throws not_found, forbidden, conflict when the unit changed or
 * withdrew it in the meantime, or plan.reason_needed for a refusal without a word.
 */
export async function decideLowering(ctx: Context, input: DecideInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<WaitingLowering>`${waiting} and t.id = ${input.targetId} for no key update of t`.execute(
      tx.db,
    );
    const lowering = rows[0];
    if (!lowering) throw new AppError('not_found');
    if (!mayDecideLowering(tx.actor, lowering)) throw new AppError('forbidden');
    if (lowering.offeredValue !== input.offeredValue) throw new AppError('conflict');
    const note = input.note.trim();
    if (input.decision === 'refuse' && note === '') {
      throw new AppError('plan.reason_needed', {}, { note: 'field_required' });
    }
    await tx.db
      .updateTable('planTarget')
      .set({ loweringState: input.decision === 'accept' ? 'accepted' : 'refused', loweringNote: note })
      .where('id', '=', input.targetId)
      .execute();
    await tx.audit(`plan.${input.decision}_lowering`, {
      orgUnitId: tx.actor.unitId ?? undefined,
      subject: `plan:${lowering.planId}`,
      detail: { target: input.targetId, asked: lowering.askedValue, offered: lowering.offeredValue, note },
    });
    await tx.enqueue(tellLoweringDecided, { targetId: input.targetId });
  });
}
