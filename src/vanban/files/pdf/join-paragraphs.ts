import type { Line } from './page-geometry.ts';

/** A paragraph of joined lines; `page` is the page of its first line. */
export interface JoinedParagraph {
  text: string;
  page: number;
}

const listMark = /^(?:[-–—+*•▪✓➢]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/–-]?|[IVXLC]{1,6}[.)/–-]|\(?[a-zđ][.)–-])\s+/u;

/**
 * Joins printed lines into paragraphs. A line runs on into the next where the next one's first word would not have
 * fitted on it, and the next one starts where a continuation starts. Page breaks do not matter.
 */
export function joinParagraphs(lines: Line[]): JoinedParagraph[] {
  const paragraphs: JoinedParagraph[] = [];
  let current: Line[] = [];
  const finish = () => {
    if (current.length > 0) paragraphs.push({ text: joinText(current), page: current[0]?.page ?? 0 });
    current = [];
  };
  for (const line of lines) {
    if (current.length > 0 && !runsOn(current, line)) finish();
    current.push(line);
  }
  finish();
  return paragraphs;
}

function runsOn(paragraph: Line[], next: Line): boolean {
  const first = paragraph[0];
  const last = paragraph.at(-1);
  if (!first || !last) return false;
  const em = Math.max(last.size, 6);
  if (Math.abs(next.size - last.size) > 0.2 * em || !isSameColumn(last, next, em)) return false;
  if (next.page === last.page && (next.y <= last.y || next.y - last.y > 2.4 * em)) return false;
  if (last.text.includes('\t') || next.text.includes('\t')) return false;
  if (!isFull(last, next, em)) return false;
  // Lines of a letterhead and names of recipients are lines of their own unless they plainly go on.
  if (last.isInColumn) return goesOnInColumn(first, last, next);
  return startsLikeContinuation(first, last, next, paragraph.length, em);
}

function isSameColumn(last: Line, next: Line, em: number): boolean {
  if (next.page !== last.page) return Math.abs(last.right - next.right) < 4 * em;
  return Math.abs(last.left - next.left) < em && Math.abs(last.right - next.right) < em;
}

/** Whether the next line's first word had no room left. */
function isFull(last: Line, next: Line, em: number): boolean {
  const word = next.text.trim().split(/\s/)[0] ?? '';
  const average = next.text.length > 0 ? (next.x1 - next.x0) / next.text.length : em / 2;
  return last.right - last.x1 < word.length * average + 0.4 * em;
}

function goesOnInColumn(first: Line, last: Line, next: Line): boolean {
  if (/^\p{Ll}{2}/u.test(next.text)) return true;
  return listMark.test(first.text) && !listMark.test(next.text) && !/[;.:,]$/.test(last.text.trim());
}

function startsLikeContinuation(first: Line, last: Line, next: Line, length: number, em: number): boolean {
  const offset = (a: number, b: number) => Math.abs(a - b) < 0.6 * em;
  // Pages may be set a little apart, so positions are compared from the column's left bound.
  const firstAt = first.x0 - first.left;
  const nextAt = next.x0 - next.left;
  if (/[.:;]$/.test(last.text.trim()) && listMark.test(next.text)) return false;
  if (length > 1) return offset(nextAt, last.x0 - last.left);
  if (nextAt < firstAt - 0.6 * em) return true;
  const hasMark = listMark.test(first.text);
  // A hanging item: the next line stands under the words behind the mark.
  if (nextAt > firstAt + 0.6 * em) return hasMark && nextAt - firstAt < 5 * em && !listMark.test(next.text);
  // Block style: only at the left bound, and not where a sentence ended and a new item begins.
  if (nextAt > 0.8 * em) return false;
  return !listMark.test(next.text);
}

function joinText(lines: Line[]): string {
  let text = '';
  for (const line of lines) {
    const piece = line.text.trim();
    // A word parted by a hyphen does not occur in Vietnamese; addresses and numbers are parted there without a space.
    if (text === '') text = piece;
    else if (/[\p{L}\d]-$/u.test(text) && /^[\p{Lu}\d]/u.test(piece)) text += piece;
    else text += ` ${piece}`;
  }
  return text;
}
