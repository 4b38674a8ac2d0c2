import type { Rule } from './page-geometry.ts';

/** A cell of a ruled table, in the page's coordinates. */
export interface CellBox {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  columnSpan: number;
  rowSpan: number;
}

export interface RuledTable {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  rows: CellBox[][];
}

const tolerance = 3;
/** More rules than any table has are a drawing. */
const mostRules = 4000;

/** Finds tables whose cells are drawn with rules: at least two columns and two rows, or one row of several cells. */
export function findTables(rules: Rule[]): RuledTable[] {
  const across = rules.filter((rule) => Math.abs(rule.y1 - rule.y0) < 1 && rule.x1 - rule.x0 > 6);
  const down = rules.filter((rule) => Math.abs(rule.x1 - rule.x0) < 1 && rule.y1 - rule.y0 > 6);
  if (across.length < 2 || down.length < 2 || across.length + down.length > mostRules) return [];
  return groupRules(across, down)
    .map(({ horizontal, vertical }) => buildTable(horizontal, vertical))
    .filter((table) => table !== null)
    .toSorted((a, b) => a.y0 - b.y0);
}

interface Group {
  horizontal: Rule[];
  vertical: Rule[];
}

/** Rules that touch belong to one table. */
function groupRules(across: Rule[], down: Rule[]): Group[] {
  const parent = [...across, ...down].map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  across.forEach((horizontal, index) => {
    down.forEach((vertical, other) => {
      if (touches(horizontal, vertical)) parent[rootOf(across.length + other)] = rootOf(index);
    });
  });
  const groups = new Map<number, Group>();
  const groupOf = (index: number) => {
    const root = rootOf(index);
    const group = groups.get(root) ?? { horizontal: [], vertical: [] };
    groups.set(root, group);
    return group;
  };
  across.forEach((rule, index) => groupOf(index).horizontal.push(rule));
  down.forEach((rule, index) => groupOf(across.length + index).vertical.push(rule));
  return [...groups.values()];
}

function touches(horizontal: Rule, vertical: Rule): boolean {
  return (
    vertical.x0 > horizontal.x0 - tolerance &&
    vertical.x0 < horizontal.x1 + tolerance &&
    horizontal.y0 > vertical.y0 - tolerance &&
    horizontal.y0 < vertical.y1 + tolerance
  );
}

function buildTable(horizontal: Rule[], vertical: Rule[]): RuledTable | null {
  const xs = distinct(vertical.map((rule) => rule.x0));
  const ys = distinct(horizontal.map((rule) => rule.y0));
  if (xs.length < 3 || ys.length < 2 || xs.length > 60 || ys.length > 400) return null;
  const isDown = (x: number, y: number) =>
    vertical.some((rule) => Math.abs(rule.x0 - x) < tolerance && rule.y0 < y && rule.y1 > y);
  const isAcross = (x: number, y: number) =>
    horizontal.some((rule) => Math.abs(rule.y0 - y) < tolerance && rule.x0 < x && rule.x1 > x);
  const rows = fillGrid(xs, ys, isDown, isAcross);
  if (rows.every((row) => row.length < 2)) return null;
  return { x0: xs[0] ?? 0, y0: ys[0] ?? 0, x1: xs.at(-1) ?? 0, y1: ys.at(-1) ?? 0, rows };
}

/** Cells from the grid's fields: a field without a rule to its neighbour belongs to the same cell. */
function fillGrid(
  xs: number[],
  ys: number[],
  isDown: (x: number, y: number) => boolean,
  isAcross: (x: number, y: number) => boolean,
): CellBox[][] {
  const columns = xs.length - 1;
  const lines = ys.length - 1;
  const taken = new Set<number>();
  const middle = (list: number[], index: number) => ((list[index] ?? 0) + (list[index + 1] ?? 0)) / 2;
  const rows: CellBox[][] = [];
  for (let row = 0; row < lines; row += 1) {
    const cells: CellBox[] = [];
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(row * columns + column)) continue;
      let right = column + 1;
      while (right < columns && !taken.has(row * columns + right) && !isDown(xs[right] ?? 0, middle(ys, row)))
        right += 1;
      let bottom = row + 1;
      while (bottom < lines && !isAcross(middle(xs, column), ys[bottom] ?? 0)) bottom += 1;
      for (let y = row; y < bottom; y += 1) for (let x = column; x < right; x += 1) taken.add(y * columns + x);
      cells.push({
        x0: xs[column] ?? 0,
        x1: xs[right] ?? 0,
        y0: ys[row] ?? 0,
        y1: ys[bottom] ?? 0,
        columnSpan: right - column,
        rowSpan: bottom - row,
      });
    }
    rows.push(cells);
  }
  return rows.filter((cells) => cells.length > 0);
}

function distinct(values: number[]): number[] {
  const found: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    if (found.length === 0 || value - (found.at(-1) ?? 0) > tolerance) found.push(value);
  }
  return found;
}
