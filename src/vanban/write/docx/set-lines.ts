import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { ptOfMm, size, twipsOfMm, twipsOfPt } from './paper.ts';

export interface LineStyle {
  /** Points; 14 where not given. */
  size?: number;
  bold?: boolean;
  italics?: boolean;
  color?: string;
}

export const run = (text: string, { size: points = size.body, ...style }: LineStyle = {}): TextRun =>
  new TextRun({ text, size: points * 2, ...style });

/** Lines of one paragraph, broken by line breaks, so that a name on two lines stays one name. */
export function brokenRuns(lines: readonly string[], { size: points = size.body, ...style }: LineStyle): TextRun[] {
  return lines.map((text, at) => new TextRun({ text, size: points * 2, ...style, ...(at > 0 && { break: 1 }) }));
}

const single = { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } as const;

/** A centred paragraph in single spacing: headings, signature. */
export function centred(
  children: readonly TextRun[],
  options: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph {
  const { spacing, ...rest } = options;
  return new Paragraph({ alignment: AlignmentType.CENTER, ...rest, spacing: { ...single, ...spacing }, children });
}

export function plainLine(
  children: readonly TextRun[],
  options: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph {
  return centred(children, { alignment: AlignmentType.LEFT, ...options });
}

/**
 * A solid rule as the decree wants it, centred in a column: the border of an empty line, since an underline breaks
 * with the words and a drawn shape is lost by other word processors.
 * @param length points
 * @param column width of the column in millimetres
 */
export function rule(length: number, column: number, { after = 0, keepNext = true } = {}): Paragraph {
  const side = Math.max(0, twipsOfPt((ptOfMm(column) - length) / 2));
  return new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    indent: { left: side, right: side },
    spacing: { before: twipsOfPt(2), after: twipsOfPt(after), line: twipsOfPt(3), lineRule: LineRuleType.EXACT },
    keepNext,
    // Word takes the height of an empty line from the mark at its end.
    run: { size: 2 },
    children: [],
  });
}

/** An empty line that takes hardly any room. Word wants a paragraph after a table, and two tables would grow together. */
export function gapLine(height: number): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: 0, line: twipsOfPt(height), lineRule: LineRuleType.EXACT },
    run: { size: 2 },
    children: [],
  });
}

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };

/** Two columns without lines: the heading of a document and its end. Widths in millimetres. */
export function columns(
  widths: readonly [number, number],
  rows: readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[],
): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twipsOfMm(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: widths.map(twipsOfMm),
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, at) =>
              new TableCell({
                borders: noBorders,
                verticalAlign: VerticalAlignTable.TOP,
                width: { size: twipsOfMm(widths[at]!), type: WidthType.DXA },
                // A cell without a paragraph makes the file unreadable for Word.
                children: children.length > 0 ? children : [plainLine([])],
              }),
          ),
        }),
    ),
  });
}
