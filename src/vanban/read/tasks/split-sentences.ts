import { slicePiece, type Piece } from '../flow/clean-text.ts';
import { countWords } from '../words/letters.ts';

const abbreviation =
  /(?:^|[\s(])(?:TP|Tp|TX|tx|tp|Đ\/c|đ\/c|ThS|TS|PGS|GS|BS|Th|Mr|Ms|Q|P|[A-ZĐ]|v\.v|\d{1,2}|[IVX]+|St|No)$/u;

/**
 * Sentences of a paragraph. A full stop inside brackets or quotation marks, or after an abbreviation, ends none, and a
 * bracket behind a full stop belongs to what it follows.
 */
export function splitSentences(piece: Piece): Piece[] {
  const { text } = piece;
  const sentences: Piece[] = [];
  let from = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '(' || c === '“' || c === '[') depth++;
    else if ((c === ')' || c === '”' || c === ']') && depth > 0) depth--;
    if (!/[.!?…]/.test(c) || depth > 0) continue;
    if (
      !/^[.…!?”"’)]*\s+(?:["“']?\p{Lu}|\d+(?:[.,]\d+)?\s*%)/u.test(text.slice(i + 1)) ||
      abbreviation.test(text.slice(Math.max(0, i - 8), i))
    )
      continue;
    const end = i + 1 + (/^[.…!?”"’)]*/.exec(text.slice(i + 1))?.[0].length ?? 0);
    sentences.push(slicePiece(piece, from, end));
    from = end;
    i = end - 1;
  }
  sentences.push(slicePiece(piece, from, text.length));
  return sentences.filter((s) => /\p{L}/u.test(s.text)).flatMap(cutLong);
}

/** A sentence too long to be shown as one quotation is cut at its semicolons. */
function cutLong(sentence: Piece): Piece[] {
  if (countWords(sentence.text) <= 200) return [sentence];
  const clauses = splitAt(sentence, /;\s+/gu);
  const parts: Piece[] = [];
  let from = 0;
  let end = 0;
  for (const clause of clauses) {
    const clauseEnd = sentence.text.indexOf(clause.text, end) + clause.text.length;
    if (end > from && countWords(sentence.text.slice(from, clauseEnd)) > 140) {
      parts.push(slicePiece(sentence, from, end));
      from = end;
    }
    end = clauseEnd;
  }
  parts.push(slicePiece(sentence, from, sentence.text.length));
  return parts.map((p) => slicePiece(p, /^[\s;]*/.exec(p.text)![0].length, p.text.length)).filter((p) => p.text);
}

/** Parts between matches of a pattern, those inside brackets or quotes left whole. */
export function splitAt(piece: Piece, pattern: RegExp): Piece[] {
  const parts: Piece[] = [];
  let from = 0;
  for (const m of piece.text.matchAll(pattern)) {
    const before = piece.text.slice(from, m.index);
    if (count(before, /[(“[]/g) > count(before, /[)”\]]/g)) continue;
    parts.push(slicePiece(piece, from, m.index));
    from = m.index + m[0].length;
  }
  parts.push(slicePiece(piece, from, piece.text.length));
  return parts.filter((p) => p.text);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
