import type { Tx } from '#app/platform/context.ts';
import { nameRatio, requireNameable } from '#app/modules/measures/server/index.ts';
import type { SentItem } from '#app/modules/plans/plan-item-forms.ts';
import { percentShapes, type TargetShape } from '#app/modules/plans/plan-items.ts';

type SentTarget = Extract<SentItem, { kind: 'target' }>;
type Computed = { shape: TargetShape; measureId: string; minPerUnit: number | null };

/**
 * The columns of a target as its form fills them; what its shape has no use for is emptied. Throws invalid for measures
 * that a target of the unit's plan cannot name.
 */
export async function targetColumns(tx: Tx, unitId: string, sent: SentTarget): Promise<Record<string, unknown>> {
  const { kind: _kind, itemId: _id, quote: _quote, numeratorId: _part, denominatorId: _whole, ...target } = sent;
  const computed = await computedBy(tx, unitId, sent);
  // Both sides of a ratio are added up over all units: nobody is picked out.
  const whom = computed.shape === 'ratio' ? { kindIds: [], sectorIds: [] } : {};
  return {
    ...target,
    ...computed,
    ...whom,
    populationId: target.populationId === '' || computed.shape === 'ratio' ? null : target.populationId,
    unit: percentShapes.includes(computed.shape) ? 'percent' : target.unit || 'count',
  };
}

/** What is counted follows from the shape, unless a count or a ratio says what it counts. */
async function computedBy(tx: Tx, unitId: string, sent: SentTarget): Promise<Computed> {
  const { shape } = sent;
  const of = (measureId: string): Computed => ({ shape, measureId, minPerUnit: null });
  if (shape === 'coverage') return of('persons');
  if (shape === 'declared_rate') return of('declared_numerator');
  if (shape === 'qualitative') return of('self_rating');
  if (shape === 'distribution') return of(sent.measureId === 'acknowledged' ? sent.measureId : 'received');
  if (shape === 'ratio') return of(await nameRatio(tx, unitId, sent, (side) => `item.${side}`));
  const measure = await requireNameable(tx, unitId, sent.measureId || 'activities', 'item.measureId');
  // A measure that is a share itself says how the target is computed, whatever was chosen beside it.
  if (measure.rule.source === 'ratio') return { shape: 'ratio', measureId: measure.id, minPerUnit: null };
  if (measure.rule.source === 'unit_share')
    return { shape: 'unit_rate', measureId: measure.rule.measureId, minPerUnit: measure.rule.least };
  return { ...of(measure.id), minPerUnit: shape === 'unit_rate' ? (sent.minPerUnit ?? 1) : null };
}
