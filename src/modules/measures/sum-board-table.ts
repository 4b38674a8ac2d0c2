import { m } from '#app/paraglide/messages.js';
import { formatDate } from '#app/ui/format-values.ts';
import type { Table, TableCell } from '#app/vanban/write/table.ts';
import { measureName, measureUnit } from '#app/modules/measures/measure-words.ts';
import type { SumBoard, Sums } from '#app/modules/measures/server/index.ts';

/** The board as a table for spreadsheets: the branches, what the unit did itself, and the total of both. */
export function sumBoardTable({ view, unit, measures, branches, own, total }: SumBoard): Table {
  const row = (name: string, sums: Sums): TableCell[] => [name, ...measures.map((one) => sums[one.id] ?? null)];
  return {
    title: m.measures_board_title({ unit: unit.name, from: formatDate(view.from), to: formatDate(view.to) }),
    columns: [
      { label: m.measures_branch(), kind: 'text' },
      ...measures.map((one) => ({ label: `${measureName(one)} (${measureUnit(one)})`, kind: 'figure' as const })),
    ],
    rows: [
      ...branches.map((one) => row(one.unitId === null ? m.measures_board_elsewhere() : one.name, one.sums)),
      row(m.measures_board_own(), own),
      row(m.measures_board_total(), total),
    ],
  };
}
