import { type Recurrence, type TaskKind } from '../../plan-document.ts';
import { findDeadlines, readTimeLine, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { slicePiece, type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { findLabelEnd } from '../outline/split-label.ts';
import { hasTarget } from '../targets/find-figures.ts';
import { findPredicate, opensWithPredicate, opensWithVerb } from '../words/action-words.ts';
import { opensWithBody } from '../words/bodies.ts';
import { countWords } from '../words/letters.ts';
import { detailKind } from './detail-lines.ts';
import { findOwner, ownerOfLabel } from './find-owner.ts';
import { type Scope } from './read-tasks.ts';
import { recurrenceOf } from './recurrence.ts';
import { splitAt, splitSentences } from './split-sentences.ts';

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
        opensList(clause.text, found) && !listsThings ? null : makeDraft(clause, found, scope, dates, common);
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

/** A bracket or sentence at the end that only says when holds for the whole paragraph. */
function takeCommonDate(sentences: Piece[], dates: DateContext): { sentences: Piece[]; common: FoundDeadline | null } {
  const last = sentences.at(-1);
  if (!last) return { sentences, common: null };
  if (
    sentences.length > 1 &&
    /^\(?(?:Thời\s+(?:gian|hạn)[^:]{0,40}:|Hoàn\s+thành\s|Xong\s|Thực\s+hiện\s+(?:xong\s+)?(?:trước|trong|từ)\s)/iu.test(
      last.text,
    ) &&
    countWords(last.text) < 30
  ) {
    const common = readTimeLine(last.text.slice(Math.max(0, last.text.indexOf(':'))), dates);
    if (common) return { sentences: sentences.slice(0, -1), common };
  }
  const bracket = /\(([^()]*)\)[\s.;,/]*$/u.exec(last.text);
  if (sentences.length > 1 && bracket && /(?:hoàn thành|xong|thực hiện|thời gian|trước|trong)/iu.test(bracket[1]!)) {
    return { sentences, common: findDeadlines(bracket[1]!, dates).at(-1) ?? null };
  }
  return { sentences, common: null };
}

/** Clauses of a sentence that are tasks of their own: other owner behind ";", or dates of their own. */
function splitClauses(sentence: Piece, scope: Scope, dates: DateContext): Piece[] {
  const deadlines = findDeadlines(sentence.text, dates);
  const parts = splitAt(sentence, /;\s+/gu);
  if (parts.length > 1 && !isOnlyName(parts[0]!.text.replace(/^(?:Giao(?: cho)?|Đề nghị|Yêu cầu)\s+/u, ''))) {
    const cuts = parts.slice(1).filter((part) => {
      const own = findOwner(part.text, scope.isDuty, scope.owner !== null);
      return own !== null && own.from < 12;
    });
    if (cuts.length) return rejoin(sentence, parts, cuts).flatMap((p) => splitDated(p, findDeadlines(p.text, dates)));
  }
  return splitDated(sentence, deadlines);
}

function hasPredicate(text: string): boolean {
  // "Đ/c Minh: Trang trí sân khấu": behind a name the verb may have a capital.
  const behind = /:\s+(?=\p{Lu})/u.exec(text);
  return (
    opensWithPredicate(text) ||
    findPredicate(text) >= 0 ||
    (behind !== null && opensWithPredicate(text.slice(behind.index + behind[0].length)))
  );
}

/** "Đề nghị thủ trưởng cơ quan; người đứng đầu …": the semicolon stands inside the name. */
function isOnlyName(text: string): boolean {
  return opensWithBody(text) && !hasPredicate(text);
}

function rejoin(sentence: Piece, parts: Piece[], cuts: readonly Piece[]): Piece[] {
  const starts = [0, ...cuts.map((cut) => sentence.at.indexOf(cut.at[0]!))].filter((n) => n >= 0);
  return starts.map((from, i) => trimClause(slicePiece(sentence, from, starts[i + 1] ?? sentence.text.length)));
}

function trimClause(piece: Piece): Piece {
  return slicePiece(piece, 0, piece.text.replace(/[\s;,]+$/u, '').length);
}

/** One clause for each date; a last clause with a date of its own is parted from those without. */
function splitDated(sentence: Piece, deadlines: readonly FoundDeadline[]): Piece[] {
  const dated = deadlines.filter((d) => d.deadline !== null);
  if (dated.length === 0) return [sentence];
  const cuts: number[] = [];
  for (let i = 0; i + 1 < dated.length; i++) {
    const between = sentence.text.slice(dated[i]!.to, dated[i + 1]!.from);
    const cut = /(?:\)?\s*[;,]\s*(?:và\s+)?|\)?\s+và\s+)(?=\p{L}{2,}\s+\p{L}+)/u.exec(between);
    if (!cut || countWords(between.slice(cut.index + cut[0].length)) < 3) continue;
    cuts.push(dated[i]!.to + cut.index + cut[0].length);
  }
  const semicolon = sentence.text.lastIndexOf('; ', dated[0]!.from);
  const lastClause = semicolon < 0 ? '' : sentence.text.slice(semicolon + 2, dated[0]!.from);
  const isOwn =
    countWords(lastClause) >= 5 &&
    opensWithPredicate(lastClause) &&
    !/^(?:hoàn thành|xong|thời gian|kết thúc)/iu.test(lastClause);
  if (isOwn) cuts.unshift(semicolon + 2);
  return [0, ...cuts]
    .map((from, i) => trimClause(slicePiece(sentence, from, cuts[i] ?? sentence.text.length)))
    .filter((p) => p.text);
}

/** "… các nội dung sau:": the tasks are the lines below. */
function opensList(text: string, found: Owned): boolean {
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
  if (/^(?:[^:]{0,80}:\s*)?(?:Nếu|Trường hợp)\s[^.]*\sthì\s/iu.test(text)) return null;
  if (countWords(text) < 3 || /^\(?(?:Ban hành\s+)?(?:kèm|đính kèm)/iu.test(text)) return null;
  const own = findDeadlines(text, dates).filter((d) => d.deadline !== null);
  const isTarget = hasTarget(text) && !found.owner;
  const date = isTarget ? null : (own.at(-1) ?? (found.owner || scope.deadline ? (common ?? scope.deadline) : common));
  if (isPassing(text, found, scope, date)) return null;
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

function dateText(text: string, date: FoundDeadline, own: readonly FoundDeadline[]): string | null {
  return own.includes(date) ? text.slice(date.from, date.to) : null;
}

/** "Sở Nội vụ trả lời để Ủy ban nhân dân xã được biết": the writer tells, and asks nobody. */
const informs =
  /(?:^|\s)(?:trả lời|thông báo|trao đổi|phúc đáp|thông tin|có ý kiến|gửi)\s(?:[^.;]{0,80}\s)?để\s[^.;]{0,200}(?:^|\s)biết(?:\s*(?:,|và)\s*(?:tổ chức\s+)?(?:triển khai\s+)?(?:thực hiện|phối hợp))?[\s./]*$/iu;

/** "Hướng dẫn này thay thế Hướng dẫn số 3 …": what the document says of itself. */
const aboutItself =
  /^(?:Kế hoạch|Hướng dẫn|Chỉ thị|Quyết định|Quy chế|Quy định|Chương trình|Thông báo|Kết luận|Văn bản|Công văn)\s+này\s+(?:thay thế|có hiệu lực|được|là|gồm|áp dụng|quy định)(?![\p{L}])/u;

/** Sentences that are no tasks at all: the state of things, aims without an actor. */
function isPassing(text: string, found: Owned, scope: Scope, date: FoundDeadline | null): boolean {
  if (scope.kind === 'state') return found.rule !== 'tasks.assigned';
  if (found.owner) return false;
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
