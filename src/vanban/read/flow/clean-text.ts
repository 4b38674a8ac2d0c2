import { type Span } from '../../source-document.ts';

/** Text that knows where each of its characters stands in the source. */
export interface Piece {
  text: string;
  /** Offset in the source of each UTF-16 unit of `text`. */
  at: number[];
}

export const noPiece: Piece = { text: '', at: [] };

/** Invisible characters that converters leave: soft hyphen, zero-width signs, byte order mark. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const space = /[\s\u00a0|]/;
const letter = /\p{L}/u;
/** Signs that programmes draw before the lines of a list: all are read as "•". */
const bullets = new Set('●○◦▪■□▫◆◇►▶➢➤➔❖✓✔‣⁃∙⦁');
/** What Markdown escapes with a backslash. */
const escapable = /[\\`*_{}[\]()#+\-.!|<>~]/;

/**
 * The text of a range of the source as a reader would read it aloud: white space and line wraps as one space, marks of
 * emphasis and table rules gone. Each rule looks at the neighbouring characters only, so that the cleaning of a part
 * is the part of the cleaning: a quotation equals the cleaned text at its span.
 */
export function cleanRange(source: string, start: number, end: number): Piece {
  const at: number[] = [];
  let text = '';
  let gap = -1;
  for (let i = start; i < end; i++) {
    const c = source[i]!;
    if (dropped(source, i)) continue;
    if (space.test(c) || joinsSyllables(source, i)) {
      if (gap < 0) gap = i;
      continue;
    }
    if (gap >= 0 && text) {
      text += ' ';
      at.push(gap);
    }
    gap = -1;
    text += c > '\u2000' && bullets.has(c) ? '•' : c;
    at.push(i);
  }
  return { text, at };
}

/** The words that stand at a span of the source: what a quotation with this span says. */
export function textAt(source: string, span: Span): string {
  return cleanRange(source, span.start, span.end).text;
}

function dropped(source: string, i: number): boolean {
  const c = source[i]!;
  if (c === '*' || c === '`' || invisible.test(c)) return true;
  if (c === '\\') return i + 1 < source.length && escapable.test(source[i + 1]!);
  if (c === '#') return opensLine(source, i);
  // Leaders and rules: "____", "=====".
  return (c === '_' || c === '=') && (source[i - 1] === c || source[i + 1] === c);
}

/** A "#" counts as Markdown only at the beginning of its line. */
function opensLine(source: string, i: number): boolean {
  let k = i;
  while (k > 0 && (source[k - 1] === '#' || source[k - 1] === ' ' || source[k - 1] === '\t')) k--;
  return k === 0 || source[k - 1] === '\n';
}

/** Word-segmented text joins the syllables of a word by "_". */
function joinsSyllables(source: string, i: number): boolean {
  return (
    source[i] === '_' && i > 0 && letter.test(source[i - 1]!) && i + 1 < source.length && letter.test(source[i + 1]!)
  );
}

export function slicePiece(piece: Piece, from: number, to: number): Piece {
  let a = Math.max(0, from);
  let b = Math.min(piece.text.length, to);
  while (a < b && piece.text[a] === ' ') a++;
  while (b > a && piece.text[b - 1] === ' ') b--;
  return { text: piece.text.slice(a, b), at: piece.at.slice(a, b) };
}

/** Pieces one after the other, one space between. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  const parts = pieces.filter((p) => p.text);
  if (parts.length === 1) return parts[0]!;
  let text = '';
  const at: number[] = [];
  for (const part of parts) {
    if (text) {
      text += ' ';
      at.push(at[at.length - 1]! + 1);
    }
    text += part.text;
    for (const offset of part.at) at.push(offset);
  }
  return { text, at };
}

/** Where a range of the piece stands in the source. An empty range stands where its first character would. */
export function spanOf(piece: Piece, from = 0, to = piece.text.length): Span {
  const first = piece.at[from];
  const last = piece.at[to - 1];
  if (first === undefined || last === undefined || to <= from) {
    const here = first ?? piece.at[piece.at.length - 1] ?? 0;
    return { start: here, end: here };
  }
  return { start: Math.min(first, last), end: Math.max(first, last) + 1 };
}
