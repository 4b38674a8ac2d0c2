import { type ReadReportingDuty, type ReadTask } from '../../plan-document.ts';
import { type Span } from '../../source-document.ts';
import {
  findDeadlines,
  withReportRhythm,
  withRhythm,
  type DateContext,
  type FoundDeadline,
} from '../deadlines/read-deadlines.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { allNodes } from '../outline/build-outline.ts';
import { sectionKind } from '../tasks/section-kinds.ts';
import { splitAt, splitSentences } from '../tasks/split-sentences.ts';
import { findOwner } from '../tasks/find-owner.ts';
import { opensWithBody } from '../words/bodies.ts';
import { opensWithPredicate } from '../words/action-words.ts';
import { countWords } from '../words/letters.ts';
import { readDutyTable } from './read-duty-table.ts';

interface DutyRule {
  id: string;
  pattern: RegExp;
}

/** "báo cáo" as a verb, not as a noun, a speaker's title or a part of one. */
const reportVerb = String.raw`(?<!(?:các|những|công bố|trong|qua|theo|bản|mẫu|chế độ|vào|dự thảo|nội dung|công tác|phục vụ|hội nghị|nghe|tài liệu|số liệu|xây dựng|tại|và các|hệ thống|biểu mẫu|hiện hành,|quy định về)\s)báo\s+cáo(?!\s+(?:viên|tài\s+chính|chính\s+trị|chuyên\s+đề|điển\s+hình|tham\s+luận|này|nhanh\s+tại))`;
const object = String.raw`(?:kết\s+quả|tình\s+hình|tiến\s+độ|khó\s+khăn|vướng\s+mắc|đột\s+xuất|định\s+kỳ|theo\s+quy\s+định|theo\s+yêu\s+cầu|bằng\s+văn\s+bản|việc|số\s+liệu|hằng|hàng|6\s+tháng|kịp\s+thời|đầy\s+đủ|sơ\s+kết|tổng\s+kết|cấp\s+(?:trên|có\s+thẩm\s+quyền|ủy|uỷ)|các\s+(?:vấn\s+đề|nội\s+dung|vướng|khó|cấp)|những\s+(?:vấn|khó|vướng)|lãnh\s+đạo|chuyên\s+đề)`;

/** "Thời hạn gửi báo cáo: quý trước 15/3; năm trước 10/12". */
const daysOfReport = /^(?:Thời\s+(?:hạn|gian)|Hạn|Mốc|Lịch)\s+(?:gửi\s+|nộp\s+)?báo\s+cáo(?!\s+viên)[^.;:]{0,40}:\s/u;

/** One line for each way to owe a report. */
const rules: readonly DutyRule[] = [
  {
    id: 'duties.report',
    pattern: new RegExp(
      `${reportVerb}\\s+(?:(?:và\\s+|,\\s*)?\\p{L}+\\s+){0,3}?(?:${object}|(?:về|gửi|cho|với|lên|tới|đến|qua|trình)\\s)`,
      'iu',
    ),
  },
  {
    id: 'duties.report-body',
    pattern: new RegExp(`${reportVerb}\\s+(?:(?:về|gửi|cho|với|lên|tới|đến)\\s+)?(?=(?<body>.+))`, 'iu'),
  },
  {
    id: 'duties.report-to',
    pattern: new RegExp(
      `${reportVerb}\\s+[^.;:]{3,90}?\\s(?:về|gửi|lên|tới|đến|cho)\\s+(?=(?<body>(?:các\\s|cấp\\s)?\\p{Lu}.+))`,
      'u',
    ),
  },
  {
    id: 'duties.report-due',
    pattern:
      /^(?:Các\s+)?[Bb]áo\s+cáo(?!\s+viên)\s[^.;:]{0,80}?(?::\s|\s(?:gửi|gởi|nộp|xong|hoàn\s+thành)\s)[^.;]{0,40}?(?:trước|chậm\s+nhất|ngày\s+\d|hằng\s|hàng\s)/u,
  },
  { id: 'duties.summarise', pattern: /tổng\s+hợp,?\s*(?:và\s+)?(?:,\s*)?báo\s+cáo(?!\s+viên)/iu },
  {
    id: 'duties.send-report',
    pattern:
      /(?:gửi|nộp)\s+(?:[^.;]{0,60}\s)?(?:báo\s+cáo|kết\s+quả|danh\s+sách|đăng\s+ký|số\s+liệu|kế\s+hoạch|hồ\s+sơ|văn\s+bản|bản\s+\p{L}+|biên\s+bản|phiếu|sản\s+phẩm|dự\s+thảo|bài\s+(?:dự\s+thi|thi))[^.;]{0,140}?(?:về|cho|đến|tới|qua)\s+\S/iu,
  },
  { id: 'duties.register', pattern: /đăng\s+ký\s[^.;]{0,120}?(?:về|với|gửi|tới)\s+\p{Lu}/u },
  {
    id: 'duties.tell-above',
    pattern:
      /(?<!(?:công\s+tác|việc|giải\s+quyết|xử\s+lý|ý\s+kiến,?|đơn\s+thư,?|tố\s+cáo,)\s)(?:phản\s+ánh|phản\s+hồi|kiến\s+nghị|báo\s+cáo)\s+(?:ngay\s+|(?:kết\s+quả|tiến\s+độ|tình\s+hình)\s+|kịp\s+thời\s+|bằng\s+văn\s+bản\s+)*(?:về|lên|với|đến|tới)\s+(?:cấp\s|các\s+cấp|cơ\s+quan|\p{Lu})/u,
  },
  {
    id: 'duties.difficulty',
    pattern:
      /(?<!(?:hoàn\s+cảnh|đời\s+sống|gặp\s+nhiều|có\s+nhiều)\s)(?:vướng\s+mắc|khó\s+khăn|phát\s+sinh|bất\s+cập)[^.;]*?(?:báo\s+cáo|phản\s+ánh|phản\s+hồi|trao\s+đổi|liên\s+hệ|thông\s+tin|kiến\s+nghị|gửi|đề\s+nghị\s+\p{L}+\s+về|báo)\s+(?:\p{L}+\s+){0,3}?(?:về|với|cho|đến|tới|qua|lên|Ủy|UBND|Ban|Sở|Phòng|Liên|LĐLĐ|Văn|Công|Bộ|cấp|cơ)(?=\s)/iu,
  },
  {
    id: 'duties.send-to',
    pattern:
      /(?:kết\s+quả|danh\s+sách|kế\s+hoạch|báo\s+cáo|đăng\s+ký|hồ\s+sơ|văn\s+bản)[^.;]{0,100}?\s(?:gửi|nộp)\s+(?:[^.;]{0,40}?\s)?(?:về|cho|đến|tới|qua|kèm)\s+\S/iu,
  },
  {
    id: 'duties.send-body',
    pattern:
      /(?:kết\s+quả|tiến\s+độ|số\s+liệu|giải\s+trình|dự\s+toán|báo\s+cáo(?!\s+viên)|danh\s+sách|văn\s+bản)(?![\p{L}])[^.;:]{0,100}?\s(?:gửi|nộp)\s+(?:về\s+|cho\s+|đến\s+|tới\s+|lên\s+)?(?=(?<body>\p{Lu}.{3,}))/u,
  },
  {
    id: 'duties.tell-figures',
    pattern:
      /(?<![\p{L}]|[Tt]hông\s)[Bb]áo\s+(?:danh\s+sách|số\s+liệu|kết\s+quả|số\s+lượng|tên)(?![\p{L}])[^.;:]{0,60}?\s(?:về|cho|với|đến|lên)\s+(?=(?<body>\p{Lu}.{3,}))/u,
  },
  { id: 'duties.days', pattern: daysOfReport },
  {
    id: 'duties.list',
    pattern:
      /lập\s+(?:danh\s+sách|hồ\s+sơ)[^.;]{0,40}?\s(?:đề\s+nghị|trình|gửi|báo\s+cáo)\s+(?:về\s+|cho\s+|đến\s+)?(?=(?<body>.+))/iu,
  },
];

/** What must be sent or told upwards. `tasks` say who, where the same words are a task. */
export function readDuties(root: OutlineNode, tasks: readonly ReadTask[], dates: DateContext): ReadReportingDuty[] {
  const duties: ReadReportingDuty[] = [];
  for (const node of allNodes(root)) {
    if (node.table && !node.isQuoted && !isExcluded(node)) duties.push(...readDutyTable(node.table, dates));
    if (!node.item.para || !node.content || node.isQuoted || isExcluded(node)) continue;
    const piece = slicePiece(node.item.para.piece, node.marker?.length ?? 0, node.item.text.length);
    const timeBelow = detailTime(node);
    for (const sentence of splitSentences(piece)) {
      duties.push(...dutiesOf(sentence, tasks, dates, timeBelow));
    }
  }
  return duties;
}

/** Of several clauses about one report the one that says to whom is the duty. A report nobody owes to nobody is none. */
function dutiesOf(
  sentence: Piece,
  tasks: readonly ReadTask[],
  dates: DateContext,
  timeBelow: string | null,
): ReadReportingDuty[] {
  // "Trên đây là Kế hoạch …, Sở báo cáo Ủy ban nhân dân tỉnh": the document itself is the report.
  if (/^Trên đây là/u.test(sentence.text) && findOwner(sentence.text, false)?.by !== 'assigned') return [];
  const found = clausesOf(sentence).flatMap((clause) => {
    const rule = ruleFor(clause.text);
    return rule ? [makeDuty(clause, sentence, rule, tasks, dates, timeBelow)] : [];
  });
  const addressed = found.filter((duty) => duty.to !== null);
  const isOther = (duty: ReadReportingDuty): boolean =>
    /^(?:định\s+kỳ|hằng|hàng)\s/iu.test(duty.quote) ||
    (duty.deadlineText !== null && addressed.every((other) => other.deadline !== duty.deadline));
  return (addressed.length ? found.filter((duty) => duty.to !== null || isOther(duty)) : found).filter(
    (duty) => duty.to !== null || duty.from !== null || duty.period !== null || namesReport(duty),
  );
}

/** "Báo cáo tổng hợp: trước ngày 15/12": the report is the subject, and has its day. */
function namesReport({ quote, deadline }: ReadReportingDuty): boolean {
  return deadline !== null && (/^(?:Các\s+b|B)áo\s+cáo(?!\s+viên)/u.test(quote) || daysOfReport.test(quote));
}

function isExcluded(node: OutlineNode): boolean {
  for (let up: OutlineNode | null = node; up; up = up.parent) {
    const kind = up.label ? sectionKind(up.label.text) : null;
    if (kind === 'state' || kind === 'aims' || kind === 'targets') return true;
    if (kind === 'duties') return false;
  }
  return false;
}

/** "Thời gian hoàn thành: …" below the line. */
function detailTime(node: OutlineNode): string | null {
  const next = node.children[0] ?? node.parent?.children[node.index + 1];
  return next?.label && /^Thời\s+(?:gian|hạn)/iu.test(next.label.text) && !next.marker
    ? (next.content?.text ?? null)
    : null;
}

/** Clauses between semicolons; a list of names with semicolons stays whole. */
function clausesOf(sentence: Piece): Piece[] {
  const parts = splitAt(sentence, /;\s+/gu);
  return parts.length > 1 &&
    !daysOfReport.test(sentence.text) &&
    parts.every(
      (p, i) =>
        i === 0 ||
        opensWithPredicate(p.text) ||
        findOwner(p.text, true) !== null ||
        /^(?:trường hợp|định kỳ|đồng thời|hằng|hàng|nếu|có|khi|gặp|trong|cuối|hết|kết thúc|sau|kết quả|báo|các)(?![\p{L}])/iu.test(
          p.text,
        ),
    )
    ? parts
    : [sentence];
}

function ruleFor(text: string): string | null {
  if (
    /(?:đơn\s+vị|cơ\s+quan|bộ\s+phận)\s+(?:chịu\s+trách\s+nhiệm|đầu\s+mối)\s+tổng\s+hợp,?\s+báo\s+cáo/iu.test(text) ||
    countWords(text) < 4 ||
    /^(?:Báo\s+cáo\s+viên|Chế\s+độ\s+báo\s+cáo$)/iu.test(text)
  )
    return null;
  for (const rule of rules) {
    const m = rule.pattern.exec(text);
    if (!m) continue;
    if (
      rule.id === 'duties.difficulty' &&
      /(?:tháo\s+gỡ|giải\s+quyết|xử\s+lý|phát\s+hiện)\s[^.;]{0,30}(?:khó\s+khăn|vướng\s+mắc)/iu.test(text) &&
      !/(?:nếu|có|gặp|phát\s+sinh)\s[^,.;]{0,20}(?:khó\s+khăn|vướng\s+mắc|phát\s+sinh)/iu.test(text)
    )
      continue;
    if (m.groups && !(m.groups['body'] && opensWithBody(m.groups['body']))) continue;
    return rule.id;
  }
  return null;
}

function makeDuty(
  clause: Piece,
  sentence: Piece,
  rule: string,
  tasks: readonly ReadTask[],
  dates: DateContext,
  timeBelow: string | null,
): ReadReportingDuty {
  const { text } = clause;
  const span = spanOf(clause);
  const task = taskAt(tasks, span);
  const at = rules.find(({ id }) => id === rule)!.pattern.exec(text)!.index;
  const found = datesOfDuty(
    text,
    at,
    (text.length < 400 ? findDeadlines(text, withReportRhythm(text, withRhythm(sentence.text, dates))) : []).filter(
      (d) => d.deadline !== null,
    ),
  );
  const below = timeBelow
    ? findDeadlines(timeBelow, dates)
        .filter((d) => d.deadline !== null)
        .at(-1)
    : undefined;
  const several = found.length > 1 ? found.map((d) => d.deadline!) : null;
  const trimmed = text.replace(/[\s;,]+$/u, '');
  const quote = slicePiece(clause, 0, trimmed.length);
  return {
    quote: quote.text,
    from: findOwner(text, true)?.owner ?? task?.owner ?? findOwner(sentence.text, true)?.owner ?? null,
    to: recipientOf(text),
    what:
      /(?:báo\s+cáo|gửi|nộp)\s+((?:kết\s+quả|tình\s+hình|danh\s+sách|kế\s+hoạch|báo\s+cáo)[^,.;(]{0,60})/iu
        .exec(text)?.[1]
        ?.trim() ?? null,
    period: periodOf(text),
    deadline: several?.[0] ?? found[0]?.deadline ?? below?.deadline ?? task?.deadline ?? null,
    ...(several ? { deadlines: several } : {}),
    deadlineText: found[0] ? text.slice(found[0].from, found[0].to) : timeBelow,
    span: spanOf(quote),
    confidence: 0.85,
    rule,
  };
}

/** "Bài thi nộp trước ngày 15/6, các chi hội lập danh sách gửi …": a date before the duty, parted by a comma, is not its own. */
function datesOfDuty(text: string, at: number, found: readonly FoundDeadline[]): readonly FoundDeadline[] {
  const own = found.filter((d) => d.from > at);
  return own.length && found.some((d) => d.to < at && d.from > 12 && /^\s*,/.test(text.slice(d.to))) ? own : found;
}

/** The task that holds a span, or meets it. Tasks are in the order of the text. */
function taskAt(tasks: readonly ReadTask[], span: Span): ReadTask | undefined {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tasks[middle]!.span.start <= span.start) low = middle + 1;
    else high = middle;
  }
  const near = tasks.slice(Math.max(0, low - 6), low + 2);
  return (
    near.find((t) => t.span.start <= span.start && t.span.end >= span.end - 1) ??
    near.find((t) => t.span.start < span.end && span.start < t.span.end)
  );
}

/** The body behind "về", "gửi", "cho" or right behind "báo cáo". */
function recipientOf(text: string): string | null {
  for (const m of text.matchAll(/(?:báo\s+cáo|gửi|nộp|về|cho|với|lên|tới|đến|qua)\s+/giu)) {
    const rest = text.slice(m.index + m[0].length);
    if (!opensWithBody(rest) || !/^(?:các\s|cấp\s|cơ\s+quan|\p{Lu})/u.test(rest)) continue;
    const end =
      /\s(?:để|kết\s+quả|theo|trước|vào|ngày|bằng|mỗi|qua|về|tình\s+hình|chậm|hằng|hàng|định|khi|xem|trong|công\s+nhận|quyết)(?=\s)|[,;.(]/iu.exec(
        rest,
      )?.index ?? rest.length;
    return rest.slice(0, end).trim();
  }
  return null;
}

function periodOf(text: string): string | null {
  const m =
    /((?:thường\s+xuyên|định\s+kỳ|hằng|hàng)\s+(?:và\s+)?[^,.;()]{0,30}(?:tháng|quý|năm)(?:[,\s]+(?:và\s+)?(?:tháng|quý|năm))*|0?6\s+tháng(?:\s+đầu\s+năm)?(?:,|\s+và)?\s*(?:cả\s+)?(?:01\s+)?năm|nếu\s+(?:có\s+|phát\s+sinh\s+|gặp\s+)[^,.;]{3,40}|đột\s+xuất|định\s+kỳ|thường\s+xuyên)/iu.exec(
      text,
    );
  return m?.[1]?.trim() ?? null;
}
