import { type Recurrence, type TaskKind } from '../../plan-document.ts';
import { findDeadlines, withRhythm, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { slicePiece, type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { findLabelEnd } from '../outline/split-label.ts';
import { hasTarget } from '../targets/find-figures.ts';
import { findPredicate, opensWithPredicate, opensWithVerb } from '../words/action-words.ts';
import { countWords } from '../words/letters.ts';
import { detailKind } from './detail-lines.ts';
import { findOwner, ownerOfLabel } from './find-owner.ts';
import { recurrenceOf } from './recurrence.ts';
import { hasPredicate, splitClauses, takeCommonDate } from './split-clauses.ts';
import { splitSentences } from './split-sentences.ts';
import { type Scope } from './task-walk.ts';

/** A task on its way: lines of details below it may still add to it. */
export interface TaskDraft {
  quote: Piece;
  owner: string | null;
  /** Its own sentence names the owner: a line of details does not overrule it. */
  hasOwnOwner: boolean;
  coordinators: string[];
  deadline: string | null;
  deadlines?: string[];
  deadlineText: string | null;
  recurrence: Recurrence | null;
  section: string;
  kind: TaskKind;
  rule: string;
  confidence: number;
  node?: OutlineNode;
}

export interface ParagraphPlace {
  /** Text behind the bullets of a heading: the heading's owner no longer holds. */
  isClosing: boolean;
  /** What stands below names things and not tasks. */
  listsThings: boolean;
}

/** The tasks of one paragraph, a sentence each; clauses apart where each has its own owner or its own date. */
export function readParagraph(
  piece: Piece,
  scope: Scope,
  dates: DateContext,
  { isClosing, listsThings }: ParagraphPlace = { isClosing: false, listsThings: false },
): TaskDraft[] {
  const all = splitSentences(piece);
  const { sentences, common } = takeCommonDate(all, dates);
  const drafts: TaskDraft[] = [];
  let spoken: string | null = null;
  for (const [i, sentence] of sentences.entries()) {
    if (isContinuation(sentence, piece)) continue;
    for (const [k, clause] of splitClauses(closingRequest(sentence), scope, dates).entries()) {
      const found = ownerOf(clause.text, scope, spoken, { isClosing, isFirst: i === 0 && k === 0 });
      if (found.isSpoken) spoken = found.owner;
      const draft =
        opensList(clause.text, found) && !listsThings
          ? null
          : makeDraft(clause, found, scope, withRhythm(sentence.text, dates), common);
      if (draft) drafts.push(draft);
    }
  }
  return drafts;
}

/** Of "Trên đây là Kế hoạch …, đề nghị các đơn vị …" only the request is a task. */
function closingRequest(sentence: Piece): Piece {
  if (!/^Trên đây/u.test(sentence.text)) return sentence;
  const own = findOwner(sentence.text, false);
  if (own?.by !== 'assigned') return sentence;
  const from = Math.max(
    ...[...sentence.text.slice(0, own.from).matchAll(/(?:[,.;:]\s+)(?=[^,.;:]*$)/gu)].map((m) => m.index + m[0].length),
    0,
  );
  return slicePiece(sentence, from, sentence.text.length);
}

interface Owned {
  owner: string | null;
  /** The sentence names its owner itself. */
  isSpoken: boolean;
  rule: string;
}

interface Place {
  isClosing: boolean;
  /** The sentence opens its paragraph. */
  isFirst: boolean;
}

function ownerOf(text: string, scope: Scope, spoken: string | null, { isClosing, isFirst }: Place): Owned {
  const own = findOwner(text, scope.isDuty && scope.kind !== 'targets', scope.owner !== null);
  if (own && (scope.kind !== 'aims' || own.by === 'assigned' || opensStrongly(text, own.to))) {
    return { owner: own.owner, isSpoken: true, rule: `tasks.${own.by}` };
  }
  const labelEnd = findLabelEnd(text, /^Về\s/u.test(text) ? 130 : 25);
  const named =
    labelEnd === null || detailKind(text.slice(0, labelEnd))
      ? null
      : ownerOfLabel(text.slice(0, labelEnd), scope.isDuty);
  if (named) return { owner: named.owner, isSpoken: true, rule: 'tasks.label' };
  const behind = labelEnd === null ? null : findOwner(text.slice(labelEnd + 1).trim(), scope.isDuty, true);
  if (behind && scope.kind !== 'aims') return { owner: behind.owner, isSpoken: true, rule: `tasks.${behind.by}` };
  const isAction =
    (opensWithPredicate(text) || isTurned(text)) && (!/^Không\s/u.test(text) || (isFirst && isForbidding(text)));
  if (spoken && isAction) return { owner: spoken, isSpoken: true, rule: 'tasks.same-subject' };
  if (scope.owner && !isClosing && (isAction || !opensWithTopic(text) || (isFirst && isConditional(text))))
    return { owner: scope.owner, isSpoken: false, rule: 'tasks.heading' };
  return { owner: null, isSpoken: false, rule: 'tasks.nobody' };
}

/** In aims a subject only counts with a verb of acting right behind it, not with "là", "phải" or "nắm vững". */
function opensStrongly(text: string, at: number): boolean {
  return /^[\s,]*(?:tham mưu|triển khai|xây dựng|tổ chức|chủ động|phối hợp|có trách nhiệm|chịu trách nhiệm|căn cứ|tiếp tục|báo cáo|chỉ đạo|tăng cường|đẩy mạnh)/iu.test(
    text.slice(at),
  );
}

/** "Căn cứ …, xây dựng …", "Trên cơ sở …": a turn before the verb. */
function isTurned(text: string): boolean {
  if (/^Theo\s+(?:công văn|văn bản|báo cáo|quy định|kết quả|đề nghị|Quyết|Nghị|Thông|Luật|Điều)/u.test(text))
    return false;
  return (
    /^(?:Căn cứ|Trên cơ sở|Hàng|Hằng|Định kỳ|Trong|Thông qua|Tùy|Tuỳ|Theo|Để|Nhằm|Sau|Khi|Trước|Đồng thời|Ngoài ra|Cuối|Đầu|Từ)(?![\p{L}])/u.test(
      text,
    ) && findPredicate(text) > 0
  );
}

/** "Không cấp phép …" forbids; "Không để xảy ra …" behind another sentence only says to what end. */
function isForbidding(text: string): boolean {
  return opensWithVerb(text.replace(/^Không\s+(?:được\s+)?/u, ''));
}

/** "Trường hợp thời tiết xấu, chỉ đạo …": a task for that case, where a verb stands right behind the comma. */
function isConditional(text: string): boolean {
  const turn = /^(?:Trường hợp|Nếu|Khi)\s[^.;:]{5,200}?\)?,\s+(?:thì\s+)?(?:cần\s+|phải\s+)?(?=\p{Ll})/u.exec(text);
  return turn !== null && opensWithVerb(text.slice(turn[0].length));
}

/** The rest of a sentence that was too long for one quotation. */
function isContinuation(sentence: Piece, piece: Piece): boolean {
  const at = piece.at.indexOf(sentence.at[0]!);
  return (
    at > 0 &&
    /;\s*$/.test(piece.text.slice(0, at)) &&
    !opensWithPredicate(sentence.text) &&
    findOwner(sentence.text, false) === null
  );
}

/** A sentence about a thing ("Thành phần gồm …", "Thời gian, địa điểm do …") gives no task to the owner above. */
function opensWithTopic(text: string): boolean {
  return /^(?:Nội dung|Hình thức|Thời gian|Địa điểm|Thành phần|Hồ sơ|Kinh phí|Việc|Công tác|Số lượng|Mức|Đối tượng|Các|Những|Mỗi|Quà|Danh sách|Kế hoạch|Trường hợp|Nếu|Trong đó|Cụ thể|Lưu ý|Ghi chú|\d|\(|Không|Là \d|Nguồn|Trên đây|Dự án|Tiểu dự án|Hợp phần|Điện thoại|Email|Kết quả|Giải|Tổng|Tỷ lệ|Chỉ tiêu|Thông tin|Mọi|Riêng|Hội nghị|Báo cáo viên|Tiêu chí|Tiêu chuẩn|Nguyên tắc|Phương)(?![\p{L}])/u.test(
    text,
  );
}

/** "… các nội dung sau:": the tasks are the lines below. */
function opensList(text: string, found: Owned): boolean {
  // "Đề nghị các xã:" asks for what stands below.
  if (/^\p{Lu}[^,.;:]{1,80}\s(?:yêu cầu|đề nghị|chỉ thị|kiến nghị)\s*:$/u.test(text)) return true;
  if (found.owner !== null && /:$/.test(text) && text.replace(/[\s:]+$/u, '').endsWith(found.owner)) return true;
  return found.owner !== null && found.rule !== 'tasks.assigned' && /(?:gồm|sau|sau đây|cụ thể)\s*:$/iu.test(text);
}

function makeDraft(
  clause: Piece,
  found: Owned,
  scope: Scope,
  dates: DateContext,
  common: FoundDeadline | null,
): TaskDraft | null {
  const { text } = clause;
  if (scope.kind === 'targets' && found.rule !== 'tasks.assigned') return null;
  if (found.owner && !hasPredicate(text)) return null;
  if (
    /(?:xin|trân)\s+trọng\s+(?:thông\s+báo|cảm\s+ơn|đề\s+nghị\s*\.)|xin\s+trân\s+trọng/iu.test(text) &&
    countWords(text) < 16
  )
    return null;
  if (informs.test(text) || aboutItself.test(text)) return null;
  // "riêng tổ trưởng ít nhất 03 tin/tháng": a target without a verb. "… như sau:" announces.
  if (found.isSpoken && isBareMinimum(text, found.owner)) return null;
  if (!found.owner && /\s(?:như\s+sau|sau\s+đây|dưới\s+đây)\s*:$/iu.test(text)) return null;
  if (found.rule !== 'tasks.assigned' && announces.test(text)) return null;
  if (/^(?:[^:]{0,80}:\s*)?(?:Nếu|Trường hợp)\s[^.]*\sthì\s/iu.test(text)) return null;
  if (countWords(text) < 3 || /^\(?(?:Ban hành\s+)?(?:kèm|đính kèm)/iu.test(text)) return null;
  const own = findDeadlines(text, dates).filter((d) => d.deadline !== null);
  const isTarget = hasTarget(text) && !found.owner;
  const date = isTarget ? null : (own.at(-1) ?? (found.owner || scope.deadline ? (common ?? scope.deadline) : common));
  if (isPassing(text, found, scope, date) || contact.test(text)) return null;
  const several = own.length > 1 && own.every((d) => d.deadline?.startsWith('--')) ? own.map((d) => d.deadline!) : null;
  return {
    quote: clause,
    owner: found.owner,
    hasOwnOwner: found.isSpoken,
    coordinators: coordinatorsOf(text),
    deadline: several?.[0] ?? date?.deadline ?? null,
    ...(several ? { deadlines: several } : {}),
    deadlineText: date ? dateText(text, date, own) : null,
    recurrence: recurrenceOf(text),
    section: scope.path,
    kind:
      scope.isRequest && found.rule === 'tasks.assigned'
        ? 'request'
        : scope.kind === 'time'
          ? 'schedule'
          : scope.kind === 'aims'
            ? 'criterion'
            : scope.kind === 'content'
              ? 'content'
              : 'solution',
    rule: found.rule,
    confidence: found.owner ? (found.isSpoken ? 0.88 : 0.85) : date ? 0.7 : 0.6,
  };
}

function isBareMinimum(text: string, owner: string | null): boolean {
  const at = owner === null ? -1 : text.indexOf(owner);
  return (
    at >= 0 &&
    /^[\s:,]*(?:có\s+)?(?:ít\s+nhất|tối\s+thiểu|tối\s+đa|không\s+quá)\s+\d/iu.test(text.slice(at + owner!.length))
  );
}

function dateText(text: string, date: FoundDeadline, own: readonly FoundDeadline[]): string | null {
  return own.includes(date) ? text.slice(date.from, date.to) : null;
}

/** "Sở Nội vụ trả lời để Ủy ban nhân dân xã được biết": the writer tells, and asks nobody. */
const informs =
  /(?:^|\s)(?:trả lời|thông báo|trao đổi|phúc đáp|thông tin|có ý kiến|gửi)\s(?:[^.;]{0,80}\s)?để\s[^.;]{0,200}(?:^|\s)biết(?:\s*(?:,|và)\s*(?:tổ chức\s+)?(?:triển khai\s+)?(?:thực hiện|phối hợp))?[\s./]*$/iu;

/** Whom to ask: a person with a telephone or an address, and no work. */
const contact =
  /^(?:(?:mọi\s+)?(?:chi\s+tiết|thông\s+tin)[^:]{0,40}\s)?(?:liên\s+hệ|điện\s+thoại|email|e-mail|đầu\s+mối\s+liên\s+hệ|thông\s+tin\s+liên\s+hệ)\s*:/iu;

/** "Công đoàn xã xây dựng kế hoạch … như sau", "Tổ giúp việc gồm: …": the document opens itself, or says who belongs to it. */
const announces =
  /(?:xây dựng|ban hành|hướng dẫn|triển khai)\s[^.;]*\s(?:như sau|sau đây|cụ thể sau|dưới đây)\s*[.:]?$|^\p{Lu}[^,.;:]{2,80}\s(?:bao\s+)?gồm(?:\s+có)?\s*:\s*\S/u;

/** "Hướng dẫn này thay thế Hướng dẫn số 3 …": what the document says of itself. */
const aboutItself =
  /^(?:Kế hoạch|Hướng dẫn|Chỉ thị|Quyết định|Nghị quyết|Quy chế|Quy định|Chương trình|Thông báo|Kết luận|Văn bản|Công văn)\s+(?:có hiệu lực|này\s+(?:thay thế|có hiệu lực|được|là|gồm|áp dụng|quy định))(?![\p{L}])/u;

/** Sentences that are no tasks at all: the state of things, aims without an actor. */
function isPassing(text: string, found: Owned, scope: Scope, date: FoundDeadline | null): boolean {
  if (scope.kind === 'state') return found.rule !== 'tasks.assigned';
  if (found.owner) return false;
  if (scope.kind === 'budget') return date === null;
  // What has been done, or what a law says, is told and not asked for.
  if (
    (/(?:^|\s)(?:đã|đang|vừa)\s/u.test(text) && !opensWithPredicate(text)) ||
    /^(?:Tại\s+(?:khoản|điều|điểm|mục)|Hiện nay)\s/iu.test(text)
  )
    return true;
  if (scope.kind === 'aims' || scope.kind === 'targets') return date === null || scope.kind === 'aims';
  return false;
}

function coordinatorsOf(text: string): string[] {
  const m = /phối hợp(?:\s+chặt chẽ)?(?:\s+cùng)?(?:\s+với)?\s+((?:các\s+|với\s+)?[\p{Lu}\p{Ll}][^.;:]{3,160})/iu.exec(
    text,
  );
  if (!m) return [];
  const at = findPredicate(m[1]!);
  const names = (at > 0 ? m[1]!.slice(0, at) : m[1]!).replace(/[\s,]+$/u, '');
  return names && countWords(names) <= 30 ? [names] : [];
}
