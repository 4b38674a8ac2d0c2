import type { LocalDate } from '#app/platform/clock.ts';
import type { RollUp } from '#app/modules/measures/measure-rule.ts';

export interface StatedFigure {
  id: string;
  asOfOn: LocalDate;
  value: number;
}

/**
 * What each statement adds, so that sums say what was stated. Of several for one day the last counts and the others add
 * nothing. A stock (followers, bookcases) is known by its changes: each adds the step from the day before, and the sum
 * of all up to a day is the latest figure; a count of things done adds itself. Takes them by day, as they were entered.
 */
export function stepsOf(figures: readonly StatedFigure[], rollUp: RollUp): StatedFigure[] {
  let before = 0;
  return figures.map((figure, at) => {
    const isLast = figures[at + 1]?.asOfOn !== figure.asOfOn;
    if (!isLast) return { ...figure, value: 0 };
    const value = rollUp === 'latest' ? figure.value - before : figure.value;
    before = figure.value;
    return { ...figure, value };
  });
}
