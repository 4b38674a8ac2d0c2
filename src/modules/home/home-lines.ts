import { m } from '#app/paraglide/messages.js';
import { daysBetween } from '#app/platform/clock.ts';
import { countWords } from '#app/ui/count-words.ts';
import { formatDate, formatNumber } from '#app/ui/format-values.ts';
import { commemorationName, commemorationTitle } from '#app/modules/calendar/commemoration-words.ts';
import type { Roundness } from '#app/modules/calendar/commemorations.ts';
import { periodValue } from '#app/modules/reports/period-address.ts';
import type { LateLine, WaitingItem, WorkOfToday } from '#app/modules/home/home-items.ts';
import { dueMark, dueWords, periodWords, waitingMark } from '#app/modules/home/home-words.ts';

/** A line as it is shown: how it stands, what it is, one line about it, and what its one button says. */
export interface HomeLine {
  id: string;
  title: string;
  note: string;
  state?: 'late' | 'risk' | 'neutral';
  stateLabel?: string;
  href?: string;
  go: string;
  /** The report that the one button begins; without it the button leads to `href`. */
  start?: { period: string; year: number };
}

export interface WaitingLine extends HomeLine {
  /** A wish to lower a target: decided on where it stands. */
  lowering?: { offered: number | null; reason: string };
}

export interface UpcomingLine extends HomeLine {
  roundness: Roundness;
}

export interface HomeLines {
  unitName: string;
  due: HomeLine[];
  /** Null where the unit has none below it. */
  late: { title: string; lines: HomeLine[]; hasPlans: boolean } | null;
  waiting: WaitingLine[];
  upcoming: UpcomingLine[];
  may: WorkOfToday['may'];
}

/**
 * Puts the work of today into words, in the language of the request. Called where the page is loaded: in the browser
 * the words of all kinds of lines would weigh more than the page.
 */
export function homeLines(work: WorkOfToday): HomeLines {
  const { today, unit, late } = work;
  const share = m.home_late_units({
    late: countWords(late.lateUnits, late.isMore),
    units: formatNumber(late.unitsBelow),
  });
  return {
    unitName: unit.name,
    due: work.due.map((item) => ({
      id: item.id,
      href: item.href,
      ...dueWords(item),
      ...(item.kind === 'report_missing'
        ? { start: { period: periodValue({ kind: item.period, index: item.index }), year: item.year } }
        : {}),
      ...dueMark(item.dueOn, today),
    })),
    late: unit.hasUnitsBelow
      ? {
          title: late.lines.length > 0 ? `${m.home_late()} (${share})` : m.home_late(),
          lines: late.lines.map(lateLine),
          hasPlans: late.lines.some((line) => line.kind === 'plan'),
        }
      : null,
    waiting: work.waiting.map((item) => waitingLine(item, today)),
    upcoming: work.upcoming.map((one) => {
      const left = daysBetween(today, one.on);
      const when = left === 0 ? m.home_upcoming_today() : m.home_upcoming_in({ days: left });
      return {
        id: one.id,
        title: commemorationName(one),
        note: `${formatDate(one.on)} · ${when} · ${m.home_upcoming_none()}`,
        href: `/activities/new?${new URLSearchParams({ title: commemorationTitle(one), on: one.on })}`,
        go: m.home_upcoming_plan(),
        roundness: one.roundness,
      };
    }),
    may: work.may,
  };
}

function lateLine(line: LateLine): HomeLine {
  const { id, href } = line;
  const rest = { id, href, state: 'late' as const, stateLabel: m.home_late_word(), go: m.home_late_see() };
  if (line.kind === 'reports') {
    const title = m.home_late_reports({ period: periodWords(line) });
    return { ...rest, title, note: m.home_late_reports_of({ late: countWords(line.late, line.isMore) }) };
  }
  if (line.kind === 'tasks') {
    const { number, title, lateTasks, late } = line;
    const note = m.home_late_tasks_of({ tasks: formatNumber(lateTasks), units: formatNumber(late) });
    return { ...rest, title: m.home_late_tasks({ number, title }), note };
  }
  const parts = [
    line.unacknowledged > 0 ? m.home_late_unacknowledged({ count: formatNumber(line.unacknowledged) }) : '',
    line.unadopted > 0 ? m.home_late_unadopted({ count: formatNumber(line.unadopted) }) : '',
    m.home_late_of({ late: formatNumber(line.late), addressed: formatNumber(line.addressed) }),
    line.remindedToday > 0 ? m.home_late_reminded({ count: formatNumber(line.remindedToday) }) : '',
  ];
  return { ...rest, title: `${line.number} ${line.title}`.trim(), note: parts.filter(Boolean).join(' · ') };
}

function waitingLine(item: WaitingItem, today: string): WaitingLine {
  const { id } = item;
  if (item.kind === 'lowering') {
    const { unitName: unit, statement, offeredValue, reason } = item;
    const asked = figureWords(item.askedValue, item.unit);
    const title = m.home_waiting_lowering({ unit, asked, offered: figureWords(offeredValue, item.unit) });
    // The unit's draft is not the reader's to open: the figure and its reason are all there is to decide on.
    return {
      id,
      title,
      note: statement,
      go: '',
      lowering: { offered: offeredValue, reason },
      ...waitingMark(null, today),
    };
  }
  const { href } = item;
  const mark = waitingMark(item.since, today);
  if (item.kind === 'plan')
    return { id, href, title: item.title, note: m.home_waiting_plan_note(), go: m.home_see_and_approve(), ...mark };
  const title = m.home_waiting_report({ period: periodWords(item), unit: item.unitName });
  return { id, href, title, note: m.home_waiting_report_note(), go: m.home_see_report(), ...mark };
}

function figureWords(value: number | null, unit: string): string {
  if (value === null) return '–';
  return unit === 'percent' ? `${formatNumber(value)}%` : formatNumber(value);
}
