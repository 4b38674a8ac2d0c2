import { type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { isFrame } from './detail-lines.ts';
import { type TaskDraft } from './read-paragraph.ts';
import { type SectionKind } from './section-kinds.ts';

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

/** What is remembered on the way through the body. */
export interface Walk {
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

/** Nearest heading above a line. */
export function headOf(node: OutlineNode): OutlineNode | null {
  let head = node.parent;
  while (
    head?.parent &&
    (isFrame(head.label?.text ?? '') || !(head.isSection || (head.label && head.content === null)))
  )
    head = head.parent;
  return head;
}
