import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  loweringStanding,
  type LoweringRecord,
  type LoweringStanding,
  type TargetTerms,
} from '#app/modules/plans/delivery-lowering.ts';

interface InheritedRow {
  id: string;
  statement: string;
  review: string;
  unit: string;
  comparator: string;
  value: number | null;
  minPerUnit: number | null;
  dueOn: LocalDate | null;
  aboveStatement: string;
  aboveComparator: string;
  aboveValue: number | null;
  aboveMinPerUnit: number | null;
  aboveDueOn: LocalDate | null;
  reason: string;
  state: LoweringRecord['state'];
  note: string;
  terms: TargetTerms | null;
}

/** A target of an adopted plan beside the one of the plan above that it comes from. */
export interface InheritedTarget {
  id: string;
  statement: string;
  unit: string;
  own: TargetTerms;
  /** Whether the unit has struck it out. */
  isDropped: boolean;
  above: TargetTerms;
  aboveStatement: string;
  standing: LoweringStanding;
  reason: string;
  /** What the unit above said to it. */
  note: string;
}

/** The inherited targets of a plan with their standing. One query. */
export async function inheritedTargets(tx: Tx, planId: string): Promise<InheritedTarget[]> {
  const { rows } = await sql<InheritedRow>`
    select t.id, t.statement, t.review, t.unit, t.comparator, t.value, t.min_per_unit, t.due_on,
           a.statement as above_statement, a.comparator as above_comparator, a.value as above_value,
           a.min_per_unit as above_min_per_unit, a.due_on as above_due_on,
           t.lowering_reason as reason, t.lowering_state as state, t.lowering_note as note, t.lowering_terms as terms
    from plan_target t join plan_target a on a.id = t.inherited_from
    where t.plan_id = ${planId} order by t.position, t.id`.execute(tx.db);
  return rows.map((row) => {
    const { id, statement, unit, comparator, value, minPerUnit, dueOn, reason, state, note, terms } = row;
    const own = { comparator, value, minPerUnit, dueOn };
    const above = {
      comparator: row.aboveComparator,
      value: row.aboveValue,
      minPerUnit: row.aboveMinPerUnit,
      dueOn: row.aboveDueOn,
    };
    const isDropped = row.review === 'dropped';
    const standing = loweringStanding(above, isDropped ? null : own, { reason, state, terms });
    return { id, statement, unit, own, isDropped, above, aboveStatement: row.aboveStatement, standing, reason, note };
  });
}

/** Before a plan is sent on: each target below what was asked has been put to the unit above, with a reason. */
export async function requireLoweringsAsked(tx: Tx, planId: string): Promise<void> {
  const targets = await inheritedTargets(tx, planId);
  if (targets.some((target) => target.standing === 'unasked')) throw new AppError('plan.lower_without_reason');
}

/** Before a plan leaves the house: the unit above has accepted each target below what it asked. */
export async function requireLoweringsDecided(tx: Tx, planId: string): Promise<void> {
  const open: LoweringStanding[] = ['unasked', 'asked', 'refused'];
  const targets = await inheritedTargets(tx, planId);
  if (targets.some((target) => open.includes(target.standing))) throw new AppError('plan.lowering_undecided');
}
