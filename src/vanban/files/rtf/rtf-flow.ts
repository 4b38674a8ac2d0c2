import type { Block, CellBlock, Paragraph, TableBlock } from '../build-source.ts';
import { pushAll, trimBlank } from '../choose-blocks.ts';
import { readingLimits } from '../reading-limits.ts';

/** What a row's definition says about one of its cells; `right` is its right bound in twips. */
export interface CellProperties {
  isMergedAcross: boolean;
  isMergedDown: boolean;
  right: number;
}

/** One stream of text: the body, a header, a text box. */
export interface Flow {
  blocks: Block[];
  paragraph: Paragraph;
  /** Open tables by depth; cells gather blocks until the row ends. */
  levels: { rows: { cells: Block[][]; properties: CellProperties[] }[]; cells: Block[][]; blocks: Block[] }[];
}

export function newFlow(): Flow {
  return { blocks: [], paragraph: { kind: 'paragraph', text: '' }, levels: [] };
}

export function reachDepth(flow: Flow, depth: number): void {
  while (flow.levels.length > depth) closeTable(flow);
  while (flow.levels.length < depth) flow.levels.push({ rows: [], cells: [], blocks: [] });
}

export function closeTable(flow: Flow): void {
  const level = flow.levels.pop();
  if (!level) return;
  const target = flow.levels.at(-1)?.blocks ?? flow.blocks;
  if (level.rows.length > 0) target.push(shapeTable(level.rows));
  // Text that never came to a row's end is kept as text.
  pushAll(target, level.cells.flat());
  pushAll(target, level.blocks);
}

function shapeTable(rows: { cells: Block[][]; properties: CellProperties[] }[]): TableBlock {
  const above = new Map<number, CellBlock>();
  const edges = [...new Set(rows.flatMap(({ properties }) => properties.map(({ right }) => right)))].toSorted(
    (a, b) => a - b,
  );
  const columnOf = new Map(edges.map((edge, index) => [edge, index]));
  const shaped = rows.map(({ cells, properties }) => {
    const row: CellBlock[] = [];
    let column = 0;
    cells.forEach((blocks, index) => {
      const cell = properties[index];
      const end = cell ? Math.max(column + 1, (columnOf.get(cell.right) ?? 0) + 1) : column + 1;
      const columnSpan = Math.min(end - column, readingLimits.cellSpan);
      const last = row.at(-1);
      const upper = above.get(column);
      if (cell?.isMergedAcross && last) last.columnSpan += columnSpan;
      else if (cell?.isMergedDown && upper) upper.rowSpan += 1;
      else {
        const placed: CellBlock = { blocks: trimBlank(blocks), columnSpan, rowSpan: 1 };
        row.push(placed);
        above.set(column, placed);
      }
      column = end;
    });
    return row;
  });
  return { kind: 'table', rows: shaped };
}
