import { type ReadTask, type TaskKind } from '../../plan-document.ts';
import { timeLabel } from '../deadlines/deadline-rules.ts';
import { type DateContext } from '../deadlines/read-deadlines.ts';
import { spanOf, slicePiece, type Piece } from '../flow/clean-text.ts';
import { isDetailLine, type OutlineNode } from '../outline/build-outline.ts';
import { opensWithPredicate, opensWithVerb } from '../words/action-words.ts';
import { addDetail, isDetail, takesHeldDate } from './add-details.ts';
import { isFrame } from './detail-lines.ts';
import { findOwner } from './find-owner.ts';
import { readDated, readLabelled } from './read-labelled.ts';
import { readParagraph, type TaskDraft } from './read-paragraph.ts';
import { dateOfHeading, scopeOfLabel } from './scope-of-label.ts';
import { sectionKind } from './section-kinds.ts';
import { headOf, type Scope, type Walk } from './task-walk.ts';

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
    addTasks(node, readDated(node, dated, scope, walk.dates), walk);
    return scope;
  }
  if (node.label && isDetail(node, label) && addDetail(node, label, scope, walk)) return scope;
  const labelled = readLabelled(node, scope, walk.dates);
  if (labelled.length) {
    addTasks(node, labelled, walk);
    return scope;
  }
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

/** The text to read for tasks: with its label where the label is a name or an action, without it where it is a topic. */
function textOf(node: OutlineNode, inner: Scope, outer: Scope): Piece | null {
  const { content, label, item, marker } = node;
  if (!content || !item.para) return null;
  if (!label) return content;
  const isNamed = inner.owner !== outer.owner;
  const whole = slicePiece(item.para.piece, marker?.length ?? 0, item.para.text.length);
  const isHour = /^(?:\d{1,2}\s?(?:h|g|giờ|:)|sáng$|chiều$|tối$)/iu.test(label.text);
  return isNamed || isHour || opensWithPredicate(label.text) ? whole : content;
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
