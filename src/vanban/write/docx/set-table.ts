import {
  AlignmentType,
  BorderStyle,
  type IParagraphStyleOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { type ComposedBlock, type ComposedTable } from '../compose-document.ts';
import { cellPadding, fitColumns, leastWidths } from './fit-columns.ts';
import { ptOfMm, size, textWidth, twipsOfMm, twipsOfPt } from './paper.ts';
import { centred, gapLine, plainLine, run } from './set-lines.ts';

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

const styleIds = { left: 'CellLeft', center: 'CellCenter', right: 'CellRight' } as const;

/** Styles of the cells, said once: a table of 1,300 units would say them ten thousand times. */
export const cellStyles: readonly IParagraphStyleOptions[] = (['left', 'center', 'right'] as const).map((align) => ({
  id: styleIds[align],
  name: `Cell ${align}`,
  basedOn: 'Normal',
  run: { size: size.table * 2 },
  paragraph: { alignment: alignments[align], spacing: { before: twipsOfPt(3), after: twipsOfPt(3), line: 240 } },
}));

/** Whether a block is a table that needs a turned page. */
export function needsTurning(block: ComposedBlock): boolean {
  if (block.kind !== 'table') return false;
  const least = leastWidths(block.columns, block.rows, size.table).reduce((a, b) => a + b, 0);
  return block.wide ?? least > ptOfMm(textWidth.upright);
}

/** A table with all its lines, its heading repeated on every page, no row broken over two pages. */
export function setTable(table: ComposedTable, width: number): (Paragraph | Table)[] {
  const widths = fitColumns(table.columns, table.rows, size.table, ptOfMm(width)).map(twipsOfPt);
  return [
    ...(table.caption === null
      ? []
      : [
          centred([run(table.caption, { bold: true })], {
            keepNext: true,
            spacing: { before: twipsOfPt(9), after: twipsOfPt(3) },
          }),
        ]),
    ...(table.unitNote === null
      ? []
      : [
          plainLine([run(table.unitNote, { size: size.table, italics: true })], {
            alignment: AlignmentType.RIGHT,
            keepNext: true,
            spacing: { after: twipsOfPt(3) },
          }),
        ]),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twipsOfMm(width), type: WidthType.DXA },
      columnWidths: widths,
      margins: {
        left: twipsOfPt(cellPadding / 2),
        right: twipsOfPt(cellPadding / 2),
        top: 0,
        bottom: 0,
        marginUnitType: WidthType.DXA,
      },
      borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
      rows: [...setHeaderRows(table, widths), ...setRows(table, widths)],
    }),
    gapLine(9),
  ];
}

interface CellLook {
  bold?: boolean;
  align?: 'left' | 'center' | 'right';
  columnSpan?: number;
  merge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType];
}

function cell(text: string, width: number, { bold = false, align = 'left', columnSpan, merge }: CellLook): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(columnSpan !== undefined && columnSpan > 1 && { columnSpan }),
    ...(merge !== undefined && { verticalMerge: merge }),
    children: [
      new Paragraph({
        style: styleIds[align],
        children: text === '' ? [] : [bold ? new TextRun({ text, bold }) : new TextRun(text)],
      }),
    ],
  });
}

const heading: CellLook = { bold: true, align: 'center' };

function setHeaderRows({ columns }: ComposedTable, widths: readonly number[]): TableRow[] {
  if (columns.every(({ group }) => group === null)) {
    return [headerRow(columns.map(({ label }, at) => cell(label, widths[at]!, heading)))];
  }
  const above: TableCell[] = [];
  for (let at = 0; at < columns.length;) {
    const { group, label } = columns[at]!;
    let end = at + 1;
    while (group !== null && columns[end]?.group === group) end++;
    const width = widths.slice(at, end).reduce((a, b) => a + b, 0);
    above.push(
      group === null
        ? cell(label, width, { ...heading, merge: VerticalMergeType.RESTART })
        : cell(group, width, { ...heading, columnSpan: end - at }),
    );
    at = end;
  }
  const below = columns.map(({ group, label }, at) =>
    group === null
      ? cell('', widths[at]!, { ...heading, merge: VerticalMergeType.CONTINUE })
      : cell(label, widths[at]!, heading),
  );
  return [headerRow(above), headerRow(below)];
}

const headerRow = (children: TableCell[]): TableRow => new TableRow({ tableHeader: true, cantSplit: true, children });

function setRows({ columns, rows }: ComposedTable, widths: readonly number[]): TableRow[] {
  const whole = widths.reduce((a, b) => a + b, 0);
  return rows.map(({ cells, tone }, at) => {
    const bold = tone !== null;
    const children =
      tone === 'group' && cells.length === 1
        ? [cell(cells[0]!, whole, { bold, columnSpan: columns.length })]
        : cells.map((text, at) => cell(text, widths[at]!, { bold, align: columns[at]!.align }));
    // Neither a total alone on the next page nor the name of a group alone at the foot of this one.
    const keepNext = tone === 'group' || rows[at + 1]?.tone === 'total';
    return new TableRow({ cantSplit: true, ...(keepNext && { keepNext }), children });
  });
}
