import { findCitations } from '../basis/find-citations.ts';
import { completeMoment, formatMoment, readMomentAt, type Moment, type ReadMoment } from '../dates/read-moment.ts';
import { opensWithVerb } from '../words/action-words.ts';
import { dayOfEachMonth, deadlineRules, monthlyDay, spanMiddle, spanOpening } from './deadline-rules.ts';

export interface FoundDeadline {
  /** In the notation of the plan document; null where only a beginning or a vague end is said. */
  deadline: string | null;
  /** Beginning of a span. */
  start: string | null;
  from: number;
  to: number;
  rule: string;
}

export interface DateContext {
  /** Year that a date without one belongs to. */
  year: number | null;
  /** The plan runs over several years: a date without year returns each year. */
  isLongTerm: boolean;
  /** The title names the one year that the plan is for. */
  isOneYear?: boolean;
  /** Dates are looked for by which figures are to be reached ("đến năm 2030 đạt 40%"). */
  isForFigures?: boolean;
}

/** "Định kỳ hằng năm đánh giá …; gửi báo cáo trước ngày 20/12": how a sentence opens holds for the dates of its clauses. */
export function withRhythm(sentence: string, context: DateContext): DateContext {
  return /^(?:Định\s+kỳ\s+)?(?:hằng|hàng)\s+năm(?![\p{L}])/iu.test(sentence)
    ? { ...context, isLongTerm: true }
    : context;
}

/** "Báo cáo định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 10/12)" returns each year, unless the plan is for one. */
export function withReportRhythm(text: string, context: DateContext): DateContext {
  const isPeriodic = /(?:định\s+kỳ|(?:hằng|hàng)\s+\p{L}+|0?6\s+tháng)[^.;]{0,60}(?<![\d/]\s?)năm(?!\s*\d)/iu.test(
    text,
  );
  return isPeriodic && !context.isOneYear ? { ...context, isLongTerm: true } : context;
}

const yearlyWords = /(?:hằng|hàng|mỗi)\s+năm/iu;

/** All deadlines of a text in order. Dates of cited documents, of anniversaries and of the present are none. */
export function findDeadlines(text: string, context: DateContext): FoundDeadline[] {
  if (!/\d/.test(text)) return [];
  const closed = closedRanges(text);
  const isFree = (from: number): boolean => !closed.some((range) => from >= range.from && from < range.to);
  const found: FoundDeadline[] = [];
  const add = (item: FoundDeadline | null): void => {
    if (item && isFree(item.from) && !found.some((f) => item.from < f.to && f.from < item.to)) found.push(item);
  };
  for (const span of findSpans(text, context)) add(span);
  for (const rule of deadlineRules) {
    for (const m of text.matchAll(rule.pattern)) {
      const at = m.index + m[0].length;
      if (/(?:^|\s)đã\s(?:được\s)?[^,.;:]{2,80}$/iu.test(text.slice(Math.max(0, m.index - 100), m.index))) continue;
      const read = readSpanAt(text, at);
      if (!read || !(allows(rule, text, m.index, read) || (context.isForFigures && reachesThen(text, read.to))))
        continue;
      add(finish(text, m.index, read, context, rule.id));
    }
  }
  for (const bracket of text.matchAll(/\(\s*(?:xong\s+)?(?=(?:ngày|tháng|quý|năm)\s)/giu)) {
    const at = bracket.index + bracket[0].length;
    const read = readMomentAt(text, at);
    if (read && /^\s*\)/.test(text.slice(read.to)))
      add(finish(text, at, { ...read, start: null }, context, 'deadline.bracket'));
  }
  for (const returning of findMonthlyDays(text, context)) add(returning);
  if (found.length === 0) add(readClosingDay(text, context));
  return found.sort((a, b) => a.from - b.from);
}

/** "Hằng tháng (vào ngày 20)", "Ngày 25 hằng tháng, …": no word before the day is needed. */
function findMonthlyDays(text: string, context: DateContext): (FoundDeadline | null)[] {
  const before = [...text.matchAll(monthlyDay)].map((m) => {
    const read = {
      moment: { day: Number(m[1]), isMonthly: true },
      from: m.index,
      to: m.index + m[0].length,
      start: null,
    };
    return read.moment.day <= 31 ? finish(text, m.index, read, context, 'deadline.monthly') : null;
  });
  const behind = [...text.matchAll(dayOfEachMonth)].map((m) => {
    const at = m.index + m[0].length;
    const read = readMomentAt(text, at);
    return read && finish(text, at, { ...read, start: null }, context, 'deadline.monthly');
  });
  return [...before, ...behind];
}

/** "Duyệt chương trình văn nghệ ngày 05/11/2026 tại hội trường": a full date at the end of what is to be done. */
function readClosingDay(text: string, context: DateContext): FoundDeadline | null {
  if (!opensWithVerb(text) || /(?:^|\s)(?:đã|vừa|xảy ra|ban hành|ký|kèm theo)\s/iu.test(text)) return null;
  const day = [...text.matchAll(/(?<![\p{L}])(?:sáng|chiều|tối)?\s*ngày\s+(?=\d)/giu)].at(-1);
  const read = day && readMomentAt(text, day.index + day[0].search(/ngày/iu));
  if (!read?.moment.year || !read.moment.day || read.moment.year < (context.year ?? 0)) return null;
  if (!/^[\s.;,)]*(?:tại\s[^.;]{2,80})?[\s.;)]*$/iu.test(text.slice(read.to))) return null;
  return finish(text, read.from, { ...read, start: null }, context, 'deadline.closing-day');
}

/** The deadline of a line that says nothing but when ("Thời gian: 15 - 20/5/2026"): its last date. */
export function readTimeLine(text: string, context: DateContext): FoundDeadline | null {
  const closed = closedRanges(text);
  let last: FoundDeadline | null = null;
  for (let at = 0; at < text.length;) {
    if (closed.some((range) => at >= range.from && at < range.to) || /[\p{L}\d]/u.test(text[at - 1] ?? ' ')) {
      at++;
      continue;
    }
    const read = readSpanAt(text, at);
    if (!read) {
      at++;
      continue;
    }
    const isOpen = /(?<![\p{L}])từ(?:\s+(?:ngày|tháng|năm|quý))?\s*$/iu.test(text.slice(0, at)) && read.start === null;
    const item = finish(text, at, read, context, 'deadline.time-line');
    if (item && !isOpen) last = item;
    else if (item && !last) last = { ...item, deadline: null, start: item.deadline };
    at = Math.max(read.to, at + 1);
  }
  return last;
}

interface SpanRead extends ReadMoment {
  start: Moment | null;
}

/** One date, or two joined by "đến" or a dash. */
function readSpanAt(text: string, at: number): SpanRead | null {
  const first = readMomentAt(text, at) ?? readDayAt(text, at);
  if (!first) return null;
  spanMiddle.lastIndex = first.to;
  const middle = spanMiddle.exec(text);
  const second = middle
    ? (readMomentAt(text, first.to + middle[0].length) ?? readMonthAt(text, first, first.to + middle[0].length))
    : null;
  if (!second) return isBareDay(first) ? null : { ...first, start: null };
  return { moment: second.moment, from: at, to: second.to, start: completeMoment(first.moment, second.moment) };
}

/** "08" of "08 đến ngày 10 tháng 12". */
function readDayAt(text: string, at: number): ReadMoment | null {
  const m = /^(\d{1,2})(?=\s*(?:đến|[-–])\s*(?:ngày\s*)?\d{1,2}\s?(?:\/|tháng))/iu.exec(text.slice(at, at + 30));
  return m && Number(m[1]) <= 31 ? { moment: { day: Number(m[1]) }, from: at, to: at + m[0].length } : null;
}

function isBareDay(read: ReadMoment): boolean {
  return read.moment.day !== undefined && !read.moment.month && !read.moment.isMonthly;
}

/** "12" of "tháng 11 - 12 năm 2025" and "Tháng 11, 12". */
function readMonthAt(text: string, first: ReadMoment, at: number): ReadMoment | null {
  const m = /^(\d{1,2})(?:\s*(?:\/|năm)\s*(\d{4}))?(?![\d/])/iu.exec(text.slice(at));
  if (!m || !first.moment.month || first.moment.day || Number(m[1]) > 12 || Number(m[1]) < 1) return null;
  return { moment: { month: Number(m[1]), ...(m[2] ? { year: Number(m[2]) } : {}) }, from: at, to: at + m[0].length };
}

function findSpans(text: string, context: DateContext): FoundDeadline[] {
  const found: FoundDeadline[] = [];
  for (const m of text.matchAll(spanOpening)) {
    const at = m.index + m[0].length;
    const read = readSpanAt(text, at);
    if (!read) continue;
    const isPast = /(?:đã|vừa|xin)\s[^.;]{0,60}$/iu.test(text.slice(0, m.index));
    if (isPast && !read.start) continue;
    const item = finish(text, m.index, read, context, 'deadline.span');
    if (!item) continue;
    found.push(read.start ? item : { ...item, deadline: null, start: item.deadline });
  }
  return found;
}

function finish(text: string, from: number, read: SpanRead, context: DateContext, rule: string): FoundDeadline | null {
  const moment = { ...read.moment };
  if (moment.isMonthly) return { deadline: formatMoment(moment), start: null, from, to: read.to, rule };
  if (!moment.year && moment.day && moment.month && (moment.isYearly || yearlyWords.test(text) || context.isLongTerm))
    moment.isYearly = true;
  const filled = moment.isYearly ? moment : completeMoment(moment, context.year ? { year: context.year } : {});
  const deadline = formatMoment(filled);
  if (deadline === null) return null;
  return {
    deadline,
    start: read.start ? formatMoment(completeMoment(read.start, filled)) : null,
    from,
    to: read.to,
    rule,
  };
}

function allows(
  rule: { id: string; years: string; allowsBareDay: boolean },
  text: string,
  from: number,
  read: SpanRead,
): boolean {
  const { year, month, quarter, day } = read.moment;
  if (year && !month && !quarter && !day) {
    if (
      /^\s*[-–]\s*\d{4}/.test(text.slice(read.to)) ||
      /^\s*(?:và|,)\s*(?:những\s+|đầu\s+|cuối\s+|giữa\s+)?năm/iu.test(text.slice(read.to))
    )
      return false;
    if (rule.years === 'never') return false;
    if (rule.years === 'clause') return opensClause(text, from);
    return (
      rule.id !== 'deadline.within' ||
      !/trong\s/iu.test(text.slice(from, from + 6)) ||
      !/(?:kế\s+hoạch|nhiệm\s+vụ|chương\s+trình|nghị\s+quyết|hội\s+nghị|kết\s+quả|công\s+tác|chỉ\s+tiêu)\s+$/iu.test(
        text.slice(0, from),
      )
    );
  }
  return Boolean(year) || rule.allowsBareDay;
}

/** Beginning of the text or of a clause, or after a word that promises an end. */
function opensClause(text: string, from: number): boolean {
  return /(?:^|[.;,:(]\s*|hoàn thành\s+|phấn đấu\s+|bảo đảm\s+|đảm bảo\s+|từ nay\s+|thực hiện\s+)[-–+\s]*$/iu.test(
    text.slice(0, from),
  );
}

/** "Tỷ trọng … đến năm 2030 đạt 40%": the verb of reaching right behind the year makes it a date to reach it by. */
function reachesThen(text: string, to: number): boolean {
  return /^,?\s+(?:phải\s+|cơ\s+bản\s+)?(?:đạt|còn|tăng|giảm|chiếm)\s[^,.;]{0,30}\d/iu.test(text.slice(to));
}

interface Closed {
  from: number;
  to: number;
}

/** Where dates are not deadlines: citations, pairs of an anniversary, "thời điểm 0h00 ngày …". */
function closedRanges(text: string): Closed[] {
  const ranges: Closed[] = findCitations(text).map((c) => ({ from: c.from, to: c.coreTo }));
  const add = (pattern: RegExp): void => {
    for (const m of text.matchAll(pattern)) ranges.push({ from: m.index, to: m.index + m[0].length });
  };
  add(/\(\s*\d{1,2}[/.-]\d{1,2}[/.-](?:1[5-9]|20)\d\d\s*[-–]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*\)/gu);
  add(
    /(?:thời\s+điểm|tính\s+đến|kỷ\s+niệm|so\s+với|trước\s+đây|đã\s+\p{L}+|hiệu\s+lực(?:\s+thi\s+hành)?|sinh)\s(?:\p{L}+\s){0,3}?[\dh:\s]*(?:ngày|năm|tháng)?\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?/giu,
  );
  add(/\([^()]*âm\s+lịch[^()]*\)/giu);
  // "… mà đến ngày 30/6 chưa phân bổ": a condition.
  add(
    /(?:nhưng|mà|nếu)\s+(?:đến|quá|sau|tới)\s+(?:hết\s+)?(?:ngày|tháng|năm)\s+[\d/.-]+(?:\s+(?:tháng|năm)\s+\d+)*(?:\s+(?:hằng|hàng)\s+năm)?\s+(?:vẫn\s+|còn\s+)?(?:chưa|không)\s/giu,
  );
  add(/thời\s+điểm\s+[\dhg:.\s]*(?:ngày\s+)?\d{1,2}[\s/.-]+(?:tháng\s+)?\d{1,2}[\s/.-]+(?:năm\s+)?\d{4}/giu);
  add(
    /(?:Luật|Nghị quyết|Quyết định|Nghị định|Kết luận|Chỉ thị|Quy định|Hướng dẫn|Thông báo|Kế hoạch|Công văn)(?:\s(?!trước|chậm|đến|hết|vào|từ|xong|hoàn)\p{L}+){0,9}\s*,?\s+ngày\s+\d{1,2}[\s/.-]+(?:tháng\s+)?\d{1,2}[\s/.-]+(?:năm\s+)?\d{4}/gu,
  );
  return ranges;
}
