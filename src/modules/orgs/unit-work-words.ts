import { m } from '#app/paraglide/messages.js';
import { daysBetween, type LocalDate } from '#app/platform/clock.ts';
import { wordsFor } from '#app/platform/error-words.ts';
import { formatDate, formatNumber } from '#app/ui/format-values.ts';
import type { WorkChoice } from './open-work-choices.ts';
import type { OpenWork, UnitWork, UnitWorkLine } from './server/open-work.ts';

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

/** A kind of open work of the units that end, with what can be chosen for it; nothing where the tree decides. */
export interface WorkRow {
  key: string;
  words: string;
  choice: WorkChoice;
  options: { value: WorkChoice; label: string }[];
  /** Unit by unit what happens now. */
  lines: string[];
}

interface RowSource extends OpenWork {
  unitName?: string;
  hasSuccessor: boolean;
  successorName?: string | null;
}

/** One row for each kind, in the order of the subjects, from a preview of one decision or of a set. Server only. */
export function openWorkRows(openWork: readonly RowSource[]): WorkRow[] {
  return [...new Set(openWork.map((work) => work.key))].map((key) => {
    const kind = openWork.filter((work) => work.key === key);
    const sumOf = (what: 'count' | 'lateCount') => kind.reduce((sum, work) => sum + work[what], 0);
    const chosen = kind.find((work) => work.hasSuccessor) ?? kind[0];
    return {
      key,
      words: workWords(key, sumOf('count'), sumOf('lateCount')),
      choice: chosen?.choice ?? 'read_only',
      options: kind.some((work) => work.followsTree) ? [] : choicesFor(kind),
      lines: kind.flatMap((work) =>
        work.unitName === undefined ? [] : [sentence({ ...work, unitName: work.unitName })],
      ),
    };
  });
}

/** "3 nhiệm vụ chưa hoàn thành, trong đó 2 đã quá hạn". */
function workWords(key: string, count: number, late: number): string {
  const work = wordsFor(key, { count }) ?? key;
  return late === 0 ? work : m.orgs_work_late({ work, count: formatNumber(late) });
}

function choicesFor(kind: readonly RowSource[]): WorkRow['options'] {
  if (kind.some((work) => work.staysPut))
    return [
      { value: 'read_only', label: m.orgs_work_stays() },
      { value: 'close', label: m.orgs_work_close() },
    ];
  const successors = new Set(kind.flatMap((work) => (work.hasSuccessor ? [work.successorName ?? ''] : [])));
  const [only] = successors;
  const isOne = successors.size === 1 && only !== '' && kind.every((work) => work.hasSuccessor);
  const label = isOne && only !== undefined ? m.orgs_work_to({ successor: only }) : m.orgs_work_to_successor();
  return [
    ...(successors.size > 0 ? [{ value: 'successor' as const, label }] : []),
    { value: 'close', label: m.orgs_work_close() },
    { value: 'read_only', label: m.orgs_work_read_only() },
  ];
}

function sentence({
  key,
  count,
  lateCount,
  choice,
  followsTree,
  staysPut,
  unitName,
  successorName,
}: RowSource & { unitName: string }): string {
  const work = workWords(key, count, lateCount);
  if (followsTree) return m.orgs_preview_work_follows({ unit: unitName, work });
  if (choice === 'close') return m.orgs_preview_work_closed({ unit: unitName, work });
  if (choice === 'read_only' && staysPut) return m.orgs_preview_work_stays({ unit: unitName, work });
  if (choice === 'read_only') return m.orgs_preview_work_kept({ unit: unitName, work });
  return m.orgs_preview_work_to({ unit: unitName, work, successor: successorName ?? '' });
}
