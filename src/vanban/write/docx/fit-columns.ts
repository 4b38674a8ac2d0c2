import { measureText } from './measure-text.ts';

/** Points on both sides of a cell's text together. */
export const cellPadding = 8;

// Lines of the cell and the rounding of word processors; without it "TT" breaks into two lines.
const slack = 3;

interface Column {
  label: string;
  group: string | null;
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
  const fit = (text: string): number => measureText(text, 'bold', size) + cellPadding + slack;
  const longestWord = (text: string): number => Math.max(...text.split(/\s+/).map(fit));
  const whole = rows.filter(({ cells }) => cells.length === columns.length);
  const least = columns.map(({ label, group }, at) => {
    const members = columns.filter((column) => group !== null && column.group === group).length;
    const share = group === null ? 0 : longestWord(group) / members;
    return Math.max(longestWord(label), share, ...whole.map(({ cells }) => longestWord(cells[at]!)));
  });
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
