import {
  type ReadBudgetSource,
  type ReadContact,
  type ReadEffective,
  type ReadMilestone,
  type ReadTask,
} from '../../plan-document.ts';
import { findDeadlines, type DateContext } from '../deadlines/read-deadlines.ts';
import { cleanRange, slicePiece, spanOf } from '../flow/clean-text.ts';
import { allNodes, type OutlineNode } from '../outline/build-outline.ts';
import { splitSentences } from '../tasks/split-sentences.ts';

/** "được thực hiện từ nay đến hết năm 2025", "có hiệu lực kể từ ngày ký". */
export function readEffective(root: OutlineNode, dates: DateContext, issuedOn: string | null): ReadEffective | null {
  for (const node of allNodes(root)) {
    const piece = node.item.para?.piece;
    if (!piece) continue;
    for (const sentence of splitSentences(slicePiece(piece, node.marker?.length ?? 0, piece.text.length))) {
      const isValidity =
        /có\s+hiệu\s+lực|(?:được\s+)?(?:thực\s+hiện|triển\s+khai)\s+từ\s+(?:nay|ngày|năm|tháng)/iu.test(sentence.text);
      const isTimeHeading =
        /^Thời\s+gian(?:,\s*địa\s+điểm|\s+thực\s+hiện)?\s*:/iu.test(sentence.text) &&
        /kế\s+hoạch|từ\s+nay/iu.test(sentence.text);
      if (!isValidity && !isTimeHeading) continue;
      const found = findDeadlines(sentence.text, dates).at(-1);
      const fromSigning = /kể\s+từ\s+ngày\s+ký|từ\s+nay/iu.test(sentence.text) ? issuedOn : null;
      return {
        quote: sentence.text,
        from: found?.start ?? fromSigning,
        to: found?.deadline ?? null,
        span: spanOf(sentence),
        confidence: 0.8,
        rule: 'facts.effective',
      };
    }
  }
  return null;
}

const milestoneKinds: readonly { kind: ReadMilestone['kind']; pattern: RegExp }[] = [
  {
    kind: 'mid-term-review',
    pattern: /(?:sơ\s+kết|đánh\s+giá)[^.;]{0,30}(?:giữa|nửa)\s+(?:nhiệm\s+)?kỳ|(?:giữa|nửa)\s+nhiệm\s+kỳ/iu,
  },
  {
    kind: 'yearly-review',
    pattern:
      /(?:hằng|hàng)\s+năm[^.;]{0,40}(?:sơ\s+kết|tổng\s+kết)|(?:sơ\s+kết|tổng\s+kết)[^.;]{0,80}(?:hằng|hàng)\s+năm/iu,
  },
  { kind: 'interim-review', pattern: /sơ\s+kết/iu },
  { kind: 'final-review', pattern: /tổng\s+kết/iu },
  { kind: 'kick-off', pattern: /lễ\s+phát\s+động|tổ\s+chức\s+phát\s+động|khai\s+mạc|ra\s+quân/iu },
];

/** Reviews and openings among the tasks, with their date where one is named. */
export function readMilestones(tasks: readonly ReadTask[]): ReadMilestone[] {
  return tasks.flatMap((task) => {
    const kind = milestoneKinds.find(({ pattern }) => pattern.test(task.quote))?.kind;
    if (!kind || (task.deadline === null && task.recurrence === null && kind !== 'yearly-review')) return [];
    return [{ quote: task.quote, kind, on: task.deadline, span: task.span, confidence: 0.75, rule: 'facts.milestone' }];
  });
}

/** What pays: the sentences of the section on money, and "kinh phí từ nguồn …" elsewhere. */
export function readBudgetSources(root: OutlineNode): ReadBudgetSource[] {
  const found: ReadBudgetSource[] = [];
  for (const node of allNodes(root)) {
    const piece = node.item.para?.piece;
    if (!piece || (node.label && !node.content)) continue;
    const isBudget = /kinh\s+phí/iu.test(node.parent?.label?.text ?? '') || /kinh\s+phí/iu.test(node.label?.text ?? '');
    for (const sentence of splitSentences(slicePiece(piece, node.marker?.length ?? 0, piece.text.length))) {
      if (!isBudget && !/kinh\s+phí[^.;]{0,60}(?:từ|trích|do|bố\s+trí|sử\s+dụng)\s/iu.test(sentence.text)) continue;
      if (!isBudget && !/^(?:Kinh\s+phí|Nguồn)/iu.test(sentence.text)) continue;
      found.push({
        quote: sentence.text,
        span: spanOf(sentence),
        confidence: isBudget ? 0.85 : 0.75,
        rule: 'facts.budget',
      });
    }
  }
  return found;
}

/** Bounded on both sides, so that a run of letters is not tried from each of its places. */
const email = /(?<![\p{L}\d._%+-])[\p{L}\d][\p{L}\d._%+-]{0,63}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu;
const telephone = /(?<![\d./-])(?:\+84|0)(?:[\s.-]?\d){8,10}(?![\d/])/gu;

/** E-mail addresses and telephone numbers anywhere in the source, so that they can be masked. */
export function readContacts(source: string): ReadContact[] {
  const find = (pattern: RegExp, kind: ReadContact['kind']): ReadContact[] =>
    [...source.matchAll(pattern)].map((m) => ({
      kind,
      text: cleanRange(source, m.index, m.index + m[0].length).text,
      span: { start: m.index, end: m.index + m[0].length },
      confidence: 0.9,
      rule: `facts.${kind}`,
    }));
  return [...find(email, 'email'), ...find(telephone, 'telephone')].sort((a, b) => a.span.start - b.span.start);
}
