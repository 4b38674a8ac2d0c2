import { type ReadTarget, type TargetPeriod } from '../../plan-document.ts';
import { findDeadlines, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { sectionKind } from '../tasks/section-kinds.ts';
import { splitAt, splitSentences } from '../tasks/split-sentences.ts';
import { findOwner } from '../tasks/find-owner.ts';
import { countWords } from '../words/letters.ts';
import { findFigures, type Figure } from './find-figures.ts';

interface TargetScope {
  isTargets: boolean;
  isState: boolean;
  /** "Chỉ tiêu đến năm 2028": holds for all below. */
  deadline: string | null;
  deadlineText: string | null;
  period: Period | null;
  path: string;
}

interface Period {
  period: TargetPeriod;
  text: string;
}

/**
 * No sentence of a plan sets more targets than this; one with thousands of figures is damage or a table that lost its
 * lines, and each of them would be looked for in the whole of it.
 */
const mostInSentence = 60;

/** Figures to be reached, one entry each, wherever in the body they stand. */
export function readTargets(root: OutlineNode, dates: DateContext): ReadTarget[] {
  const targets: ReadTarget[] = [];
  const top: TargetScope = {
    isTargets: false,
    isState: false,
    deadline: null,
    deadlineText: null,
    period: null,
    path: '',
  };
  const stack = root.children.map((node) => ({ node, scope: top })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const inner = scopeBelow(next.node, next.scope);
    const text = next.node.content ? wholeText(next.node) : null;
    if (text && !inner.isState && !next.node.isQuoted) targets.push(...readText(text, inner, dates));
    for (const cell of targetCells(next.node)) targets.push(...readText(cell, { ...inner, isTargets: true }, dates));
    for (let i = next.node.children.length - 1; i >= 0; i--) stack.push({ node: next.node.children[i]!, scope: inner });
  }
  return targets;
}

function wholeText(node: OutlineNode): Piece {
  const piece = node.item.para!.piece;
  return slicePiece(piece, node.marker?.length ?? 0, piece.text.length);
}

function scopeBelow(node: OutlineNode, outer: TargetScope): TargetScope {
  const path = node.path || outer.path;
  const label = node.label?.text;
  if (!label) return { ...outer, path };
  const kind = sectionKind(label);
  const until = /(?:đến|tới)\s+(?:hết\s+)?năm\s+(\d{4})(?!\s*[-–]\s*\d)/iu.exec(label);
  return {
    path,
    isTargets: kind === 'targets' || (outer.isTargets && kind === null),
    isState: kind === 'state' || (outer.isState && (kind === null || kind === 'budget')),
    deadline: until?.[1] ?? outer.deadline,
    deadlineText: until?.[0] ?? outer.deadlineText,
    period: readPeriod(label, label.length) ?? outer.period,
  };
}

function readText(piece: Piece, scope: TargetScope, dates: DateContext): ReadTarget[] {
  const targets: ReadTarget[] = [];
  let last: Period | null = scope.period;
  for (const sentence of splitSentences(piece)) {
    const figures = findFigures(sentence.text, { isTargets: scope.isTargets })
      .slice(0, mostInSentence)
      .filter((figure) => !tellsOfPast(clauseText(sentence.text, figure.from), dates));
    for (const figure of figures) {
      const clause = clauseOf(sentence, figure, figures.length > 1);
      const target = makeTarget(sentence, clause, figure, scope, dates, last);
      targets.push(target);
      if (target.period === 'other') last = { period: 'other', text: target.periodText ?? '' };
    }
  }
  return targets;
}

/** From the beginning of the clause that holds an offset. */
function clauseText(text: string, at: number): string {
  return text.slice(text.lastIndexOf('; ', at) < 0 ? 0 : text.lastIndexOf('; ', at) + 2);
}

/** "Năm 2025 toàn xã có 98% hộ …" in a plan of 2026 tells what was. */
function tellsOfPast(text: string, dates: DateContext): boolean {
  const year =
    /^[-–+•\s]*(?:Trong\s+|Riêng\s+|Đến\s+(?:hết|cuối)\s+|Tính\s+đến\s+(?:hết\s+|cuối\s+)?)?năm\s+(20\d\d)(?!\s*[-–]\s*\d)/iu.exec(
      text,
    )?.[1];
  return year !== undefined && dates.year !== null && Number(year) < dates.year;
}

/** The clause between semicolons that holds the figure, where the sentence is long or holds several. */
function clauseOf(sentence: Piece, figure: Figure, isOneOfSeveral: boolean): Piece {
  if (countWords(sentence.text) <= 60 && !isOneOfSeveral) return sentence;
  const at = sentence.at[figure.from];
  return (
    splitAt(sentence, /;\s+/gu).find((part) => at !== undefined && part.at[0]! <= at && part.at.at(-1)! >= at) ??
    sentence
  );
}

function makeTarget(
  sentence: Piece,
  clause: Piece,
  figure: Figure,
  scope: TargetScope,
  dates: DateContext,
  last: Period | null,
): ReadTarget {
  const text = sentence.text;
  const named = findDeadlines(text, { ...dates, isForFigures: true }).filter(
    (d) => d.deadline !== null && !d.deadline.startsWith('-'),
  );
  const date = dateOf(text, figure, named);
  const period =
    readStroke(text, figure) ?? governingPeriod(text, figure, date) ?? (last?.period === 'other' ? last : scope.period);
  const deadline = date?.deadline ?? scope.deadline;
  const population = populationOf(text, figure);
  const rhythm: TargetPeriod = period?.period ?? (deadline ? 'by-date' : 'once');
  return {
    quote: clause.text,
    measure: measureOf(text, figure),
    comparator: figure.comparator,
    comparatorText: figure.comparatorText,
    value: figure.value,
    baseline: figure.baseline,
    unit: figure.unit,
    unitText: figure.unitText,
    population,
    sector:
      /(?:trong|ở|tại|thuộc)\s+(?:các\s+)?((?:doanh\s+nghiệp|cơ\s+quan|đơn\s+vị|khu\s+vực|trường|xã|phường)[^,.;]{0,60})/iu.exec(
        population ?? '',
      )?.[1] ?? null,
    period: rhythm,
    periodText: period?.text ?? null,
    deadline,
    deadlineText: date ? text.slice(date.from, date.to) : deadline ? scope.deadlineText : null,
    owner: findOwner(text, false)?.owner ?? null,
    section: scope.path,
    span: spanOf(clause),
    confidence: confidenceOf(figure, scope),
    rule: figure.rule,
  };
}

/** The last date before a figure in its clause, else the first behind it there, else the last of a clause before. */
function dateOf(text: string, figure: Figure, named: readonly FoundDeadline[]): FoundDeadline | null {
  const from = text.lastIndexOf(';', figure.from) + 1;
  const behind = text.indexOf(';', figure.to);
  const inClause = named.filter((d) => d.from >= from && (behind < 0 || d.to <= behind));
  return (
    inClause.filter((d) => d.to <= figure.from).at(-1) ??
    inClause[0] ??
    named.filter((d) => d.to <= figure.from).at(-1) ??
    null
  );
}

/** "Hằng năm giảm …; phấn đấu đến năm 2030 đạt …": a date in the figure's own clause ends the rhythm of the one before. */
function governingPeriod(text: string, figure: Figure, date: FoundDeadline | null): Period | null {
  const commaAt = text.lastIndexOf(',', figure.from) + 1;
  const clauseAt = Math.max(
    text.lastIndexOf(';', figure.from) + 1,
    countWords(text.slice(0, commaAt)) > 6 ? commaAt : 0,
  );
  const hasOwnDate = date !== null && clauseAt > 0 && date.from >= clauseAt && date.to <= figure.from;
  return hasOwnDate ? readPeriod(text.slice(clauseAt), figure.from - clauseAt) : readPeriod(text, figure.from);
}

function confidenceOf(figure: Figure, scope: TargetScope): number {
  if (figure.unit === 'percent') return scope.isTargets ? 0.95 : 0.85;
  return figure.comparatorText ? 0.88 : scope.isTargets ? 0.8 : 0.65;
}

const periods: readonly { period: TargetPeriod; pattern: RegExp }[] = [
  {
    period: 'other',
    pattern: /định\s+kỳ\s+\d+\s+năm(?:\s+và\s+\d+\s+năm)?|\d+\s+năm\s+(?:một|1|01)\s+lần|mỗi\s+\d+\s+năm/giu,
  },
  { period: 'yearly', pattern: /(?:hằng|hàng|mỗi|từng)\s+năm|(?<=[\p{L}\d]\s?)\/\s?năm(?!\s+\d)/giu },
  { period: 'quarterly', pattern: /(?:hằng|hàng|mỗi)\s+quý|\/\s?quý/giu },
  { period: 'monthly', pattern: /(?:hằng|hàng|mỗi)\s+tháng|\/\s?tháng/giu },
  { period: 'other', pattern: /(?:hằng|hàng|mỗi)\s+tuần|\/\s?tuần/giu },
  { period: 'term', pattern: /(?:trong|cả|mỗi|toàn|một)\s+nhiệm\s+kỳ|\/\s?nhiệm\s+kỳ/giu },
];

/** "02 tin/tháng, 01 bài/quý": the stroke right behind what is counted. */
function readStroke(text: string, figure: Figure): Period | null {
  const from = figure.from + Math.max(0, text.slice(figure.from).search(/\d/) - 1);
  // Words are parted by at least one space: where they need not be, a long one could be cut in very many ways.
  const behind =
    /^\D{0,6}[\d.,]+\s*%?\s*(?:\p{L}+\s+){0,3}\p{L}*\s*(\/\s?(?:tuần|tháng|quý|năm)(?![\p{L}\s]*\d))/u.exec(
      text.slice(from, from + 200),
    )?.[1];
  return behind ? readPeriod(`1 lần${behind.trim()}`, 0) : null;
}

/** The rhythm that governs a figure: the nearest one before it, else the first behind it in its clause. */
function readPeriod(text: string, at: number): Period | null {
  let best: { period: Period; from: number } | null = null;
  const end = at + (/[;.]/.exec(text.slice(at))?.index ?? text.length);
  for (const { period, pattern } of periods) {
    for (const m of text.matchAll(pattern)) {
      const isBefore = m.index <= at;
      // "01 bài/tháng; … 5.000 lượt": behind a stroke the rhythm is only of the figure before it.
      const isStroke = /\//.test(m[0]);
      if (isStroke && (isBefore || (text.slice(at, m.index).match(/\d+/g)?.length ?? 0) > 1)) continue;
      if (!isBefore && (m.index > end || best !== null)) continue;
      // "trợ cấp hàng tháng" names an allowance, not the rhythm of the target.
      if (/(?:trợ\s+cấp|lương|chế\s+độ|phụ\s+cấp|xã\s+hội|kế\s+hoạch|sinh\s+hoạt)\s+$/iu.test(text.slice(0, m.index)))
        continue;
      if (!best || (isBefore && (best.from > at || m.index > best.from)))
        best = { period: { period, text: m[0] }, from: m.index };
    }
  }
  return best?.period ?? null;
}

/** Whom the figure is of: the noun phrase right behind it, up to the verb. */
function populationOf(text: string, figure: Figure): string | null {
  const rest = text.slice(figure.to).replace(/^\s*(?:số\s+)?/u, '');
  const cut =
    /\s(?:được|thực\s+hiện|có|tham\s+gia|đạt|tổ\s+chức|nắm|biết|hoàn\s+thành|xây\s+dựng|trở|triển\s+khai|kịp\s+thời|bố\s+trí|mở|nhận|đăng|phát|là|sử\s+dụng)\s|[,;.]/iu.exec(
      rest,
    );
  const name = (cut ? rest.slice(0, cut.index) : rest).trim();
  return figure.unit === 'percent' && name ? name : null;
}

function measureOf(text: string, figure: Figure): string {
  const rest = text
    .slice(figure.to)
    .replace(/^[\s,;:]+/u, '')
    .replace(/[\s.;]+$/u, '');
  return rest || text.slice(0, figure.from).replace(/[\s,;:]+$/u, '');
}

/** Cells of a table that name targets: a column headed so, or a row with a minimum for each unit. */
function targetCells(node: OutlineNode): Piece[] {
  const rows = node.table?.rows ?? [];
  const head = rows
    .slice(0, 2)
    .flat()
    .map((cell) => cell.text);
  if (head.some((text) => /điểm|kinh\s+phí|thành\s+tiền/iu.test(text))) return [];
  const column = (rows[0] ?? []).findIndex((cell) => /chỉ\s+tiêu|mục\s+tiêu/iu.test(cell.text));
  return rows.slice(1).flatMap((row) =>
    row.flatMap((cell, c) => {
      const isNamed = c === column && column >= 0;
      const isMinimum =
        column < 0 &&
        countWords(cell.text) < 30 &&
        /mỗi|ít\s+nhất|tối\s+thiểu/iu.test(cell.text) &&
        /\d/.test(cell.text);
      return isNamed || isMinimum ? cell.paras.map((para) => para.piece) : [];
    }),
  );
}
