import { readTimeLine, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { readMomentAt } from '../dates/read-moment.ts';
import { slicePiece, type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { findPredicate } from '../words/action-words.ts';
import { opensWithBody } from '../words/bodies.ts';
import { countWords } from '../words/letters.ts';
import { isFrame } from './detail-lines.ts';
import { ownerOfLabel } from './find-owner.ts';
import { readParagraph, type TaskDraft } from './read-paragraph.ts';
import { recurrenceOf } from './recurrence.ts';
import { type Scope } from './task-walk.ts';

/** "Ngày 20/11/2026: khai mạc hội thi": a line of a calendar. */
export function readDated(node: OutlineNode, date: FoundDeadline, scope: Scope, dates: DateContext): TaskDraft[] {
  const drafts = readParagraph(
    node.content!,
    { ...scope, deadline: date, kind: scope.kind === 'aims' ? 'content' : scope.kind },
    dates,
  );
  const whole = wholeLine(node);
  return drafts.map((draft, i) => ({
    ...draft,
    deadline: draft.deadline ?? date.deadline,
    ...(i === 0 && drafts.length === 1 ? { quote: whole } : {}),
  }));
}

/** A line whose label and text together say who does what, or what happens when; empty for any other line. */
export function readLabelled(node: OutlineNode, scope: Scope, dates: DateContext): TaskDraft[] {
  const single = readAppointed(node, scope) ?? readMoment(node, scope, dates);
  return single ? [single] : readDirected(node, scope, dates);
}

/** Labels of who takes part, who is meant or where, not of work. */
const noWork =
  /^(?:đối\s+tượng|thành\s+phần|số\s+lượng|khách|đại\s+biểu|nơi|địa|tham\s+dự|dự|mời|kính|cơ\s+cấu|điểm\s+cầu|giải|liên\s+hệ|quà|ghi\s+chú|lưu\s+ý|ví\s+dụ)(?![\p{L}])/iu;

/** "Trang trí hội trường: cô Lan, thầy Minh": where work is handed out, the names behind the colon do it. */
function readAppointed(node: OutlineNode, scope: Scope): TaskDraft | null {
  if (!scope.isDuty || !node.label || !node.content || noWork.test(node.label.text)) return null;
  const names = node.content.text.replace(/[\s.;,]+$/u, '');
  const bare = names.replace(/\s*\([^()]*\)/gu, '');
  if (!opensWithBody(bare) || /[.:]\s/u.test(bare) || findPredicate(bare) >= 0 || countWords(bare) > 40) return null;
  if (isFrame(node.label.text) || ownerOfLabel(node.label.text, false) !== null) return null;
  return { ...lineTask(node, scope), owner: bare, hasOwnOwner: true, rule: 'tasks.appointed', confidence: 0.8 };
}

/** "Giám đốc Công an tỉnh chỉ đạo: công an xã tuần tra; …": whoever does it, the one who directs answers for it. */
function readDirected(node: OutlineNode, scope: Scope, dates: DateContext): TaskDraft[] {
  const label = node.content && node.label?.text;
  const name = label ? /^(.{4,})\s(?:lãnh\s+đạo,\s*)?chỉ\s+đạo$/iu.exec(label)?.[1] : undefined;
  const owner = name ? ownerOfLabel(name, scope.isDuty)?.owner : undefined;
  if (!owner) return [];
  const inner: Scope = { ...scope, owner, isDuty: true, kind: 'duties' };
  return readParagraph(wholeLine(node), inner, dates).map((draft) => ({ ...draft, owner, hasOwnOwner: true }));
}

/** "Nộp bài dự thi: ngày 01/11/2026 tại Văn phòng Đoàn": what the label says happens then. */
function readMoment(node: OutlineNode, scope: Scope, dates: DateContext): TaskDraft | null {
  if (!node.label || !node.content || scope.kind === 'targets' || scope.kind === 'state') return null;
  const { text } = node.content;
  const lead =
    /^\s*(?:(?:từ|lúc|vào)\s+)?(?:\d{1,2}\s?(?:h|g|giờ)\s?\d{0,2}(?:\s*(?:đến|[-–])\s*\d{1,2}\s?(?:h|g|giờ)\s?\d{0,2})?,?\s+)?(?=ngày\s)/iu.exec(
      text,
    );
  const read = lead ? readMomentAt(text, lead[0].length) : null;
  if (!read || countWords(text.slice(read.to)) > 14 || findPredicate(text.slice(read.to)) >= 0) return null;
  const time = readTimeLine(text, dates);
  if (!time?.deadline) return null;
  return {
    ...lineTask(node, scope),
    owner: scope.isDuty ? scope.owner : null,
    deadline: time.deadline,
    deadlineText: text.slice(time.from, time.to),
    kind: 'schedule',
    rule: 'tasks.moment',
  };
}

function wholeLine(node: OutlineNode): Piece {
  return slicePiece(node.item.para!.piece, node.marker?.length ?? 0, node.item.text.length);
}

function lineTask(node: OutlineNode, scope: Scope): TaskDraft {
  return {
    quote: wholeLine(node),
    owner: null,
    hasOwnOwner: false,
    coordinators: [],
    deadline: null,
    deadlineText: null,
    recurrence: recurrenceOf(node.item.text),
    section: scope.path,
    kind: 'solution',
    rule: 'tasks.line',
    confidence: 0.75,
  };
}
