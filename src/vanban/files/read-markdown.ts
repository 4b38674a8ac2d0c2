import type { SourceDocument, SourceRepair } from '../source-document.ts';
import { type Block, buildSource, type CellBlock, type Paragraph, type TableBlock } from './build-source.ts';
import { weighText } from './weigh-text.ts';

const headingLine = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
/** Only asked of lines of ordinary length. */
const ruleRow = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;
const boldPair = /(?<![*\\])\*\*(?=\S)[^*]{1,2000}\*\*(?!\*)/g;

/** Headings, bold text in pairs of stars, or tables drawn with bars: what plain documents do not have. */
export function looksLikeMarkdown(text: string): boolean {
  const head = text.slice(0, 60_000);
  if (/^#{1,6}[ \t]+\S/m.test(head)) return true;
  if ((head.match(boldPair)?.length ?? 0) >= 2) return true;
  return /^[ \t]*\|.*\|[ \t]*\n[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|/m.test(head);
}

/** Reads Markdown: signs of layout become headings and table cells, or go; the words and their lines stay. */
export function readMarkdown(text: string, repairs: SourceRepair[]): SourceDocument {
  const { lines, bold } = findBold(stripInline(text.replaceAll(boldFrom, '').replaceAll(boldTo, '')).split('\n'));
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const table = readBarTable(lines, at) ?? readBrokenTable(lines, at);
    if (table) {
      blocks.push(table.block);
      at = table.next;
      continue;
    }
    const line = lines[at] ?? '';
    const heading = headingLine.exec(line);
    if (heading)
      blocks.push({
        kind: 'paragraph',
        text: dropClosingSigns(heading[2] ?? ''),
        headingLevel: heading[1]?.length ?? 1,
      });
    else if (!/^\s*(?:```|~~~)/.test(line)) {
      const paragraph: Paragraph = { kind: 'paragraph', text: line.replace(/^ {0,3}>[ \t]?/, '') };
      weighText(paragraph, line, bold.has(at));
      blocks.push(paragraph);
    }
    at += 1;
  }
  return buildSource('md', blocks, repairs);
}

/** Where bold text begins and ends, while the signs are taken off. */
const boldFrom = '\u0002';
const boldTo = '\u0003';

/** Lines without the marks of bold text, and which of them are bold from end to end. */
function findBold(marked: string[]): { lines: string[]; bold: Set<number> } {
  const bold = new Set<number>();
  let isOpen = false;
  const lines = marked.map((line, i) => {
    if (!isOpen && !line.includes(boldFrom)) return line;
    let plain = '';
    let text = '';
    for (const c of line) {
      if (c === boldFrom) isOpen = true;
      else if (c === boldTo) isOpen = false;
      else {
        text += c;
        if (!isOpen) plain += c;
      }
    }
    if (text.trim() !== '' && !/[\p{L}\p{N}]/u.test(plain)) bold.add(i);
    return text;
  });
  return { lines, bold };
}

/**
 * Emphasis, links, escapes and the few tags that converters leave. Emphasis may run over line ends. Lines of stars alone
 * are the ornament below a Party document's head, and stay.
 */
function stripInline(text: string): string {
  return (
    text
      .replace(/(?<![*\\\n])\*{2,3}(?=[^\s*])([^*]{1,3000}?)\*{2,3}(?!\*)/g, `${boldFrom}$1${boldTo}`)
      .replace(/(?<=^)\*{2,3}(?=[^\s*])([^*]{1,3000}?)\*{2,3}(?!\*)/gm, `${boldFrom}$1${boldTo}`)
      .replace(
        /(?<![*\\\p{L}\p{N}])\*(?=[^\s*])([^*\n]{1,1000}(?:\n[^*\n]{1,1000}){0,6}?)(?<=[^\s*])\*(?![*\p{L}\p{N}])/gu,
        '$1',
      )
      .replace(/(?<![_\\\p{L}\p{N}])_{1,2}(?=[^\s_])([^_\n]{1,1000})(?<=[^\s_])_{1,2}(?![_\p{L}\p{N}])/gu, '$1')
      .replace(/!\[([^[\]\n]{0,300})\]\([^)\s]{0,2000}\)/g, '')
      .replace(/\[([^[\]\n]{1,300})\]\([^)\s]{1,2000}(?:\s+"[^"\n]{0,300}")?\)/g, '$1')
      // The number of a note stands at the end of a word; a raised figure behind a unit of measure is two letters away.
      .replace(/(?<=\p{L}{3})<sup>\s*\d{1,2}\s*<\/sup>/giu, '')
      .replace(/<br\s*\/?>/gi, ' ')
      .replace(/<\/?(?:u|b|i|sup|sub|strong|em|span|center|div|p)\b[^<>\n]{0,200}>/gi, '')
      .replace(/&nbsp;/g, ' ')
      .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
  );
}

/** "## Title ##": the signs behind are as silent as those before. */
function dropClosingSigns(text: string): string {
  const trimmed = text.trimEnd();
  let end = trimmed.length;
  while (trimmed[end - 1] === '#') end -= 1;
  return end === trimmed.length || trimmed[end - 1] === ' ' ? trimmed.slice(0, end).trimEnd() : trimmed;
}

interface FoundTable {
  block: TableBlock;
  next: number;
}

function isRuleRow(line: string): boolean {
  return line.length < 2000 && line.includes('|') && ruleRow.test(line);
}

/** No table has hundreds of columns; a line with as many bars is something else, and is kept as it stands. */
const mostBars = 200;

function isBarRow(line: string): boolean {
  let bars = 0;
  for (let at = line.indexOf('|'); at >= 0 && bars <= mostBars; at = line.indexOf('|', at + 1)) bars += 1;
  return bars > 0 && bars <= mostBars;
}

/** Rows between bars, with a row of dashes below the first. */
function readBarTable(lines: string[], at: number): FoundTable | null {
  if (!isBarRow(lines[at] ?? '') || !isRuleRow(lines[at + 1] ?? '')) return null;
  const rows: CellBlock[][] = [];
  let next = at;
  for (; next < lines.length && isBarRow(lines[next] ?? ''); next += 1) {
    if (isRuleRow(lines[next] ?? '')) continue;
    const inner = (lines[next] ?? '').trim().replace(/^\||\|$/g, '');
    rows.push(inner.split('|').map((cell) => cellOf([cell])));
  }
  return { block: { kind: 'table', rows }, next };
}

/**
 * Tables of web pages come out of some converters with a bar on a line of its own before, between and behind the cells
 * of a row, and a cell's text over several lines. Two such bars in a row end one row and begin the next.
 */
function readBrokenTable(lines: string[], at: number): FoundTable | null {
  if ((lines[at] ?? '').trim() !== '|') return null;
  const rows: CellBlock[][] = [];
  let row: CellBlock[] = [];
  let cell: string[] = [];
  let next = at + 1;
  let end = -1;
  // A cell of a letterhead or a signature is short; a bar that finds no partner within 60 lines stands alone.
  for (; next < lines.length && next - Math.max(at, end) < 60; next += 1) {
    const line = lines[next] ?? '';
    if (line.trim() !== '|') {
      if (end === next - 1 && row.length > 0 && line.trim() === '') break;
      cell.push(line);
      continue;
    }
    // Bars below bars with nothing between them are no table, however many they are.
    if (cell.length === 0 && row.length === 0 && end === next - 1) break;
    if (row.length > 0 && cell.length === 0) {
      rows.push(row);
      row = [];
    } else if (cell.length > 0) row.push(cellOf(cell));
    cell = [];
    end = next;
  }
  if (row.length > 0) rows.push(row);
  return rows.length === 0 || end < 0 ? null : { block: { kind: 'table', rows }, next: end + 1 };
}

function cellOf(lines: string[]): CellBlock {
  const kept = lines.map((line) => line.trim()).filter((line) => line !== '');
  return { blocks: kept.map((text) => ({ kind: 'paragraph', text })), columnSpan: 1, rowSpan: 1 };
}
