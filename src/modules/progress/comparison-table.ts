import { m } from '#app/paraglide/messages.js';
import { formatDate } from '#app/ui/format-values.ts';
import type { Table } from '#app/vanban/write/table.ts';
import { differenceOf } from '#app/modules/progress/figure-difference.ts';
import { figureSentence } from '#app/modules/progress/figure-words.ts';
import { figureCells } from '#app/modules/progress/figure-cells.ts';
import { targetName } from '#app/modules/progress/target-name.ts';
import type { Comparison, PlanProgress } from '#app/modules/progress/server/index.ts';

/** Two units or two periods as a table for spreadsheets: rows targets, each side with the sums it was made of. */
export function comparisonTable({ left, right }: Comparison): Table {
  const named = ({ unit, on }: PlanProgress): string => `${unit.name}, ${formatDate(on)}`;
  const columnsOf = (side: PlanProgress) => [
    { label: `${named(side)}: ${m.progress_reached()}`, kind: 'figure' as const },
    { label: `${named(side)}: ${m.progress_of_whole()}`, kind: 'figure' as const },
    { label: `${named(side)}: ${m.progress_share()}`, kind: 'percent' as const },
    { label: `${named(side)}: ${m.progress_computed_from()}`, kind: 'text' as const },
  ];
  const cellsOf = (side: PlanProgress, at: number) => {
    const target = side.targets[at]!;
    const [actual = null, of = null, share = null] = figureCells(target, target.figure);
    return [actual, of, share, figureSentence(target, target.figure)];
  };
  return {
    title: m.progress_compare(),
    columns: [
      { label: m.progress_target(), kind: 'text' },
      ...columnsOf(left),
      ...columnsOf(right),
      { label: m.progress_difference_points(), kind: 'figure' },
      { label: m.progress_difference_count(), kind: 'figure' },
    ],
    rows: left.targets.map((target, at) => {
      const difference = differenceOf(target.figure, right.targets[at]!.figure);
      const of = (kind: 'points' | 'count') => (difference?.kind === kind ? difference.value : null);
      return [targetName(target, left.targets), ...cellsOf(left, at), ...cellsOf(right, at), of('points'), of('count')];
    }),
  };
}
