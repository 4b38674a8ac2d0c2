import type { LocalDate } from '#app/platform/clock.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';

export type CheckInState = 'open' | 'not_yet' | 'over' | 'closed' | 'cancelled';

/** Whether people may check in now, and why not: on the days of the activity, unless the organiser closed it. */
export function checkInState(
  activity: { startsOn: LocalDate; endsOn: LocalDate; status: string },
  code: { closedAt: Date | null },
  today: LocalDate,
): CheckInState {
  if (activity.status === 'cancelled') return 'cancelled';
  if (activity.endsOn < today) return 'over';
  if (code.closedAt !== null) return 'closed';
  return today < activity.startsOn ? 'not_yet' : 'open';
}

/**
 * What makes two people one: the folded name and the section ("tổ", "phòng", "lớp") within a unit. Whoever types the
 * name without accents is the same person; a section parts two of one name.
 */
export const personKey = (name: string, section: string): string => `${toSearchKey(name)}|${toSearchKey(section)}`;

/** So many in a minute at one activity: a hall that scans at once passes, a script does not get far. */
export const mostInMinute = 240;
/** A name is struck out when its owner took part in nothing for so many days: longer than any year that is counted. */
export const keptDays = 400;

/**
 * So many names that nobody knew may the open form of one activity add for a unit: everybody it declared and half as
 * many again, a hundred at least. Whoever has the code could otherwise invent a union; the organiser's list has no bound.
 */
export const mostNewNames = (declaredPeople: number): number => Math.max(100, Math.ceil(declaredPeople * 1.5));
