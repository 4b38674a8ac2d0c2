/** A piece of text on a page; coordinates in points from the page's upper left corner, `y` at the baseline. */
export interface TextPiece {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
}

/** Pieces on one baseline, without a wide gap between them. */
export interface Segment extends TextPiece {
  row: number;
}

export interface Row {
  y: number;
  size: number;
  segments: Segment[];
  /** What the segments were made of, from left to right. */
  pieces: TextPiece[];
}

/** The free strip between two columns, or the area between the margins. */
export interface Gutter {
  left: number;
  right: number;
}

/** A printed line in reading order, with the column it stands in. */
export interface Line {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  /** Left and right bound of the text area or column around the line. */
  left: number;
  right: number;
  page: number;
  /** In one of two columns, whose bounds are only as wide as its longest line. */
  isInColumn?: boolean;
}

/** A straight horizontal or vertical line drawn on a page. */
export interface Rule {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A gap wider than this many letter sizes may part columns; justified text seldom has it. */
const columnGap = 1.3;
const wordGap = 0.13;
/** Columns may come as near as this, in letter sizes, in their longest lines. */
const leastStrip = 0.3;
/** The number or bullet of a list item stands apart from its words without being a column. */
const markAlone =
  /^(?:[-–—+*•▪✓➢\uE000-\uF8FF]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,2}(?:\.\d{1,2})+|[IVXLC]{1,6}[.)]|\(?[a-zđ][.)])$/u;

/** Groups pieces into rows by baseline, and each row into segments by gaps. */
export function gatherRows(pieces: TextPiece[]): Row[] {
  const sorted = pieces.filter((piece) => piece.text.trim() !== '').toSorted((a, b) => a.y - b.y || a.x0 - b.x0);
  const groups: TextPiece[][] = [];
  let base = Number.NEGATIVE_INFINITY;
  let size = 0;
  for (const piece of sorted) {
    // Raised and lowered figures stand less than half a letter from the line they belong to.
    if (piece.y - base > 0.45 * Math.min(Math.max(piece.size, 4), Math.max(size, 4))) {
      groups.push([]);
      base = piece.y;
      size = piece.size;
    }
    groups.at(-1)?.push(piece);
    if (piece.size > size) [base, size] = [piece.y, piece.size];
  }
  return groups.map((group, index) => rowOf(group, index));
}

function rowOf(group: TextPiece[], index: number): Row {
  const inOrder = group.toSorted((a, b) => a.x0 - b.x0);
  const segments: Segment[] = [];
  for (const piece of inOrder) {
    const last = segments.at(-1);
    const gap = last ? piece.x0 - last.x1 : 0;
    const size = Math.max(piece.size, last?.size ?? 0, 4);
    const isAfterMark =
      last !== undefined && segments.length === 1 && gap < 6 * size && markAlone.test(last.text.trim());
    if (!last || (gap > columnGap * size && !isAfterMark)) segments.push({ ...piece, row: index });
    else {
      const needsSpace = gap > wordGap * size && !/\s$/.test(last.text) && !/^\s/.test(piece.text);
      last.text += (needsSpace ? ' ' : '') + piece.text;
      last.x1 = Math.max(last.x1, piece.x1);
      last.size = Math.max(last.size, piece.size);
    }
  }
  const largest = group.reduce((best, piece) => (piece.size > best.size ? piece : best));
  return { y: largest.y, size: Math.max(largest.size, 4), segments, pieces: inOrder };
}

/** Makes the strip as narrow as what stands on a row leaves it; false where that crosses it. */
export function narrowStrip(gutter: Gutter, stretches: readonly { x0: number; x1: number }[], size: number): boolean {
  const least = leastStrip * size;
  let { left, right } = gutter;
  for (const stretch of stretches) {
    if (stretch.x0 < left && stretch.x1 < right - least) left = Math.max(left, stretch.x1);
    else if (stretch.x0 > left + least) right = Math.min(right, stretch.x0);
    else return false;
  }
  if (right - left < least) return false;
  [gutter.left, gutter.right] = [left, right];
  return true;
}

/** The bounds between which most lines of a page stand. */
export function textArea(rows: Row[], width: number): { left: number; right: number } {
  if (rows.length === 0) return { left: 0, right: width };
  const lefts = rows.map((row) => row.segments[0]?.x0 ?? 0).toSorted((a, b) => a - b);
  const rights = rows.map((row) => row.segments.at(-1)?.x1 ?? width).toSorted((a, b) => b - a);
  // The outermost tenth may be marks in the margin.
  return {
    left: lefts[Math.floor(lefts.length * 0.1)] ?? 0,
    // A document of short lines alone does not show its right margin.
    right: Math.max(rights[Math.floor(rights.length * 0.1)] ?? width, 0.8 * width),
  };
}
