import { addDays, daysBetween, type LocalDate } from '#app/platform/clock.ts';

/**
 * Moves dates of an earlier plan to a new first day. Where the new one begins whole years later on the same day of the
 * year, days keep their place in the calendar (28 July stays 28 July); else all move by the same number of days.
 */
export function dateShift(from: LocalDate, to: LocalDate): (date: LocalDate) => LocalDate {
  const isSameDay = from.slice(5) === to.slice(5);
  if (!isSameDay) {
    const days = daysBetween(from, to);
    return (date) => addDays(date, days);
  }
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return (date) => {
    const year = Number(date.slice(0, 4)) + years;
    const moved = `${year}-${date.slice(5)}`;
    // 29 February of a leap year becomes the last of February.
    return addDays(moved, 0) === moved ? moved : `${year}-02-28`;
  };
}
