import { type SourceDocument } from '../../source-document.ts';
import { cleanRange, type Piece } from './clean-text.ts';

/** A printed line, before anything is known about paragraphs. */
export interface Line {
  start: number;
  end: number;
  piece: Piece;
  text: string;
  /** Columns of white space before the first sign. */
  indent: number;
  /** Number of "#" that open the line. */
  hashes: number;
  /** The line opens with "* " as a bullet, a sign that cleaning takes away. */
  isStarred: boolean;
  /** The line opens with a tab, as converters write the cells of a table. */
  isTabbed: boolean;
  /** A run of bold goes on from the line before. */
  continuesBold: boolean;
  isBlank: boolean;
}

/** Lines that hold nothing but rules or pictures. */
const ornament = /^(?:[-–—_=.~+*…\s]{3,}|!\[.*\]\(.*\)|-)$/;

export function splitLines(source: SourceDocument, start = 0, end = source.text.length): Line[] {
  const { text } = source;
  const lines: Line[] = [];
  let isBold = false;
  for (let from = start; from <= end;) {
    const cut = text.indexOf('\n', from);
    const to = endOfLine(text, from, cut < 0 || cut > end ? end : cut);
    const line = readLine(text, from, to, isBold);
    // Emphasis never outlives its paragraph: an unclosed "**" must not make the rest of the document bold.
    isBold = line.isBlank ? false : isBold !== hasOddBold(text, from, to);
    lines.push(line);
    if (to >= end) break;
    from = text[to] === '\n' ? to + 1 : to;
  }
  return lines;
}

/** Longer lines are cut at a space: no rule below needs to look further, and none may take for ever. */
const longestLine = 6_000;

function endOfLine(text: string, from: number, to: number): number {
  if (to - from <= longestLine) return to;
  const space = text.lastIndexOf(' ', from + longestLine);
  return space > from + longestLine / 2 ? space : from + longestLine;
}

function readLine(text: string, start: number, end: number, continuesBold: boolean): Line {
  const raw = text.slice(start, end);
  const piece = cleanRange(text, start, end);
  const isEmpty = piece.text === '' || (ornament.test(piece.text) && piece.text.length > 1);
  return {
    start,
    end,
    continuesBold,
    piece: isEmpty ? { text: '', at: [] } : piece,
    text: isEmpty ? '' : piece.text,
    indent: indentOf(raw),
    hashes: /^\s*(#{1,6})\s/.exec(raw)?.[1]?.length ?? 0,
    isStarred: /^\s*\* +[^\s*]/.test(raw) && !/\*\s*$/.test(raw),
    isTabbed: raw.startsWith('\t'),
    isBlank: isEmpty,
  };
}

function indentOf(raw: string): number {
  let columns = 0;
  for (const c of raw) {
    if (c === '\t') columns += 8 - (columns % 8);
    else if (c === ' ' || c === '\u00a0') columns++;
    else break;
  }
  return columns;
}

function hasOddBold(text: string, start: number, end: number): boolean {
  let isOdd = false;
  for (let i = start; i + 1 < end; i++) {
    if (text[i] === '*' && text[i + 1] === '*') {
      isOdd = !isOdd;
      i++;
    }
  }
  return isOdd;
}

/** For each UTF-16 unit of the source whether it is set in bold. */
export function markBold(source: SourceDocument): Uint8Array {
  const { text } = source;
  const bold = new Uint8Array(text.length);
  let isBold = false;
  let lineHasSign = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') {
      if (!lineHasSign) isBold = false;
      lineHasSign = false;
    } else if (c === '*' && text[i + 1] === '*') {
      isBold = !isBold;
      lineHasSign = true;
      i++;
      continue;
    } else if (c !== ' ' && c !== '\t') lineHasSign = true;
    if (isBold) bold[i] = 1;
  }
  for (const span of source.bold ?? []) bold.fill(1, span.start, span.end);
  return bold;
}
