import { m } from '#app/paraglide/messages.js';
import type { Table } from '#app/vanban/write/table.ts';
import {
  figureCells,
  figureColumns,
  reportingCells,
  reportingColumns,
  stateCell,
} from '#app/modules/progress/figure-cells.ts';
import type { MapUnit, PlanTarget } from '#app/modules/progress/server/index.ts';

/** The map as a table for spreadsheets: each branch, then the units right below it. */
export function mapTable(target: PlanTarget, places: readonly MapUnit[]): Table {
  const row = (place: MapUnit, above: string) => [
    above,
    place.unit.name,
    place.members,
    ...figureCells(target, place.figure),
    ...reportingCells(place.figure),
    stateCell(place.figure),
  ];
  return {
    title: m.progress_map(),
    columns: [
      { label: m.progress_branch_of(), kind: 'text' },
      { label: m.progress_unit(), kind: 'text' },
      { label: m.progress_members(), kind: 'figure' },
      ...figureColumns(target, ''),
      ...reportingColumns(''),
      { label: m.progress_state(), kind: 'text' },
    ],
    rows: places.flatMap((place) => [row(place, ''), ...place.parts.map((part) => row(part, place.unit.name))]),
  };
}
