import type { LocalDate } from '#app/platform/clock.ts';
import type { ItemRef } from '#app/modules/activities/activity-details.ts';

/** A target, task or quota line that a unit's work may serve. */
export interface PlanItem {
  kind: ItemRef['kind'];
  id: string;
  /** First of its line of inheritance: the same duty in the plan above and in one's own has one root. */
  rootId: string;
  planId: string;
  planTitle: string;
  planNumber: string;
  /** The plan is the unit's own, not one addressed to it. */
  isOwnPlan: boolean;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  statement: string;
  /** Targets only; empty otherwise. */
  shape: string;
  binds: string;
  sectorIds: string[];
  kindIds: string[];
  /** Activities of the unit count for it; a target that is stated, or of other units, they only stand beside. */
  isCounted: boolean;
  /** Sectors, kinds, people and measure that a target names, to tell targets of one sentence apart. */
  whoseVi: string[];
  whoseEn: string[];
}

/** How a link is written in a form field: `target:<id>`. */
export function itemKey(item: ItemRef): string {
  return `${item.kind}:${item.id}`;
}

/** Shapes that activities count for; the others are declared. */
const countedShapes = new Set(['coverage', 'unit_rate', 'count', 'per_unit_count', 'ratio']);

/** Whether what this unit did on this day can count for the item. */
export function isServable(item: PlanItem, unit: { kindId: string; sectorId: string | null }, on: LocalDate): boolean {
  return on >= (item.validFrom ?? '0000') && on <= (item.validTo ?? '9999') && isAskedOf(item, unit);
}

/** Whether what this unit does can count for the item on some day. */
export function isAskedOf(
  item: Pick<PlanItem, 'kind' | 'shape' | 'binds' | 'isOwnPlan' | 'sectorIds' | 'kindIds'>,
  unit: { kindId: string; sectorId: string | null },
): boolean {
  if (item.kind !== 'target') return true;
  if (!countedShapes.has(item.shape)) return false;
  if (item.binds === 'issuer' && !item.isOwnPlan) return false;
  if (item.sectorIds.length > 0 && !item.sectorIds.includes(unit.sectorId ?? '')) return false;
  // People reached by a unit above count for coverage; a rate of units asks for the named kinds.
  return item.shape === 'coverage' || item.kindIds.length === 0 || item.kindIds.includes(unit.kindId);
}
