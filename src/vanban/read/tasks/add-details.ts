import { readTimeLine } from '../deadlines/read-deadlines.ts';
import { timeLabel } from '../deadlines/deadline-rules.ts';
import { slicePiece, type Piece } from '../flow/clean-text.ts';
import { isDetailLine, type OutlineNode } from '../outline/build-outline.ts';
import { findPredicate, opensWithPredicate } from '../words/action-words.ts';
import { countWords } from '../words/letters.ts';
import { detailKind, isFrame } from './detail-lines.ts';
import { type TaskDraft } from './read-paragraph.ts';
import { recurrenceOf } from './recurrence.ts';
import { headOf, type Scope, type Walk } from './task-walk.ts';

/** "Đơn vị chủ trì: …", "Thời gian: …": a line that says more about the tasks above it. */
export function isDetail(node: OutlineNode, label: string): boolean {
  return (
    (detailKind(label) !== null || timeLabel.test(label)) &&
    node.content !== null &&
    (!node.marker || !node.isSection || isDetailLine(node.item.text.replace(/^[\d.a-zđ)\s]+/u, '')))
  );
}

/** Gives owner, helpers or deadline of a details line to the tasks above it. False when it is no detail after all. */
export function addDetail(node: OutlineNode, label: string, scope: Scope, walk: Walk): boolean {
  const kind = detailKind(label) ?? 'time';
  const content = node.content!;
  const value = content.text.replace(/[\s.;,]+$/u, '');
  if (kind === 'other') return isPlace(label) && findPredicate(value) < 0 && !opensWithPredicate(value);
  const targets =
    walk.groupHead === headOf(node) || node.parent === walk.group.at(-1)?.node || isBelow(node, walk.groupHead)
      ? walk.group
      : [];
  if (kind === 'time') return addTime(node, content, scope, walk, targets);
  walk.lastWasDetail = true;
  if (!value || /^\d/.test(value) || countWords(value) > 80) return true;
  for (const draft of targets) {
    if (kind === 'support') draft.coordinators.push(...splitNames(value));
    else if (!draft.hasOwnOwner || /^các (?:đơn vị|cơ quan)(?: liên quan)?$/iu.test(draft.owner ?? ''))
      Object.assign(draft, { owner: value, rule: 'tasks.owner-line' });
  }
  return true;
}

/** Where, how many and who takes part say nothing that must be done. */
function isPlace(label: string): boolean {
  return /^(?:địa\s+điểm|thành\s+phần|số\s+lượng|hình\s+thức)(?![\p{L}])/iu.test(label);
}

function isBelow(node: OutlineNode, head: OutlineNode | null): boolean {
  for (let up = node.parent; up; up = up.parent) if (up === head) return head?.marker !== null && head !== null;
  return false;
}

function addTime(node: OutlineNode, content: Piece, scope: Scope, walk: Walk, targets: TaskDraft[]): boolean {
  const time = readTimeLine(content.text, walk.dates);
  const recurrence = recurrenceOf(content.text);
  const isSibling =
    node.marker !== null &&
    targets.some(
      (t) =>
        !isFrame(t.node?.label?.text ?? '') &&
        t.node?.marker?.kind === node.marker?.kind &&
        t.node?.parent === node.parent,
    );
  if (targets.length && !isSibling) {
    walk.lastWasDetail = true;
    for (const draft of targets) {
      // "3. Thời gian: …" as a section of its own dates the work before it, not the topics.
      if (node.isSection && !takesHeldDate(draft)) continue;
      if (draft.deadline === null && time?.deadline)
        Object.assign(draft, { deadline: time.deadline, deadlineText: content.text });
      draft.recurrence ??= recurrence;
    }
    return true;
  }
  // "Thời gian thực hiện: từ năm 2026 đến hết năm 2030" is the term of the plan, not a task.
  if (!time?.deadline || /^\d{4}$/.test(time.deadline)) return true;
  const whole = slicePiece(node.item.para!.piece, node.marker?.length ?? 0, node.item.text.length);
  walk.drafts.push({
    quote: whole,
    owner: null,
    hasOwnOwner: false,
    coordinators: [],
    deadline: time.deadline,
    deadlineText: content.text,
    recurrence,
    section: scope.path,
    kind: 'event',
    rule: 'tasks.time-line',
    confidence: 0.8,
    node,
  });
  const held = { deadline: time.deadline, deadlineText: content.text };
  for (const draft of targets) if (takesHeldDate(draft)) Object.assign(draft, held);
  const head = headOf(node);
  if (head?.label && !walk.heldDates.has(head)) walk.heldDates.set(head, held);
  return true;
}

/** A date line holds for what is to be done, not for remarks beside it. */
export function takesHeldDate(draft: TaskDraft): boolean {
  return (
    draft.deadline === null &&
    (draft.owner !== null || opensWithPredicate(draft.quote.text)) &&
    !/^Không\s/u.test(draft.quote.text)
  );
}

function splitNames(text: string): string[] {
  return text
    .split(/;\s*/u)
    .map((name) => name.trim())
    .filter(Boolean);
}
