import { type ReadTask, type TaskKind } from '../../plan-document.ts';
import { readTimeLine, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { timeLabel } from '../deadlines/deadline-rules.ts';
import { spanOf, slicePiece, type Piece } from '../flow/clean-text.ts';
import { isDetailLine, type OutlineNode } from '../outline/build-outline.ts';
import { type MarkerKind } from '../outline/read-marker.ts';
import { readMomentAt } from '../dates/read-moment.ts';
import { opensWithPredicate, opensWithVerb } from '../words/action-words.ts';
import { countWords } from '../words/letters.ts';
import { detailKind, isFrame } from './detail-lines.ts';
import { findOwner, ownerOfLabel } from './find-owner.ts';
import { readParagraph, type TaskDraft } from './read-paragraph.ts';
import { recurrenceOf } from './recurrence.ts';
import { sectionKind, type SectionKind } from './section-kinds.ts';

/** What the headings above a line say about it. */
export interface Scope {
  kind: SectionKind;
  /** Named by the nearest heading that names somebody. */
  owner: string | null;
  /** Work is handed out here: the heading, or one above it, says so. */
  isDuty: boolean;
  /** A heading that is a date ("Quý I năm 2026"). */
  deadline: FoundDeadline | null;
  path: string;
  isRequest: boolean;
}

interface Walk {
  dates: DateContext;
  drafts: TaskDraft[];
  /** Tasks since the last line of details: to them the next details apply. */
  group: TaskDraft[];
  groupHead: OutlineNode | null;
  lastWasDetail: boolean;
  /** The last sentence that asked somebody to do what the lines behind it say. */
  lead: { parent: OutlineNode; index: number; owner: string } | null;
  /** Whom a numbered paragraph names as the one who does it. */
  spoken: Map<OutlineNode, string>;
  /** Dates that a line of its own gives for all tasks under a heading. */
  heldDates: Map<OutlineNode, { deadline: string; deadlineText: string }>;
}

/** What stands before the first line: a letter may ask somebody to do all that follows. */
export interface Opening {
  owner: string | null;
  isRequest: boolean;
}

/** Every task of the body: who must do what by when, and what shall be done without a name. */
export function readTasks(root: OutlineNode, dates: DateContext, opening: Opening): ReadTask[] {
  const walk: Walk = {
    dates,
    drafts: [],
    group: [],
    groupHead: null,
    lastWasDetail: false,
    lead: null,
    spoken: new Map(),
    heldDates: new Map(),
  };
  const scope: Scope = {
    kind: 'content',
    owner: opening.owner,
    isDuty: opening.owner !== null,
    deadline: null,
    path: '',
    isRequest: opening.isRequest,
  };
  const stack = root.children.map((node) => ({ node, scope })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const inner = visit(next.node, next.scope, walk);
    for (let i = next.node.children.length - 1; i >= 0; i--) stack.push({ node: next.node.children[i]!, scope: inner });
  }
  return walk.drafts.map(finishDraft);
}

/** Reads one line and gives the scope of the lines below it. */
function visit(node: OutlineNode, outer: Scope, walk: Walk): Scope {
  if (node.isQuoted) return outer;
  const scope: Scope = { ...outer, ...ledBy(node, walk), ...spokenAbove(node, walk), path: node.path || outer.path };
  const label = node.label?.text ?? '';
  if (!node.marker && /^Trên đây|^Yêu cầu các/u.test(node.item.text)) scope.isDuty = false;
  const dated = node.label && node.content ? dateOfHeading(label, walk.dates) : null;
  if (dated?.deadline) {
    addTasks(node, readDated(node, dated, scope, walk), walk);
    return scope;
  }
  if (node.label && isDetail(node, label) && addDetail(node, label, scope, walk)) return scope;
  const inner = node.label ? scopeOfLabel(node, label, scope, walk) : { ...scope };
  const piece = textOf(node, inner, scope);
  const asked = piece ? askedBelow(piece.text, scope.isDuty && node.marker !== null) : null;
  if (asked && node.children.length) Object.assign(inner, { owner: asked, isDuty: true, kind: 'duties' });
  else if (asked && node.parent) walk.lead = { parent: node.parent, index: node.index, owner: asked };
  const place = { isClosing: isAfterBullets(node), listsThings: listsThings(node) };
  if (piece) addTasks(node, readParagraph(piece, inner, walk.dates, place), walk);
  else if (node.label && isTaskHeading(node)) addTasks(node, readParagraph(node.label, scope, walk.dates), walk);
  return inner;
}

/** "Ngày 20/11/2026: khai mạc hội thi": a line of a calendar. */
function readDated(node: OutlineNode, date: FoundDeadline, scope: Scope, walk: Walk): TaskDraft[] {
  const drafts = readParagraph(
    node.content!,
    { ...scope, deadline: date, kind: scope.kind === 'aims' ? 'content' : scope.kind },
    walk.dates,
  );
  const whole = slicePiece(node.item.para!.piece, node.marker?.length ?? 0, node.item.text.length);
  return drafts.map((draft, i) => ({
    ...draft,
    deadline: draft.deadline ?? date.deadline,
    ...(i === 0 && drafts.length === 1 ? { quote: whole } : {}),
  }));
}

/** "Đề nghị Thành phố tập trung thực hiện các nhiệm vụ sau:": whom a sentence asks to do all that its list says. */
function askedBelow(text: string, isDuty: boolean): string | null {
  if (!/:$/.test(text)) return null;
  const sentence = text.split(/(?<=[.;])\s+(?=\p{Lu})/u).at(-1) ?? '';
  const found = findOwner(sentence, false);
  return found?.by === 'assigned' ||
    (found && isDuty) ||
    (found && /\s(?:cần|phải|có trách nhiệm)\s/u.test(sentence.slice(found.to, found.to + 20)))
    ? found.owner
    : null;
}

/** Numbered lines and bullets behind such a sentence are its list. */
function ledBy(node: OutlineNode, walk: Walk): Partial<Scope> {
  const { lead } = walk;
  if (!lead || node.parent !== lead.parent || node.index <= lead.index || !node.marker) return {};
  return { owner: lead.owner, isDuty: true, kind: 'duties' };
}

/** "2. Sở Y tế chỉ đạo …" and below it, without a number, "Bố trí kinh phí …": the same must do it. */
function spokenAbove(node: OutlineNode, walk: Walk): Partial<Scope> {
  const { parent } = node;
  if (node.marker || node.label || !parent?.marker || parent.label || !node.content) return {};
  const owner = walk.spoken.get(parent);
  return owner && opensWithVerb(node.content.text) ? { owner, isDuty: true, kind: 'duties' } : {};
}

/** The lines below name things ("Dự án 1: …"), so the line that announces them is itself the task. */
function listsThings(node: OutlineNode): boolean {
  return (
    node.children.length > 0 &&
    node.children.every(
      ({ marker, label, content, table }) =>
        marker !== null && table === null && !opensWithPredicate(label?.text ?? content?.text ?? ''),
    )
  );
}

/** A heading that only lines of details follow ("Thời gian: …", "Đơn vị chủ trì: …") is itself the task. */
function isTaskHeading(node: OutlineNode): boolean {
  if (sectionKind(node.label!.text) !== null || timeLabel.test(node.label!.text) || isFrame(node.label!.text))
    return false;
  return node.children.length > 0 && node.children.every((child) => isDetailLine(child.item.text));
}

function isDetail(node: OutlineNode, label: string): boolean {
  return (
    (detailKind(label) !== null || timeLabel.test(label)) &&
    node.content !== null &&
    (!node.marker || !node.isSection || isDetailLine(node.item.text.replace(/^[\d.a-zđ)\s]+/u, '')))
  );
}

/** The text to read for tasks: with its label where the label is a name or an action, without it where it is a topic. */
function textOf(node: OutlineNode, inner: Scope, outer: Scope): Piece | null {
  const { content, label, item, marker } = node;
  if (!content || !item.para) return null;
  if (!label) return content;
  const isNamed = inner.owner !== outer.owner;
  const whole = slicePiece(item.para.piece, marker?.length ?? 0, item.para.text.length);
  return isNamed || opensWithPredicate(label.text) ? whole : content;
}

function scopeOfLabel(node: OutlineNode, label: string, outer: Scope, walk: Walk): Scope {
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
function dateOfHeading(label: string, dates: DateContext): FoundDeadline | null {
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

/** Unmarked text behind the bullets of a heading closes it: the heading's owner no longer holds. */
function isAfterBullets(node: OutlineNode): boolean {
  return !node.marker && node.followsMarked;
}

function addTasks(node: OutlineNode, drafts: TaskDraft[], walk: Walk): void {
  const head = headOf(node);
  if (walk.lastWasDetail || walk.groupHead !== head) walk.group = [];
  walk.groupHead = head;
  walk.lastWasDetail = false;
  const held = head ? walk.heldDates.get(head) : undefined;
  const spoken = drafts.findLast((draft) => draft.hasOwnOwner)?.owner;
  if (spoken && node.marker && !node.label) walk.spoken.set(node, spoken);
  for (const draft of drafts) {
    draft.node = node;
    if (held && takesHeldDate(draft)) Object.assign(draft, held);
    walk.drafts.push(draft);
    walk.group.push(draft);
  }
}

/** Nearest heading above a line. */
function headOf(node: OutlineNode): OutlineNode | null {
  let head = node.parent;
  while (
    head?.parent &&
    (isFrame(head.label?.text ?? '') || !(head.isSection || (head.label && head.content === null)))
  )
    head = head.parent;
  return head;
}

/** Gives owner, helpers or deadline of a details line to the tasks above it. False when it is no detail after all. */
function addDetail(node: OutlineNode, label: string, scope: Scope, walk: Walk): boolean {
  const kind = detailKind(label) ?? 'time';
  const content = node.content!;
  const value = content.text.replace(/[\s.;,]+$/u, '');
  if (kind === 'other') return false;
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
function takesHeldDate(draft: TaskDraft): boolean {
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

function finishDraft(draft: TaskDraft): ReadTask {
  return {
    quote: draft.quote.text,
    owner: draft.owner,
    coordinators: draft.coordinators,
    deadline: draft.deadline,
    ...(draft.deadlines ? { deadlines: draft.deadlines } : {}),
    deadlineText: draft.deadlineText,
    recurrence: draft.recurrence,
    section: draft.section,
    kind: kindOf(draft),
    span: spanOf(draft.quote),
    confidence: draft.confidence,
    rule: draft.rule,
  };
}

function kindOf(draft: TaskDraft): TaskKind {
  if (draft.owner) return draft.kind === 'request' ? 'request' : 'assigned';
  if (draft.deadline) return draft.kind === 'schedule' ? 'schedule' : 'event';
  return draft.kind === 'schedule' ? 'content' : draft.kind;
}
