import { readMarker, isBullet } from '../outline/read-marker.ts';
import { endsSentence, isCapitals, startsLower, startsUpper } from '../words/letters.ts';
import { joinPieces, type Piece } from './clean-text.ts';
import { type Line } from './split-lines.ts';

export interface Para {
  piece: Piece;
  text: string;
  /** Number of "#" before it; 0 for none. */
  hashes: number;
  isStarred: boolean;
  /** A blank line or the beginning of a cell stands before it. */
  followsGap: boolean;
}

/**
 * How lines make paragraphs in this document: `lines` where each line is one, `blocks` where blank lines part them,
 * `indent` where only a set-in first line or a short last line tells.
 */
export type WrapMode = 'lines' | 'blocks' | 'indent';

export interface Wrapping {
  mode: WrapMode;
  /** Length of a full line. */
  width: number;
}

/** Looks at the whole document once: lines that break where no sentence ends betray a fixed width. */
export function findWrapping(lines: readonly Line[]): Wrapping {
  let pairs = 0;
  let broken = 0;
  let blanks = 0;
  const lengths: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.isBlank) {
      blanks++;
      continue;
    }
    lengths.push(line.text.length);
    const next = lines[i + 1];
    if (!next || next.isBlank) continue;
    pairs++;
    if (!endsSentence(line.text) && startsLower(next.text) && !readMarker(next.text)) broken++;
  }
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  if (broken < 3 || broken < 0.15 * pairs || width > 200) return { mode: 'lines', width };
  const isParted = blanks > 0.12 * lengths.length && !partsWithoutGaps(lines, width);
  return { mode: isParted ? 'blocks' : 'indent', width };
}

/** Paragraphs also end where no blank line stands: blank lines then part only sections, or the head from the body. */
function partsWithoutGaps(lines: readonly Line[], width: number): boolean {
  let tight = 0;
  let gaps = 0;
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (line.isBlank || !next) continue;
    if (next.isBlank) {
      gaps++;
      continue;
    }
    const isOver = endsSentence(line.text);
    const isShort = hadRoom(line, next, width);
    if (isBareMarker(line.text)) continue;
    if (readMarker(next.text) ? isOver || isShort : isOver && isShort && startsUpper(next.text)) tight++;
  }
  return tight >= 2 && tight > 0.12 * gaps;
}

/** The first word of the next line had room on this one: the break was meant. */
function hadRoom(line: Line, next: Line, width: number): boolean {
  const firstWord = /^\S+/.exec(next.text)?.[0].length ?? 0;
  return line.indent + line.text.length + 1 + firstWord < 0.88 * width;
}

const longestParagraph = 9_000;

/** Joins lines into paragraphs. In the cell of a table that lays out a page (`isList`) each line stays its own. */
export function joinParagraphs(lines: readonly Line[], wrapping: Wrapping, isList = false): Para[] {
  const paras: Para[] = [];
  let group: Line[] = [];
  let hadGap = true;
  let length = 0;
  let opensAfterGap = true;
  const close = (): void => {
    const first = group[0];
    if (first) paras.push(makePara(group, first, opensAfterGap));
    group = [];
  };
  for (const line of lines) {
    if (line.isBlank) {
      hadGap = true;
      continue;
    }
    const last = group.at(-1);
    if (!last || length > longestParagraph || !continues(group, last, line, { hadGap, wrapping, isList })) {
      close();
      opensAfterGap = hadGap;
      length = 0;
    }
    length += line.text.length;
    group.push(line);
    hadGap = false;
  }
  close();
  return paras;
}

function makePara(group: readonly Line[], first: Line, followsGap: boolean): Para {
  const piece = joinPieces(group.map((line) => line.piece));
  return { piece, text: piece.text, hashes: first.hashes, isStarred: first.isStarred, followsGap };
}

interface Situation {
  hadGap: boolean;
  wrapping: Wrapping;
  isList: boolean;
}

/** Does `line` go on with the paragraph that `last` ends? */
function continues(group: readonly Line[], last: Line, line: Line, at: Situation): boolean {
  if (line.hashes || line.isStarred) return false;
  const marker = readMarker(line.text);
  if (isBareMarker(last.text) && group.length === 1) return !marker || isBullet(marker.kind);
  if (line.continuesBold && !at.hadGap && !marker) return true;
  if (!at.hadGap && /^Số\s*:?$/iu.test(last.text) && /^\d/.test(line.text)) return true;
  if (!at.hadGap && /(?:^|[\s,])(?:ngày|tháng|năm)$/iu.test(last.text) && /^[\d.…]/.test(line.text)) return true;
  if (at.hadGap) return goesOnOverGap(last, line, marker !== null, at) || isCutByDash(group, last, line, at);
  if (marker) return isFalseMarker(group, last, line, at);
  // A lower-case beginning never opens a paragraph of its own after an unfinished line.
  if (startsLower(line.text) && (!endsSentence(last.text) || hasOpenBracket(last.text))) return true;
  if (at.isList && isOrphan(line.text) && isCapitals(last.text)) return true;
  if (at.isList || at.wrapping.mode === 'lines') return false;
  if (last.hashes && at.wrapping.mode !== 'blocks') return false;
  if (isCapitals(last.text) && !isCapitals(line.text) && /\p{L}/u.test(line.text)) return isOrphan(last.text);
  if (at.wrapping.mode === 'blocks') return true;
  return fillsLine(last, line, at.wrapping.width);
}

/** "1." or "-" alone on its line: the text follows on the next. */
function isBareMarker(text: string): boolean {
  const marker = readMarker(text);
  return marker !== null && marker.length >= text.length;
}

/** A page may break inside a sentence: long unfinished line, blank line, lower case. */
function goesOnOverGap(last: Line, line: Line, hasMarker: boolean, at: Situation): boolean {
  if (hasMarker || last.hashes || at.isList || endsSentence(last.text)) return false;
  return startsLower(line.text) && last.text.length >= 40;
}

/** Running prose that stops without an end before a dash: the dash is part of the sentence, not a bullet. */
function isCutByDash(group: readonly Line[], last: Line, line: Line, at: Situation): boolean {
  if (at.isList || endsSentence(last.text) || last.hashes || !/^[-–]\s/u.test(line.text)) return false;
  const text = group.map((l) => l.text).join(' ');
  return text.length > 150 && /\p{L}[.;]\s/u.test(text);
}

/** "giai đoạn 2019" and "- 2025": a year behind a year, a date behind a date; not "- 7h30" or "- 100% đơn vị". */
function goesOnSpan(last: string, next: string): boolean {
  return (
    (/\d{4}$/.test(last) && /^[-–]\s*(?:năm\s+)?\d{4}(?![\d%.])/u.test(next)) ||
    (/\d\/\d{1,4}$/.test(last) && /^[-–]\s*\d{1,2}\/\d/.test(next))
  );
}

/** "2019\n- 2025" or "chính trị\n- xã hội": a dash that is no bullet; a number that ends a reference. */
function isFalseMarker(group: readonly Line[], last: Line, line: Line, at: Situation): boolean {
  if (at.isList || at.wrapping.mode === 'lines') return goesOnSpan(last.text, line.text);
  if (endsSentence(last.text)) return false;
  if (/^[-–]\s*\d/u.test(line.text) && last.text.length <= 0.3 * at.wrapping.width)
    return goesOnSpan(last.text, line.text);
  if (/^[-–]\s*[\p{Ll}\d]/u.test(line.text)) return last.text.length > 0.3 * at.wrapping.width || /\d$/.test(last.text);
  // Where blank lines part the paragraphs, a dash after an unfinished full line is part of the sentence.
  if (at.wrapping.mode === 'blocks' && /^[-–]\s/u.test(line.text) && last.text.length > 0.6 * at.wrapping.width)
    return true;
  if (/(?:điểm|khoản|mục|điều|số|ngày|tháng|năm|phụ lục)$/iu.test(last.text)) return true;
  const opensGroup = group.length === 1 && at.wrapping.mode === 'blocks';
  return !opensGroup && last.text.length > 0.8 * at.wrapping.width && !startsUpper(line.text);
}

/** "(địa chỉ:" at the end of a line: what is inside the bracket goes on. */
function hasOpenBracket(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')');
}

/** In capitals a first syllable alone on its line belongs to the next line. */
function isOrphan(text: string): boolean {
  return /^\p{Lu}{2,7}$/u.test(text);
}

/** Without blank lines a paragraph ends where a line is short or the next one is set in. */
function fillsLine(last: Line, line: Line, width: number): boolean {
  if (line.indent >= last.indent + 3 && startsUpper(line.text)) return false;
  if (startsUpper(line.text) && hadRoom(last, line, width)) return false;
  return !(endsSentence(last.text) && last.indent + last.text.length < 0.9 * width);
}
