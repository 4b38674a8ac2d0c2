import { m } from '#app/paraglide/messages.js';
import { formatDate } from '#app/ui/format-values.ts';
import type { Table, TableCell, TableColumn } from '#app/vanban/write/table.ts';
import { figureCells, figureColumns, reportingCells, reportingColumns } from '#app/modules/progress/figure-cells.ts';
import { neededText } from '#app/modules/progress/figure-words.ts';
import { targetName } from '#app/modules/progress/target-name.ts';
import type { PlanProgress } from '#app/modules/progress/server/index.ts';
import type { Figure } from '#app/modules/progress/target-figure.ts';

/** The board as a table for spreadsheets: rows units, columns targets. */
export function boardTable(progress: PlanProgress): Table {
  const columns: TableColumn[] = [{ label: m.progress_unit(), kind: 'text' }];
  for (const target of progress.targets) {
    const asked = neededText(target, target.figure);
    const name = targetName(target, progress.targets);
    const label = asked === '' ? name : `${name} (${m.progress_needs({ needed: asked })})`;
    columns.push(...figureColumns(target, label), ...reportingColumns(label));
  }
  const cells = (figures: readonly Figure[]): TableCell[] =>
    progress.targets.flatMap((target, at) => [...figureCells(target, figures[at]!), ...reportingCells(figures[at]!)]);
  return {
    title: m.progress_export_title({ day: formatDate(progress.on) }),
    columns,
    rows: [
      ...progress.branches.map((branch) => [branch.unit.name, ...cells(branch.figures)]),
      [m.progress_whole({ unit: progress.unit.name }), ...cells(progress.targets.map((target) => target.figure))],
    ],
  };
}
