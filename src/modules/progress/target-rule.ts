import type { Cadence, Period } from '#app/modules/progress/periods.ts';

export type Shape =
  'coverage' | 'unit_rate' | 'count' | 'per_unit_count' | 'declared_rate' | 'ratio' | 'qualitative' | 'distribution';
export type Comparator = '>=' | '>' | '=' | '<=' | '<';

/** A target as far as computing goes. */
export interface TargetRule {
  shape: Shape;
  measureId: string;
  /** Of a ratio the measure that `measureId` is divided by. */
  denominatorId?: string;
  /** The measure is of things that are there, known by their changes: all up to the day count, not those of a period. */
  isStock: boolean;
  /** Units state the measure's figures themselves, so that a sum of zero was said; absent where work is counted. */
  isStated?: true;
  /** The population asked for and those that make it up. */
  populationIds: readonly string[];
  /** Whose declared figure is the denominator: the population's, else one that stands for it. */
  figurePopulationIds: readonly string[];
  /** Empty: every sector. */
  sectorIds: readonly string[];
  /** Never empty: where the plan names no kind, the grassroots kinds. */
  kindIds: readonly string[];
  comparator: Comparator;
  value: number | null;
  /** The value is a percentage, not a number of things. */
  isPercent: boolean;
  minPerUnit: number;
  binds: 'issuer' | 'each_unit' | 'tree';
  cadence: Cadence;
  /** The unit whose plan it is. */
  planUnitId: string;
}

/**
 * What of a rule decides a unit's tally: the rest only judges the sums. Tallies are kept by it, so that a unit that
 * raises a target it inherited shares them with the unit above.
 */
export type TallyRule = Omit<TargetRule, 'comparator' | 'isPercent' | 'cadence'>;

const judgedOnly: readonly Shape[] = [
  'coverage',
  'unit_rate',
  'count',
  'declared_rate',
  'ratio',
  'qualitative',
  'distribution',
];

export function tallyRuleOf(rule: TargetRule): TallyRule {
  const { comparator: _comparator, isPercent: _isPercent, cadence: _cadence, ...asked } = rule;
  return {
    ...asked,
    value: judgedOnly.includes(rule.shape) ? null : rule.value,
    planUnitId: rule.binds === 'issuer' ? rule.planUnitId : '',
  };
}

/** What one unit did, has and said for a target in a period. */
export interface UnitInput {
  unit: { id: string; kindId: string; sectorId: string | null; foundedOn: string; endedOn: string | null };
  period: Period;
  /** The day as of which all is seen. */
  on: string;
  /** Sums of facts by measure, all populations. */
  byMeasure: ReadonlyMap<string, number>;
  /** Distinct persons of the target's populations, added over activities. */
  persons: number;
  /** Declared people of the population; null where the unit declared none. */
  declared: number | null;
  declaration: { numerator: number | null; denominator: number | null; rating: number | null } | null;
  doubts: number;
}

/** Whether a target counts this unit in its denominator, by kind, sector and whom it binds. */
export function isBound(rule: TallyRule, unit: { id: string; kindId: string; sectorId: string | null }): boolean {
  if (rule.binds === 'issuer') return unit.id === rule.planUnitId;
  if (!rule.kindIds.includes(unit.kindId)) return false;
  return rule.sectorIds.length === 0 || rule.sectorIds.includes(unit.sectorId ?? '');
}

/** Whether a target is stated by units rather than counted from activities: shares, grades, receipts of printed matter. */
export function isDeclared(rule: Pick<TargetRule, 'shape' | 'measureId'>): boolean {
  if (rule.shape === 'distribution') return rule.measureId !== 'acknowledged';
  return rule.shape === 'declared_rate' || rule.shape === 'qualitative';
}
