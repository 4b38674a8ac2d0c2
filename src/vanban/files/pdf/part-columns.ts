import { type Gutter, type Line, narrowStrip, type Row, type Segment } from './page-geometry.ts';
import { takeOpenTable } from './take-open-table.ts';

/** A signature may stand this many lines below the words that announce it. */
const farthestRow = 12;
/** Some row of the block must be parted as wide as this, which justified text is not. */
const plainGap = 1.9;
const recipientsWord = /^\s*n[oơ]i\s+nh[aậ]n/i;

/**
 * Puts a page's rows in reading order. A table without rules becomes a line of tabs for each of its rows. Where rows are parted by a common strip (the letterhead, the recipients beside
 * the signature) the left column is read before the right one.
 */
export function partColumns(rows: Row[], page: number, area: Gutter): Line[] {
  const lines: Line[] = [];
  let at = 0;
  while (at < rows.length) {
    const table = takeOpenTable(rows, at);
    const block = table ? null : findBlock(rows, at, area);
    if (table) {
      for (const { row, cells } of table.lines)
        lines.push({ ...lineOf(row.segments, row, page, area.left, area.right), text: cells.join('\t') });
      at += table.rows;
    } else if (block) {
      const { left, right } = block.gutter;
      lines.push(...sideLines(block.rows, page, area.left, left, (segment) => segment.x1 <= left + 1));
      lines.push(...sideLines(block.rows, page, right, area.right, (segment) => segment.x1 > left + 1));
      at += block.rows.length;
    } else {
      const row = rows[at];
      if (row) lines.push(lineOf(row.segments, row, page, area.left, area.right));
      at += 1;
    }
  }
  return lines;
}

interface ColumnBlock {
  rows: Row[];
  gutter: Gutter;
}

/** Tries every gap of the first rows as the strip, and keeps the one that the most rows leave free. */
function findBlock(rows: Row[], at: number, area: Gutter): ColumnBlock | null {
  const first = rows[at];
  const seed = first && (first.segments.length > 1 ? first : rightOnlySeed(rows, at, area));
  if (!seed) return null;
  let best: ColumnBlock | null = null;
  for (const row of rows.slice(at, at + 4)) {
    for (const gap of gapsOf(row)) {
      const block = growBlock(rows, at, gap);
      const isBetter =
        block &&
        (!best ||
          block.rows.length > best.rows.length ||
          (block.rows.length === best.rows.length && widthOf(block.gutter) > widthOf(best.gutter)));
      if (isBetter) best = block;
    }
  }
  return best;
}

function growBlock(rows: Row[], at: number, seed: Gutter): ColumnBlock | null {
  const gutter = { ...seed };
  const taken: Row[] = [];
  let lastShared = 0;
  let parted = 0;
  let hasRecipients = false;
  let widest = 0;
  for (let index = at; index < rows.length; index += 1) {
    const row = rows[index];
    const before = taken.at(-1);
    if (
      !row ||
      (before && row.y - before.y > farthestRow * before.size) ||
      !narrowStrip(gutter, row.segments, row.size)
    )
      break;
    taken.push(row);
    if (row.segments.some((segment) => recipientsWord.test(segment.text))) hasRecipients = true;
    const hasLeft = (row.segments[0]?.x0 ?? 0) < gutter.left;
    const hasRight = (row.segments.at(-1)?.x0 ?? 0) >= gutter.right - 1;
    if (hasLeft && hasRight) {
      parted += 1;
      widest = Math.max(widest, ...gapsOf(row).map((gap) => widthOf(gap) / row.size));
    }
    if (hasRight || hasRecipients) lastShared = taken.length;
  }
  // Three columns and more are a table without rules: it is read row by row.
  if (!hasRecipients && taken.filter((row) => row.segments.length > 2).length > 1) return null;
  // One parted row alone is a column only where the gap is too wide to be anything else.
  const size = taken[0]?.size ?? 0;
  if (parted === 0 || widest < plainGap || (parted === 1 && widthOf(gutter) < 3 * size)) return null;
  return { rows: taken.slice(0, lastShared), gutter };
}

function widthOf({ left, right }: Gutter): number {
  return right - left;
}

/** "TM. BAN CHẤP HÀNH" may begin a line above "Nơi nhận:"; the pair is one block. */
function rightOnlySeed(rows: Row[], at: number, area: Gutter): Row | null {
  const first = rows[at];
  const start = first?.segments[0]?.x0 ?? 0;
  if (!first || start < area.left + 0.42 * (area.right - area.left)) return null;
  for (let index = at + 1; index <= at + 3; index += 1) {
    const row = rows[index];
    if (!row || row.y - first.y > 5 * first.size) return null;
    if (row.segments.length > 1) return row.segments.some((segment) => recipientsWord.test(segment.text)) ? row : null;
  }
  return null;
}

function gapsOf(row: Row): Gutter[] {
  return row.segments.slice(1).map((segment, index) => ({ left: row.segments[index]?.x1 ?? 0, right: segment.x0 }));
}

function sideLines(
  rows: Row[],
  page: number,
  left: number,
  right: number,
  isHere: (segment: Segment) => boolean,
): Line[] {
  return rows.flatMap((row) => {
    const segments = row.segments.filter(isHere);
    return segments.length === 0 ? [] : [{ ...lineOf(segments, row, page, left, right), isInColumn: true }];
  });
}

function lineOf(segments: Segment[], row: Row, page: number, left: number, right: number): Line {
  return {
    text: joinSegments(segments),
    x0: segments[0]?.x0 ?? left,
    x1: segments.at(-1)?.x1 ?? right,
    y: row.y,
    size: row.size,
    left,
    right,
    page,
  };
}

/** What stands apart is parted by a tab; a gap that only stretches a justified line is a space. */
function joinSegments(segments: Segment[]): string {
  let text = '';
  segments.forEach((segment, index) => {
    const before = segments[index - 1];
    if (before) text += segment.x0 - before.x1 > plainGap * segment.size ? '\t' : ' ';
    text += segment.text.trim();
  });
  return text;
}
