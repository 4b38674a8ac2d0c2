import { noTally, type Tally } from '#app/modules/progress/tally.ts';

/** The columns of a tally in the tables that keep it, in the order in which lists of values name them. */
export const tallyColumns = [
  'numerator',
  'denominator',
  'from_others',
  'reported',
  'not_reported',
  'not_applicable',
  'too_new',
  'ended',
  'without_figure',
  'rated_unmet',
  'rated_fair',
  'rated_good',
  'rated_excellent',
  'doubts',
] as const;

/** A tally's values in the order of `tallyColumns`. */
export function toValues(tally: Readonly<Tally>): number[] {
  return [
    tally.numerator,
    tally.denominator,
    tally.fromOthers,
    tally.reported,
    tally.notReported,
    tally.notApplicable,
    tally.tooNew,
    tally.ended,
    tally.withoutFigure,
    ...tally.ratings,
    tally.doubts,
  ];
}

/** The tally of such a list, which begins at a position of a longer one; what is missing at its end is nought. */
export function fromValues(values: readonly unknown[], from = 0): Tally {
  const at = (index: number): number => (values[from + index] as number | undefined) ?? 0;
  return {
    numerator: at(0),
    denominator: at(1),
    fromOthers: at(2),
    reported: at(3),
    notReported: at(4),
    notApplicable: at(5),
    tooNew: at(6),
    ended: at(7),
    withoutFigure: at(8),
    ratings: values.length <= from + 9 ? noTally.ratings : [at(9), at(10), at(11), at(12)],
    doubts: at(13),
  };
}

/** `a - b`, value by value. */
export function differenceOf(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
  const less = toValues(b);
  return fromValues(toValues(a).map((value, index) => value - less[index]!));
}
