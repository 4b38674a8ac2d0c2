import { readTimeLine, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { readMomentAt } from '../dates/read-moment.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { type MarkerKind } from '../outline/read-marker.ts';
import { opensWithVerb } from '../words/action-words.ts';
import { ownerOfLabel } from './find-owner.ts';
import { sectionKind } from './section-kinds.ts';
import { type Scope, type Walk } from './task-walk.ts';

/** What a heading, or a label before a colon, says about the lines below it: who does it, by when, of which kind. */
export function scopeOfLabel(node: OutlineNode, label: string, outer: Scope, walk: Walk): Scope {
  const kind = sectionKind(label);
  const isStill = outer.kind === 'state' && kind === 'budget';
  const scope: Scope = { ...outer, kind: isStill ? 'state' : (kind ?? outer.kind) };
  const isHeading = node.content === null;
  const named = ownerOfLabel(label, outer.isDuty || /^(?:Giao|Đề nghị|Yêu cầu|Đối với|Trách nhiệm)/iu.test(label));
  const hasTextBelow = node.children.length > 0 || !isHeading;
  const isLed = /^(?:Giao|Đề nghị|Yêu cầu|Trách nhiệm|Nhiệm vụ|Đối với)(?![\p{L}])/u.test(label);
  const isAim =
    kind === 'aims' ||
    kind === 'targets' ||
    (!isLed && (outer.kind === 'aims' || outer.kind === 'targets' || outer.kind === 'time'));
  const saysWhat = isHeading || outer.isDuty || opensWithVerb(node.content!.text);
  if (named && hasTextBelow && !isAim && saysWhat && (outer.isDuty || isLed || isAmongNames(node)))
    return { ...scope, owner: named.owner, isDuty: true, kind: 'duties' };
  if (kind === 'duties') scope.isDuty = true;
  else if (kind !== null) Object.assign(scope, { isDuty: false, owner: null });
  else if (isHeading && isNumbered(node) && !outer.isDuty) scope.owner = null;
  scope.deadline = isHeading ? (dateOfHeading(label, walk.dates) ?? outer.deadline) : outer.deadline;
  return scope;
}

/** Outside the part that hands out work a name is an owner only where the headings beside it are names too. */
function isAmongNames(node: OutlineNode): boolean {
  const { marker, parent } = node;
  if (!marker || !parent || node.content !== null) return true;
  const known = namedShares.get(parent) ?? new Map<MarkerKind, number>();
  namedShares.set(parent, known);
  const share = known.get(marker.kind) ?? shareOfNames(parent, marker.kind);
  known.set(marker.kind, share);
  return share >= 0.6;
}

/** Asked for every heading, answered once for each parent. */
const namedShares = new WeakMap<OutlineNode, Map<MarkerKind, number>>();

function shareOfNames(parent: OutlineNode, kind: MarkerKind): number {
  const beside = parent.children.filter((n) => n.marker?.kind === kind && n.label);
  const names = beside.filter((n) => ownerOfLabel(n.label!.text, false) !== null);
  return beside.length ? names.length / beside.length : 1;
}

function isNumbered(node: OutlineNode): boolean {
  return node.marker !== null && node.marker.numbering !== '';
}

/** "Năm 2024", "Tháng 3/2026", "Quý II": a heading that is nothing but a date. */
export function dateOfHeading(label: string, dates: DateContext): FoundDeadline | null {
  const lead =
    /^(?:Trong\s+|Sáng\s+|Chiều\s+|Tối\s+|Từ\s+|Vào\s+|[\dhg:,\s]+,\s*|Các\s+hoạt\s+động\s+(?:trong\s+)?|Đợt\s+\d+\s*[:–-]?\s*\(?|Giai\s+đoạn\s+\d+\s*[:–-]\s*)?/iu.exec(
      label,
    )![0].length;
  const read = readMomentAt(label, lead);
  if (!read) return null;
  // "Từ 01/3 - 15/3/2026": behind the first date only the rest of the span may stand.
  if (
    !/^\s*(?:\)|[-–]\s*|đến\s+(?:hết\s+)?)?(?:ngày\s+|tháng\s+)?[\d/.\s-]*(?:tháng\s*\d+)?\s*(?:năm\s*\d{4})?[\s).:]*$/iu.test(
      label.slice(read.to),
    )
  )
    return null;
  return readTimeLine(label, dates);
}
