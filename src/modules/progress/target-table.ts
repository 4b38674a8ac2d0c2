import { m } from '#app/paraglide/messages.js';
import type { Table } from '#app/vanban/write/table.ts';
import {
  figureCells,
  figureColumns,
  reportingCells,
  reportingColumns,
  stateCell,
} from '#app/modules/progress/figure-cells.ts';
import { figureSentence, periodText } from '#app/modules/progress/figure-words.ts';
import type { TargetDetail } from '#app/modules/progress/server/index.ts';

/** What one figure was made of, as a table for spreadsheets: the branches, or the periods. */
export function targetTable(detail: TargetDetail, what: 'branches' | 'periods'): Table {
  const { target } = detail;
  const lines =
    what === 'branches'
      ? [
          ...detail.branches.map((branch) => ({ name: branch.unit.name, figure: branch.figure })),
          { name: m.progress_whole({ unit: detail.unit.name }), figure: detail.figure },
        ]
      : detail.history.map(({ period, figure }) => ({ name: periodText(period), figure }));
  return {
    title: what === 'branches' ? m.progress_branches() : m.progress_history(),
    columns: [
      { label: what === 'branches' ? m.progress_unit() : m.progress_period(), kind: 'text' },
      ...figureColumns(target, ''),
      ...reportingColumns(''),
      { label: m.progress_state(), kind: 'text' },
      { label: m.progress_computed_from(), kind: 'text' },
    ],
    rows: lines.map(({ name, figure }) => [
      name,
      ...figureCells(target, figure),
      ...reportingCells(figure),
      stateCell(figure),
      figureSentence(target, figure),
    ]),
  };
}
