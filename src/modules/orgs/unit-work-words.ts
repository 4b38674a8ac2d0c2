import { m } from '#app/paraglide/messages.js';
import { daysBetween, type LocalDate } from '#app/platform/clock.ts';
import { wordsFor } from '#app/platform/error-words.ts';
import { formatDate } from '#app/ui/format-values.ts';
import type { ReorganisationOutcome } from './server/reorganise/outcome.ts';
import type { UnitWork, UnitWorkLine } from './server/open-work.ts';

/** A line of work as it is shown. */
export interface WorkItem {
  id: string;
  title: string;
  href: string;
  note: string;
  state?: 'late' | 'risk' | 'neutral';
  stateLabel?: string;
  thumbFileId: string | null;
}

/** What a unit owes and did, in the language of the request. Server only: it may name any message. */
export function unitWorkItems(work: UnitWork): { owes: WorkItem[] | null; did: WorkItem[] | null } {
  return {
    owes: work.owes?.map((line) => ({ ...item(line), ...dueMark(line.on, work.today) })) ?? null,
    did: work.did?.map(item) ?? null,
  };
}

function item({ id, title, href, noteKey, params, on, thumbFileId }: UnitWorkLine): WorkItem {
  const date = on === null ? '' : formatDate(on);
  return { id, title, href, note: wordsFor(noteKey, { ...params, date }) ?? '', thumbFileId: thumbFileId ?? null };
}

/** Late after its day, at risk within seven days of it. */
function dueMark(on: LocalDate | null, today: LocalDate): { state: 'late' | 'risk' | 'neutral'; stateLabel: string } {
  if (on === null) return { state: 'neutral', stateLabel: m.orgs_work_days_none() };
  const days = daysBetween(on, today);
  if (days > 0) return { state: 'late', stateLabel: m.orgs_work_days_late({ days }) };
  const stateLabel = days === 0 ? m.orgs_work_days_today() : m.orgs_work_days_left({ days: -days });
  return { state: days >= -7 ? 'risk' : 'neutral', stateLabel };
}

/** What becomes of the open work of units that end, one sentence for each kind. Server only. */
export function openWorkWords(openWork: ReorganisationOutcome['openWork']): string[] {
  return openWork.map(({ key, count, followsTree, unitName, successorName }) => {
    const work = wordsFor(key, { count }) ?? key;
    if (followsTree) return m.orgs_preview_work_follows({ unit: unitName, work });
    return successorName === null
      ? m.orgs_preview_work_kept({ unit: unitName, work })
      : m.orgs_preview_work_to({ unit: unitName, work, successor: successorName });
  });
}
