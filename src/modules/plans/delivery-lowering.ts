import type { LocalDate } from '#app/platform/clock.ts';

/** What a target asks, as far as it can be made easier or harder. */
export interface TargetTerms {
  comparator: string;
  value: number | null;
  minPerUnit: number | null;
  dueOn: LocalDate | null;
}

export type Comparison = 'kept' | 'raised' | 'lowered';

// What each comparator asks: much, little, or exactly that.
const strictness: Record<string, number> = { '=': 2, '>': 1, '>=': 0, '<': 1, '<=': 0 };
const asksLittle = (comparator: string): boolean => comparator.startsWith('<');

/**
 * Compares a unit's own target with the one it comes from. Easier in one respect is lowered, whatever else was made
 * harder: another direction, a smaller value (a larger one where little is asked), "at least" instead of "more than",
 * fewer per unit, a later day.
 */
export function compareTerms(inherited: TargetTerms, own: TargetTerms): Comparison {
  const steps = [
    asksLittle(inherited.comparator) === asksLittle(own.comparator) ? 0 : -1,
    compareValues(inherited, own),
    compareCounts(inherited.minPerUnit, own.minPerUnit),
    compareDays(inherited.dueOn, own.dueOn),
  ];
  if (steps.some((step) => step < 0)) return 'lowered';
  return steps.some((step) => step > 0) ? 'raised' : 'kept';
}

/** Whether a unit's own figure can be: nobody reaches more than all, unless more than 100% was asked to begin with. */
export function canBeReached(inherited: { unit: string; value: number | null }, own: number | null): boolean {
  return own === null || inherited.unit !== 'percent' || own <= Math.max(100, inherited.value ?? 0);
}

function compareValues(inherited: TargetTerms, own: TargetTerms): number {
  if (inherited.value === null) return own.value === null ? 0 : 1;
  if (own.value === null) return -1;
  const difference = asksLittle(inherited.comparator) ? inherited.value - own.value : own.value - inherited.value;
  if (difference !== 0) return difference;
  return (strictness[own.comparator] ?? 0) - (strictness[inherited.comparator] ?? 0);
}

function compareCounts(inherited: number | null, own: number | null): number {
  return (own ?? 0) - (inherited ?? 0);
}

function compareDays(inherited: LocalDate | null, own: LocalDate | null): number {
  if (inherited === null) return 0;
  if (own === null) return -1;
  return own === inherited ? 0 : own > inherited ? -1 : 1;
}

/** A target below what was asked, and what has been said about it. */
export interface LoweringRecord {
  reason: string;
  state: 'asked' | 'accepted' | 'refused' | null;
  /** What the unit above was asked to accept. */
  terms: TargetTerms | null;
}

export type LoweringStanding = 'none' | 'unasked' | 'asked' | 'refused' | 'accepted';

/** How a target stands: an answer covers what was asked and anything harder, not a later, easier change. */
export function loweringStanding(
  inherited: TargetTerms,
  own: TargetTerms | null,
  record: LoweringRecord,
): LoweringStanding {
  if (own !== null && compareTerms(inherited, own) !== 'lowered') return 'none';
  if (own === null || record.state === null || record.terms === null) return 'unasked';
  if (compareTerms(record.terms, own) === 'lowered') return 'unasked';
  return record.state;
}

const spelled = (value: number): string => String(value).replace('.', ',');

/** The sentence with the new figure in place of the old one, where that stands in it exactly once; else unchanged. */
export function restateValue(statement: string, from: number | null, to: number | null): string {
  if (from === null || to === null || from === to) return statement;
  const figures = [...statement.matchAll(/\d+(?:[.,]\d+)?/g)];
  const hits = figures.filter(([figure]) => Number(figure.replace(',', '.')) === from);
  const [hit] = hits;
  if (hits.length !== 1 || hit === undefined) return statement;
  return statement.slice(0, hit.index) + spelled(to) + statement.slice(hit.index + hit[0].length);
}
