import { isWithdrawn } from '#app/modules/orgs/unit-policy.ts';
import { standingIn } from '#app/modules/progress/denominator-rule.ts';
import { noTally, type Tally } from '#app/modules/progress/tally.ts';
import { isBound, type Shape, type TallyRule, type UnitInput } from '#app/modules/progress/target-rule.ts';

type Part = Partial<Tally>;

/** What one unit adds to a target, by the target's shape. Pure; the sums over units are taken by `rollUp`. */
export function tallyUnit(rule: TallyRule, input: UnitInput): Tally {
  // Its founding was undone: it was never there, so that it has not ended either, nor does the target ask nothing of it.
  if (isWithdrawn(input.unit)) return noTally;
  return { ...noTally, doubts: input.doubts, ...byShape[rule.shape](rule, input) };
}

const byShape: Record<Shape, (rule: TallyRule, input: UnitInput) => Part> = {
  coverage: tallyCoverage,
  unit_rate: (rule, input) => tallyThreshold(rule, input, rule.minPerUnit),
  per_unit_count: (rule, input) => tallyThreshold(rule, input, rule.value ?? rule.minPerUnit),
  count: tallyCount,
  declared_rate: tallyDeclaredRate,
  ratio: tallyRatio,
  qualitative: tallyRating,
  // Whether it came once or twice makes no difference.
  distribution: (rule, input) => tallyThreshold(rule, input, 1),
};

/** Calls `then` for a unit that counts, and says why for one that does not. */
function whereCounted(rule: TallyRule, input: UnitInput, then: () => Part): Part {
  if (!isBound(rule, input.unit)) return { notApplicable: 1 };
  const standing = standingIn(input.unit, input.period, input.on);
  if (standing === 'ended') return { ended: 1 };
  if (standing === 'too_new') return { tooNew: 1 };
  if (standing === 'not_yet') return {};
  return then();
}

/** Whether the unit did or said anything of a measure: taken back work leaves nothing, a stated zero is an answer. */
function hasReported(rule: TallyRule, input: UnitInput, measureId: string | undefined): boolean {
  const sum = input.byMeasure.get(measureId ?? '');
  return rule.isStated ? sum !== undefined : (sum ?? 0) !== 0;
}

const reportedOr = (isReported: boolean): Part => (isReported ? { reported: 1 } : { notReported: 1 });

/**
 * Persons reached of persons declared. Whoever comes twice is counted twice, since nobody keeps their names; so no
 * unit adds more than it has, or one busy unit would cover for an idle one. Persons reached by units outside
 * the denominator are kept apart and fill only what their branch has left (`figureOf`).
 */
function tallyCoverage(rule: TallyRule, input: UnitInput): Part {
  if (!isBound(rule, input.unit)) {
    // With a sector named, nobody knows how many of a conference's guests were of that sector.
    return { notApplicable: 1, fromOthers: rule.sectorIds.length === 0 ? input.persons : 0 };
  }
  return whereCounted(rule, input, () => {
    const isReported = (input.byMeasure.get('activities') ?? 0) > 0;
    if (input.declared === null || input.declared === 0) return { ...reportedOr(isReported), withoutFigure: 1 };
    return {
      ...reportedOr(isReported),
      numerator: Math.max(0, Math.min(input.persons, input.declared)),
      denominator: input.declared,
    };
  });
}

/** Units that reached a number, of units that should. */
function tallyThreshold(rule: TallyRule, input: UnitInput, threshold: number): Part {
  return whereCounted(rule, input, () => {
    const count = input.byMeasure.get(rule.measureId) ?? 0;
    const isReported = hasReported(rule, input, rule.measureId);
    return { ...reportedOr(isReported), numerator: count >= threshold ? 1 : 0, denominator: 1 };
  });
}

/** A plain sum. Work of a unit that has ended stays counted: it was done. */
function tallyCount(rule: TallyRule, input: UnitInput): Part {
  if (rule.binds === 'issuer' && input.unit.id !== rule.planUnitId) return { notApplicable: 1 };
  const count = input.byMeasure.get(rule.measureId) ?? 0;
  return { ...reportedOr(hasReported(rule, input, rule.measureId)), numerator: count };
}

/** Both sides of a ratio of measures, which are divided only after they are added up. */
function tallyRatio(rule: TallyRule, input: UnitInput): Part {
  if (rule.binds === 'issuer' && input.unit.id !== rule.planUnitId) return { notApplicable: 1 };
  const numerator = input.byMeasure.get(rule.measureId) ?? 0;
  const denominator = input.byMeasure.get(rule.denominatorId ?? '') ?? 0;
  const isReported = [rule.measureId, rule.denominatorId].some((id) => hasReported(rule, input, id));
  return { ...reportedOr(isReported), numerator, denominator };
}

function tallyDeclaredRate(rule: TallyRule, input: UnitInput): Part {
  return whereCounted(rule, input, () => {
    const said = input.declaration;
    if (said?.numerator == null || said.denominator == null) return { notReported: 1 };
    return { reported: 1, numerator: said.numerator, denominator: said.denominator };
  });
}

function tallyRating(rule: TallyRule, input: UnitInput): Part {
  return whereCounted(rule, input, () => {
    const rating = input.declaration?.rating;
    if (rating == null) return { notReported: 1 };
    const ratings: [number, number, number, number] = [0, 0, 0, 0];
    ratings[rating - 1] = 1;
    return { reported: 1, ratings };
  });
}
