import type { Block, CellBlock, TableBlock } from '../build-source.ts';
import { trimBlank } from '../choose-blocks.ts';
import { readingLimits } from '../reading-limits.ts';

interface OpenCell {
  columnSpan: number;
  isContinued: boolean;
  isMerged: boolean;
  /** Rows covered, where the format says so at the cell itself. */
  rowSpan: number;
}

interface OpenTable {
  table: TableBlock;
  row: CellBlock[];
  column: number;
  isRowDeleted: boolean;
  cell: OpenCell | null;
  /** By grid column: the cell that a merge downwards belongs to. */
  merged: Map<number, CellBlock>;
}

/** Puts rows and cells together while the XML goes by; tables may stand in cells of tables. */
export class TableWalker {
  #open: OpenTable[] = [];

  openTable(): void {
    this.#open.push({
      table: { kind: 'table', rows: [] },
      row: [],
      column: 0,
      isRowDeleted: false,
      cell: null,
      merged: new Map(),
    });
  }

  openRow(): void {
    const table = this.#open.at(-1);
    if (table) Object.assign(table, { row: [], column: 0, isRowDeleted: false, cell: null });
  }

  indentRow(columns: number): void {
    const table = this.#open.at(-1);
    if (table && !table.cell) table.column = clampSpan(columns, 0);
  }

  /** The row, outside any cell, is marked as deleted. */
  deleteRow(): void {
    const table = this.#open.at(-1);
    if (table && !table.cell) table.isRowDeleted = true;
  }

  openCell(): void {
    const table = this.#open.at(-1);
    if (table) table.cell = { columnSpan: 1, isContinued: false, isMerged: false, rowSpan: 1 };
  }

  widenCell(columns: number): void {
    const cell = this.#open.at(-1)?.cell;
    if (cell) cell.columnSpan = clampSpan(columns, 1);
  }

  heightenCell(rows: number): void {
    const cell = this.#open.at(-1)?.cell;
    if (cell) cell.rowSpan = clampSpan(rows, 1);
  }

  mergeCell(isContinued: boolean): void {
    const cell = this.#open.at(-1)?.cell;
    if (cell) Object.assign(cell, { isMerged: true, isContinued });
  }

  closeCell(blocks: Block[]): void {
    const open = this.#open.at(-1);
    if (!open?.cell) return;
    const { columnSpan, isContinued, isMerged, rowSpan } = open.cell;
    const above = isContinued ? open.merged.get(open.column) : undefined;
    if (above) above.rowSpan += 1;
    else {
      const cell: CellBlock = { blocks: trimBlank(blocks), columnSpan, rowSpan };
      open.row.push(cell);
      if (isMerged) open.merged.set(open.column, cell);
      else open.merged.delete(open.column);
    }
    open.column += columnSpan;
    open.cell = null;
  }

  closeRow(): void {
    const open = this.#open.at(-1);
    if (open && !open.isRowDeleted) open.table.rows.push(open.row);
  }

  closeTable(): TableBlock | null {
    const open = this.#open.pop();
    return open && open.table.rows.length > 0 ? open.table : null;
  }
}

function clampSpan(columns: number, least: number): number {
  return Math.min(Math.max(columns, least), readingLimits.cellSpan);
}
