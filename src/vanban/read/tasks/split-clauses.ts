import { findDeadlines, readTimeLine, type DateContext, type FoundDeadline } from '../deadlines/read-deadlines.ts';
import { slicePiece, type Piece } from '../flow/clean-text.ts';
import { findPredicate, opensWithPredicate } from '../words/action-words.ts';
import { opensWithBody } from '../words/bodies.ts';
import { countWords } from '../words/letters.ts';
import { findOwner } from './find-owner.ts';
import { splitAt } from './split-sentences.ts';
import { type Scope } from './task-walk.ts';

/** A bracket or sentence at the end that only says when holds for the whole paragraph. */
export function takeCommonDate(
  sentences: Piece[],
  dates: DateContext,
): { sentences: Piece[]; common: FoundDeadline | null } {
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
export function splitClauses(sentence: Piece, scope: Scope, dates: DateContext): Piece[] {
  const deadlines = findDeadlines(sentence.text, dates);
  const parts = splitAt(sentence, /;\s+/gu);
  if (parts.length > 1 && !isOnlyName(askedName(parts[0]!.text))) {
    const cuts = parts.slice(1).filter((part) => {
      const own = findOwner(part.text, scope.isDuty, scope.owner !== null);
      return own !== null && own.from < 12;
    });
    if (cuts.length) return rejoin(sentence, parts, cuts).flatMap((p) => splitDated(p, findDeadlines(p.text, dates)));
  }
  return splitDated(sentence, deadlines);
}

/** Does anything in a clause say what is done? */
export function hasPredicate(text: string): boolean {
  // "Đ/c Minh: Trang trí sân khấu": behind a name the verb may have a capital.
  const behind = /:\s+(?=\p{Lu})/u.exec(text);
  return (
    opensWithPredicate(text) ||
    findPredicate(text) >= 0 ||
    (behind !== null && opensWithPredicate(text.slice(behind.index + behind[0].length)))
  );
}

/** "Đề nghị thủ trưởng cơ quan; người đứng đầu …": the semicolon stands inside the name. */
function askedName(text: string): string {
  return text.replace(/^(?:.{0,200}?(?:^|\s|\.\s))?(?:giao(?: cho)?|đề nghị|yêu cầu)\s+/iu, '');
}

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
    // "… trước ngày 10/9; định kỳ vào ngày 20 hằng tháng báo cáo": what follows the semicolon opens with its date.
    const turn = /;\s+(?!hoàn|xong)(?=[^;]{0,25}$)/iu.exec(between);
    if (turn && !/^\d{4}$/.test(dated[i + 1]!.deadline!)) {
      cuts.push(dated[i]!.to + turn.index + turn[0].length);
      continue;
    }
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
