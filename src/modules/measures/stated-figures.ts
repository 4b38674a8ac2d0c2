import type { LocalDate } from '#app/platform/clock.ts';
import type { RollUp } from '#app/modules/measures/measure-rule.ts';

export interface StatedFigure {
  id: string;
  asOfOn: LocalDate;
  value: number;
}

/** What a statement adds; null where it says nothing new, because another of its day stands or it says the same again. */
export type StatedStep = Omit<StatedFigure, 'value'> & { value: number | null };

/**
 * What each statement adds, so that sums say what was stated. Of several for one day the last counts and the others add
 * nothing. A stock (followers, bookcases) is known by its changes: each adds the step from the day before, and the sum
 * of all up to a day is the latest figure; a count of things done adds itself. "None" is a figure like any other: it is
 * a step of zero, not silence. Takes them by day, as they were entered.
 */
export function stepsOf(figures: readonly StatedFigure[], rollUp: RollUp): StatedStep[] {
  let before: number | null = null;
  return figures.map((figure, at) => {
    const isLast = figures[at + 1]?.asOfOn !== figure.asOfOn;
    if (!isLast) return { ...figure, value: null };
    const step = rollUp === 'latest' ? figure.value - (before ?? 0) : figure.value;
    const isNew = step !== 0 || before === null || rollUp !== 'latest';
    before = figure.value;
    return { ...figure, value: isNew ? step : null };
  });
}
