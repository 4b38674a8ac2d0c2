import { addDays, daysBetween, type LocalDate } from '#app/platform/clock.ts';
import type { Period } from '#app/modules/progress/periods.ts';
import type { Tally } from '#app/modules/progress/tally.ts';
import type { Comparator, TargetRule } from '#app/modules/progress/target-rule.ts';

/** met: reached · late: the day has passed without · risk: due soon, or behind at the present pace · open: neither. */
export type FigureState = 'met' | 'open' | 'risk' | 'late' | 'none';

/** What a target's cell shows for one branch, computed from the branch's sums. */
export interface Figure {
  /** share: so many of so many · count: so many · ratings: grades · none: nothing to compute for this branch. */
  kind: 'share' | 'count' | 'ratings' | 'none';
  /** What was reached: units, persons, things. */
  actual: number;
  /** Of how many; null for counts. */
  of: number | null;
  /** In percent, unrounded; null for counts and where there is nobody to count. */
  share: number | null;
  /** What is compared with the target's value, in the target's unit. */
  compared: number | null;
  needed: number | null;
  /** `compared` at the end of the period if things go on as they have; null when it is too early to say. */
  forecast: number | null;
  state: FigureState;
  tally: Tally;
}

/** Due within this many days is at risk, whatever the pace. */
const soonDays = 7;
/** Before a tenth of the period is over a pace says nothing. */
const earlyShare = 0.1;

/** The period, the day by which, and the day that is looked at. */
export interface FigureTime {
  period: Period;
  dueOn: LocalDate;
  on: LocalDate;
}

/** A branch's figure. `isOwn` tells the unit whose plan it is: a count of the whole tree is nobody else's to reach. */
export function figureOf(rule: TargetRule, tally: Tally, time: FigureTime, isOwn: boolean): Figure {
  return judgeOf(rule, time)(tally, isOwn);
}

/** `figureOf` for the many branches of a board: what the days alone decide is worked out once. */
export function judgeOf(rule: TargetRule, time: FigureTime): (tally: Tally, isOwn: boolean) => Figure {
  const judgedAt = { ...time, pace: paceOf(time) };
  return (tally, isOwn) => judged(rule, tally, judgedAt, isOwn);
}

function judged(rule: TargetRule, tally: Tally, time: FigureTime & { pace: Pace }, isOwn: boolean): Figure {
  if (rule.shape === 'qualitative') return ratingFigure(tally);
  const isCount = rule.shape === 'count';
  if (isCount ? tally.reported + tally.notReported === 0 : tally.denominator === 0) return nothing(tally);

  // A ratio of measures may be above one: what is counted above is no part of what is counted below.
  const isSum = isCount || rule.shape === 'ratio';
  const actual = isSum ? tally.numerator : Math.min(tally.denominator, tally.numerator + tally.fromOthers);
  const of = isCount ? null : tally.denominator;
  const share = of === null ? null : (actual / of) * 100;
  // A count that each unit must reach is, over a branch, a share of units that should be everyone.
  const isShare = rule.shape === 'per_unit_count' || (!isCount && rule.isPercent);
  const isAsked = isShare || isOwn;
  const needed = isAsked ? (rule.shape === 'per_unit_count' ? 100 : rule.value) : null;
  const compared = isShare ? share : actual;
  const comparator = rule.shape === 'per_unit_count' ? '>=' : rule.comparator;
  // Of a ratio both sides grow: at the present pace it stays what it is.
  const forecast =
    rule.shape === 'ratio'
      ? keptUp(compared ?? 0, time.pace)
      : forecastOf(compared ?? 0, time.pace, isShare ? 100 : (of ?? Infinity));
  const state = needed === null ? 'none' : stateOf(comparator, compared ?? 0, needed, forecast, time);
  return { kind: isCount ? 'count' : 'share', actual, of, share, compared, needed, forecast, state, tally };
}

function nothing(tally: Tally): Figure {
  return {
    kind: 'none',
    actual: 0,
    of: null,
    share: null,
    compared: null,
    needed: null,
    forecast: null,
    state: 'none',
    tally,
  };
}

function ratingFigure(tally: Tally): Figure {
  const of = tally.reported + tally.notReported;
  if (of === 0) return nothing(tally);
  const { reported: actual } = tally;
  const share = (actual / of) * 100;
  return { kind: 'ratings', actual, of, share, compared: null, needed: null, forecast: null, state: 'none', tally };
}

/** Whether a target is something to reach, rather than a limit to stay under. */
export function asksForMuch(comparator: Comparator): boolean {
  return comparator === '>=' || comparator === '>' || comparator === '=';
}

/** Whether a value satisfies a target. Compared as it is, never as rounded for the screen. */
export function satisfies(comparator: Comparator, value: number, needed: number): boolean {
  if (comparator === '>=') return value >= needed;
  if (comparator === '>') return value > needed;
  if (comparator === '=') return value === needed;
  return comparator === '<=' ? value <= needed : value < needed;
}

/**
 * How a target stands on a day. One that asks for little (≤, <) is met only when the time is over: until then it can
 * still be spoilt, and it fails the moment it is exceeded. "100%" and "06 classes" are to be reached: seven classes are
 * no failure (docs/decisions/0110-boards.md).
 */
export function stateOf(
  comparator: Comparator,
  value: number,
  needed: number,
  forecast: number | null,
  time: { dueOn: LocalDate; on: LocalDate },
): FigureState {
  const isOver = time.on > time.dueOn;
  const asked = comparator === '=' ? '>=' : comparator;
  const isSatisfied = satisfies(asked, value, needed);
  if (asksForMuch(comparator)) {
    if (isSatisfied) return 'met';
    if (isOver) return 'late';
    const isBehind = forecast !== null && !satisfies(asked, forecast, needed);
    return isBehind || time.on >= addDays(time.dueOn, -soonDays) ? 'risk' : 'open';
  }
  if (value > needed || (comparator === '<' && value >= needed)) return 'late';
  if (isOver) return isSatisfied ? 'met' : 'late';
  return forecast !== null && forecast > needed ? 'risk' : 'open';
}

/** Days from the period's beginning to its end, and to the day looked at. */
interface Pace {
  whole: number;
  gone: number;
}

function paceOf({ period, dueOn, on }: FigureTime): Pace {
  return { whole: daysBetween(period.from, dueOn) + 1, gone: daysBetween(period.from, on) + 1 };
}

/** The value at the deadline if every day brings as much as the days so far did; a share never passes `most`. */
function forecastOf(value: number, { whole, gone }: Pace, most: number): number | null {
  if (gone >= whole) return value;
  if (gone < whole * earlyShare) return null;
  return Math.min(most, (value / gone) * whole);
}

/** A value that stands still at the present pace; null while it is too early to say. */
const keptUp = (value: number, { whole, gone }: Pace): number | null => (gone < whole * earlyShare ? null : value);

/** A percentage as shown: one decimal, never rounded up to a target that was not reached. */
export function shownPercent(share: number): number {
  // The small amount takes back what division left short of a whole tenth (0.29 × 100 is 28.999…).
  return Math.floor(share * 10 + 1e-9) / 10;
}
