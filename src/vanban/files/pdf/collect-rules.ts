import type { Rule } from './page-geometry.ts';

export type Matrix = [number, number, number, number, number, number];

/** First `b`, then `a`. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

/** Numbers that follow each path command: move, line, cubic and quadratic curve, close. */
const operandCounts = [2, 2, 6, 4, 0];
const mostRules = 20_000;

/** Adds the straight horizontal and vertical edges of a painted path. */
export function collectRules(path: unknown, matrix: Matrix, rules: Rule[]): void {
  if (!path || typeof path !== 'object' || rules.length > mostRules) return;
  const data =
    Array.isArray(path) || ArrayBuffer.isView(path)
      ? (path as unknown as ArrayLike<number>)
      : Object.values(path as Record<string, number>);
  let start: [number, number] | null = null;
  let here: [number, number] | null = null;
  for (let at = 0; at < data.length;) {
    const command = data[at] ?? 4;
    const count = operandCounts[command] ?? 0;
    const x = data[at + count - 1] ?? 0;
    const y = data[at + count] ?? 0;
    at += 1 + count;
    if (command === 4) {
      if (here && start) addRule(here, start, rules);
      here = start;
      continue;
    }
    const to: [number, number] = [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
    if (command === 0) start = to;
    else if (command === 1 && here) addRule(here, to, rules);
    here = to;
  }
}

function addRule(from: [number, number], to: [number, number], rules: Rule[]): void {
  const rule = {
    x0: Math.min(from[0], to[0]),
    y0: Math.min(from[1], to[1]),
    x1: Math.max(from[0], to[0]),
    y1: Math.max(from[1], to[1]),
  };
  const isStraight = rule.x1 - rule.x0 < 0.8 || rule.y1 - rule.y0 < 0.8;
  if (isStraight && (rule.x1 - rule.x0 > 3 || rule.y1 - rule.y0 > 3)) rules.push(rule);
}
