import { daysBetween, type LocalDate } from '#app/platform/clock.ts';
import type { PeriodKind } from '#app/modules/reports/period.ts';
import type { Occurrence } from '#app/modules/calendar/commemorations.ts';

/** What a unit owes; words and the one next button follow from the kind. */
export type DueItem = {
  id: string;
  /** The day it is due; null for what waits without a day. */
  dueOn: LocalDate | null;
  href: string;
} & (
  | { kind: 'acknowledge' | 'adopt' | 'making'; number: string; title: string }
  | { kind: 'plan_returned' | 'plan_approved'; title: string }
  | { kind: 'report_missing' | 'report_draft' | 'report_returned'; period: PeriodKind; year: number; index: number }
  | { kind: 'activity'; title: string }
  | { kind: 'task'; title: string; number: string }
  | { kind: 'quota'; item: string; missing: number; number: string }
  | { kind: 'unserved'; count: number; most: number }
);

/** A plan, its tasks, or a period's reports, that units below are late with. */
export type LateLine = { id: string; late: number; href: string } & (
  | {
      kind: 'plan';
      number: string;
      title: string;
      addressed: number;
      unacknowledged: number;
      unadopted: number;
      remindedToday: number;
    }
  | { kind: 'tasks'; number: string; title: string; lateTasks: number }
  /** `isMore`: at least so many. */
  | { kind: 'reports'; period: PeriodKind; year: number; index: number; isMore: boolean }
);

/** What waits for the decision of the acting unit. */
export type WaitingItem = { id: string; href: string } & (
  | { kind: 'plan'; title: string; since: LocalDate }
  | { kind: 'report'; unitName: string; period: PeriodKind; year: number; index: number; since: LocalDate | null }
  | {
      kind: 'lowering';
      unitName: string;
      statement: string;
      comparator: string;
      askedValue: number | null;
      offeredValue: number | null;
      unit: string;
      reason: string;
    }
);

/** Everything on the first page of the workplace. */
export interface WorkOfToday {
  today: LocalDate;
  unit: { name: string; hasUnitsBelow: boolean };
  due: DueItem[];
  /** `isMore`: at least so many units are late. */
  late: { lines: LateLine[]; lateUnits: number; isMore: boolean; unitsBelow: number };
  waiting: WaitingItem[];
  upcoming: Occurrence[];
  may: { remind: boolean; record: boolean; plan: boolean };
}

export type Mark = { state: 'late' | 'risk' | 'neutral'; days: number | null };

/** How a due day is marked: late after it, at risk within seven days of it. Days past it are positive. */
export function markOf(dueOn: LocalDate | null, today: LocalDate): Mark {
  if (dueOn === null) return { state: 'neutral', days: null };
  const days = daysBetween(dueOn, today);
  return { state: days > 0 ? 'late' : days >= -7 ? 'risk' : 'neutral', days };
}

/** The most urgent first; what has no day comes before what has time. */
export function byUrgency(today: LocalDate): (a: DueItem, b: DueItem) => number {
  const rank = (item: DueItem): number => {
    const { days } = markOf(item.dueOn, today);
    return days ?? -7.5;
  };
  return (a, b) => rank(b) - rank(a);
}
