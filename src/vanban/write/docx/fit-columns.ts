import { measureText } from './measure-text.ts';

/** Points on both sides of a cell's text together. */
export const cellPadding = 8;

// Lines of the cell and the rounding of word processors; without it "TT" breaks into two lines.
const slack = 3;

interface Column {
  label: string;
  group: string | null;
}

// A longer word, an address perhaps, will be broken: it may not push the figures off the page.
const longestWhole = 130;

const widthOf = (text: string, size: number): number => measureText(text, 'bold', size) + cellPadding + slack;

/** Widths in points under which a word of the column, or its share of a heading above several, would break. */
export function leastWidths(
  columns: readonly Column[],
  rows: readonly { cells: readonly string[] }[],
  size: number,
): number[] {
  const longestWord = (text: string): number =>
    Math.min(longestWhole, Math.max(...text.split(/\s+/).map((word) => widthOf(word, size))));
  const whole = rows.filter(({ cells }) => cells.length === columns.length);
  return columns.map(({ label, group }, at) => {
    const members = columns.filter((column) => group !== null && column.group === group).length;
    const share = group === null ? 0 : longestWord(group) / members;
    return Math.max(longestWord(label), share, ...whole.map(({ cells }) => longestWord(cells[at]!)));
  });
}

/**
 * Widths in points that add up to `total`: every column holds its longest word, what is left goes where the text is
 * longest. Word's own fitting is different in each word processor and forgets the table's edge.
 */
export function fitColumns(
  columns: readonly Column[],
  rows: readonly { cells: readonly string[] }[],
  size: number,
  total: number,
): number[] {
  const least = leastWidths(columns, rows, size);
  const whole = rows.filter(({ cells }) => cells.length === columns.length);
  const fit = (text: string): number => widthOf(text, size);
  // A label may stand on two lines; the cells should not have to.
  const wanted = columns.map(({ label }, at) =>
    Math.max(least[at]!, fit(label) / 2 + 6, ...whole.map(({ cells }) => Math.min(fit(cells[at]!), total / 2))),
  );
  return share(least, wanted, total);
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function share(least: number[], wanted: number[], total: number): number[] {
  const needed = sum(least);
  // More columns than the page can hold: all shrink alike, words will break.
  if (needed >= total) return least.map((value) => (value * total) / needed);
  const asked = sum(wanted);
  if (asked <= total) return wanted.map((value) => (value * total) / asked);
  return least.map((value, at) => value + ((wanted[at]! - value) * (total - needed)) / (asked - needed));
}
