import type { LocalDate } from '#app/platform/clock.ts';
import { daysLate, stateOf, type DeliveryFacts } from '#app/modules/plans/delivery-status.ts';

/** One addressed unit on the board. */
export interface BoardRow extends DeliveryFacts {
  unitId: string;
  name: string;
  path: string;
  remindedAt: Date | null;
}

/** How far a number of units is. Adopting is asked only of those who act. */
export interface BoardCounts {
  addressed: number;
  toAct: number;
  received: number;
  acknowledged: number;
  making: number;
  adopted: number;
  late: number;
}

export const boardFilters = ['all', 'unreceived', 'unacknowledged', 'unadopted', 'making', 'late'] as const;
export type BoardFilter = (typeof boardFilters)[number];

/** Whether a row belongs on the list of this filter. */
export function isShown(row: BoardRow, filter: BoardFilter, today: LocalDate): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'unreceived':
      return stateOf(row) === 'new';
    case 'unacknowledged':
      return row.purpose === 'act' && row.acknowledgedAt === null && row.adoptedPlanId === null;
    case 'unadopted':
      return row.purpose === 'act' && row.adoptedAt === null;
    case 'making':
      return stateOf(row) === 'making';
    case 'late':
      return daysLate(row, today) > 0;
  }
}

export function countRows(rows: readonly BoardRow[], today: LocalDate): BoardCounts {
  const counts: BoardCounts = {
    addressed: rows.length,
    toAct: 0,
    received: 0,
    acknowledged: 0,
    making: 0,
    adopted: 0,
    late: 0,
  };
  for (const row of rows) {
    const state = stateOf(row);
    if (row.purpose === 'act') counts.toAct += 1;
    if (state !== 'new') counts.received += 1;
    // Whoever makes or has issued a plan from it has it, receipt or not.
    if (row.acknowledgedAt || state === 'making' || state === 'adopted') counts.acknowledged += 1;
    if (state === 'making') counts.making += 1;
    if (state === 'adopted') counts.adopted += 1;
    if (daysLate(row, today) > 0) counts.late += 1;
  }
  return counts;
}

/** The rows of one branch, by the path at which they hang under the root. */
export interface BoardBranch {
  path: string;
  rows: BoardRow[];
}

/**
 * Sorts the rows into the branches right under `rootPath`, in the order of paths. The root's own row and units outside
 * the root (a unit above, to know) stand for themselves.
 */
export function branchesUnder(rows: readonly BoardRow[], rootPath: string): BoardBranch[] {
  const branches = Map.groupBy(rows, (row) => {
    if (row.path === rootPath || !row.path.startsWith(rootPath)) return row.path;
    return row.path.slice(0, row.path.indexOf('.', rootPath.length) + 1);
  });
  return [...branches].map(([path, below]) => ({ path, rows: below }));
}
