import type { Figure } from '#app/modules/progress/target-figure.ts';

interface Row {
  unit: { name: string };
  figures: Figure[];
}

/**
 * Branches by the figure of one target, or by name when `at` is -1. Branches without a figure come last either way: to
 * be not asked is neither best nor worst. Equal figures keep the order of names.
 */
export function sortBranches<R extends Row>(rows: readonly R[], at: number, direction: 'up' | 'down'): R[] {
  const sign = direction === 'up' ? 1 : -1;
  if (at === -1) return direction === 'up' ? [...rows] : rows.toReversed();
  const value = (row: R): number | null => {
    const figure = row.figures[at];
    return figure === undefined || figure.kind === 'none' ? null : (figure.share ?? figure.actual);
  };
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left - right) * sign;
  });
}
