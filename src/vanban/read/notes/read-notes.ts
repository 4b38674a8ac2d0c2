import { type ReadBasis, type ReadNote, type ReadTask } from '../../plan-document.ts';
import { spanOf } from '../flow/clean-text.ts';
import { allNodes, type OutlineNode } from '../outline/build-outline.ts';
import { isBullet, ordinalOf } from '../outline/read-marker.ts';
import { findDates } from '../dates/read-date.ts';
import { type Item } from '../zones/find-zones.ts';

/** Numbers that jump, repeat or run backwards among siblings of one kind. */
export function noteNumbering(root: OutlineNode): ReadNote[] {
  const notes: ReadNote[] = [];
  for (const parent of [root, ...allNodes(root)]) {
    const last = new Map<string, number>();
    for (const node of parent.children) {
      const { marker } = node;
      if (!marker || isBullet(marker.kind) || !node.item.para) continue;
      const value = ordinalOf(marker);
      if (value === null) continue;
      const before = last.get(marker.kind) ?? (marker.kind === 'letter' || marker.kind === 'paren' ? null : 0);
      last.set(marker.kind, value);
      if (before === null || value === before + 1) continue;
      const span = spanOf(node.item.para.piece, 0, Math.max(1, marker.length));
      const params = { section: parent.path, expected: before + 1, found: marker.numbering };
      if (value === before)
        notes.push({ code: 'numbering-repeated', span, params: { section: parent.path, found: marker.numbering } });
      else if (value > before) notes.push({ code: 'numbering-gap', span, params });
      else if (value !== 1) notes.push({ code: 'numbering-out-of-order', span, params });
    }
  }
  return notes;
}

/** Numbers of documents that are not in their usual form. */
export function noteNumbers(basis: readonly ReadBasis[]): ReadNote[] {
  return basis.flatMap((b) =>
    b.number && b.canonicalNumber && b.number !== b.canonicalNumber
      ? [{ code: 'number-corrected' as const, span: b.span, params: { typed: b.number, canonical: b.canonicalNumber } }]
      : [],
  );
}

/** Days that the calendar does not have. */
export function noteImpossibleDates(items: readonly Item[]): ReadNote[] {
  return items.flatMap(({ para }) =>
    para
      ? findDates(para.text)
          .filter((d) => !d.isPossible)
          .map((d): ReadNote => ({
            code: 'date-impossible',
            span: spanOf(para.piece, d.from, d.to),
            params: { typed: para.text.slice(d.from, d.to) },
          }))
      : [],
  );
}

/** Tasks due before the document was made; the document's own year may be the wrong one. */
export function noteEarlyDeadlines(tasks: readonly ReadTask[], date: string | null): ReadNote[] {
  if (!date || date.length < 10) return [];
  return tasks.flatMap((task): ReadNote[] => {
    const due = task.deadline;
    if (!due || due.startsWith('-') || due.includes('Q') || due >= date.slice(0, due.length)) return [];
    return [{ code: 'deadline-before-issue', span: task.span, params: { deadline: due, date } }];
  });
}

const weekdays: Record<string, number> = {
  'chủ nhật': 0,
  hai: 1,
  ba: 2,
  tư: 3,
  năm: 4,
  sáu: 5,
  bảy: 6,
  '2': 1,
  '3': 2,
  '4': 3,
  '5': 4,
  '6': 5,
  '7': 6,
};

/** "07/02/2026 (thứ Sáu)" where that day is a Saturday; the year of a plan that its text contradicts. */
export function noteDisagreeingDates(
  items: readonly Item[],
  date: string | null,
  titleYear: number | null,
): ReadNote[] {
  const notes: ReadNote[] = [];
  for (const { para } of items) {
    if (!para) continue;
    for (const found of findDates(para.text)) {
      const named = /^\s*[,(]?\s*(?:tức\s+)?(?:thứ\s+)?(chủ nhật|hai|ba|tư|năm|sáu|bảy|[2-7])\s*\)?/iu.exec(
        para.text.slice(found.to),
      );
      if (!named || found.date.length !== 10 || !/^\s*[,(]?\s*(?:tức\s+)?(?:thứ|chủ)/iu.test(para.text.slice(found.to)))
        continue;
      const expected = weekdays[named[1]!.toLowerCase()];
      if (expected === undefined || new Date(`${found.date}T00:00:00Z`).getUTCDay() === expected) continue;
      notes.push({
        code: 'dates-disagree',
        span: spanOf(para.piece, found.from, found.to + named[0].length),
        params: { date: found.date, other: null, otherText: named[0].trim() },
      });
    }
  }
  if (date && titleYear && Number(date.slice(0, 4)) < titleYear && Number(date.slice(5, 7)) <= 3) {
    notes.push({
      code: 'dates-disagree',
      span: { start: 0, end: 0 },
      params: { date, other: String(titleYear), otherText: null },
    });
  }
  return notes;
}
