import type { LocalDate } from '#app/platform/clock.ts';

/** One amount that a source contributes to one measure on one day. */
export interface Contribution {
  measureId: string;
  populationId: string | null;
  /** Null counts for the measure itself; otherwise for the target at the head of the line of inheritance. */
  targetRootId: string | null;
  happenedOn: LocalDate;
  value: number;
  /** Somebody said so: a zero that was said is recorded, or it could not be told from silence. */
  isStated?: true;
}

/** What the facts of a source add up to so far, with the first fact of each sum. */
export interface RecordedContribution extends Contribution {
  firstId: number;
}

export interface FactDifference extends Contribution {
  correctsId: number | null;
}

const sumKey = (one: Contribution): string =>
  [one.measureId, one.populationId ?? '', one.targetRootId ?? '', one.happenedOn].join('|');
const lineKey = (one: Contribution): string =>
  [one.measureId, one.populationId ?? '', one.targetRootId ?? ''].join('|');

/**
 * The facts to add so that what is recorded becomes what is wanted. A fact that moved to another day is taken back on
 * the old day and given on the new one, so that both periods stay right. Zero is not written, unless it was said and
 * nothing is recorded yet.
 */
export function factDifferences(recorded: RecordedContribution[], wanted: Contribution[]): FactDifference[] {
  const firstOfLine = new Map<string, number>();
  for (const one of recorded) {
    const known = firstOfLine.get(lineKey(one));
    firstOfLine.set(lineKey(one), known === undefined ? one.firstId : Math.min(known, one.firstId));
  }
  const known = new Set(recorded.map(sumKey));
  const said = new Set(wanted.filter((one) => one.isStated && !known.has(sumKey(one))).map(sumKey));
  const open = new Map<string, Contribution>();
  const add = (one: Contribution, sign: 1 | -1): void => {
    const found = open.get(sumKey(one));
    if (found) found.value += sign * one.value;
    else open.set(sumKey(one), { ...plain(one), value: sign * one.value });
  };
  for (const one of recorded) add(one, -1);
  for (const one of wanted) add(one, 1);
  return [...open.values()]
    .filter((one) => one.value !== 0 || said.has(sumKey(one)))
    .map((one) => ({ ...one, correctsId: firstOfLine.get(lineKey(one)) ?? null }));
}

function plain({ measureId, populationId, targetRootId, happenedOn, value }: Contribution): Contribution {
  return { measureId, populationId, targetRootId, happenedOn, value };
}
