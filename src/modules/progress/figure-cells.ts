import { m } from '#app/paraglide/messages.js';
import type { TableCell, TableColumn } from '#app/vanban/write/table.ts';
import { stateMark } from '#app/modules/progress/figure-words.ts';
import type { PlanTarget } from '#app/modules/progress/server/index.ts';
import type { Figure } from '#app/modules/progress/target-figure.ts';

/** Columns of one target in a spreadsheet: a share stands with the sums it was made of, so that it can be added up. */
export function figureColumns(target: PlanTarget, label: string): TableColumn[] {
  const named = (part: string): string => (label === '' ? part : `${label}: ${part}`);
  const reached: TableColumn = { label: named(m.progress_reached()), kind: 'figure' };
  if (target.rule.shape === 'count') return [reached];
  return [
    reached,
    { label: named(m.progress_of_whole()), kind: 'figure' },
    { label: named(m.progress_share()), kind: 'percent' },
  ];
}

/** The cells under `figureColumns`; empty where there is nothing to count, which is not nought. */
export function figureCells(target: PlanTarget, figure: Figure): TableCell[] {
  const isEmpty = figure.kind === 'none';
  const actual = isEmpty ? null : figure.actual;
  if (target.rule.shape === 'count') return [actual];
  return [actual, isEmpty ? null : figure.of, isEmpty || figure.share === null ? null : figure.share / 100];
}

/** How a figure stands, in a word. */
export const stateCell = (figure: Figure): TableCell => stateMark(figure.state)?.label ?? null;

/** Columns that tell apart, for one target, who reported, who did not, who said no figure and who is not asked. */
export function reportingColumns(label: string): TableColumn[] {
  const words = [
    m.progress_column_reported(),
    m.progress_column_silent(),
    m.progress_column_undeclared(),
    m.progress_column_not_applicable(),
  ];
  return words.map((part) => ({ label: label === '' ? part : `${label}: ${part}`, kind: 'figure' }));
}

/** The cells under `reportingColumns`: numbers of units. */
export const reportingCells = ({ tally }: Figure): TableCell[] => [
  tally.reported,
  tally.notReported,
  tally.withoutFigure,
  tally.notApplicable + tally.tooNew + tally.ended,
];
