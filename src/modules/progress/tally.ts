/**
 * What one unit adds to one target in one period. Everything in it may be added over units, and only afterwards is a
 * share taken: a percentage of a branch is a ratio of its sums, never a mean of percentages.
 */
export interface Tally {
  numerator: number;
  denominator: number;
  /** Persons reached by units outside the denominator: a conference of the unit above, a meeting of a section. */
  fromOthers: number;
  /** Units of the denominator that reported something, and that reported nothing. */
  reported: number;
  notReported: number;
  /** Units that the target asks nothing of. */
  notApplicable: number;
  /** Bound by kind and sector, but founded too late in the period, ended by the day, or without the declared figure. */
  tooNew: number;
  ended: number;
  withoutFigure: number;
  /** How many units chose each grade: unmet, fair, good, excellent. */
  readonly ratings: readonly [number, number, number, number];
  /** Activities behind it that carry a confirmed doubt. */
  doubts: number;
}

export const noTally: Readonly<Tally> = Object.freeze({
  numerator: 0,
  denominator: 0,
  fromOthers: 0,
  reported: 0,
  notReported: 0,
  notApplicable: 0,
  tooNew: 0,
  ended: 0,
  withoutFigure: 0,
  ratings: Object.freeze([0, 0, 0, 0] as const),
  doubts: 0,
});

export function addTallies(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
  return {
    numerator: a.numerator + b.numerator,
    denominator: a.denominator + b.denominator,
    fromOthers: a.fromOthers + b.fromOthers,
    reported: a.reported + b.reported,
    notReported: a.notReported + b.notReported,
    notApplicable: a.notApplicable + b.notApplicable,
    tooNew: a.tooNew + b.tooNew,
    ended: a.ended + b.ended,
    withoutFigure: a.withoutFigure + b.withoutFigure,
    ratings: addRatings(a.ratings, b.ratings),
    doubts: a.doubts + b.doubts,
  };
}

/** Hardly any target is graded: what has no grades is not counted through by the thousand. */
function addRatings(a: Tally['ratings'], b: Tally['ratings']): Tally['ratings'] {
  if (b === noTally.ratings) return a;
  if (a === noTally.ratings) return b;
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

/** The sum of every branch, by its topmost unit. Units come parents first, as paths order them. */
export function rollUp(
  units: readonly { id: string; parentId: string | null }[],
  own: ReadonlyMap<string, Readonly<Tally>>,
): Map<string, Tally> {
  const sums = new Map<string, Tally>(units.map((unit) => [unit.id, { ...(own.get(unit.id) ?? noTally) }]));
  for (const unit of units.toReversed()) {
    const above = unit.parentId === null ? undefined : sums.get(unit.parentId);
    const below = sums.get(unit.id);
    if (above && below && unit.parentId !== null) sums.set(unit.parentId, addTallies(above, below));
  }
  return sums;
}
