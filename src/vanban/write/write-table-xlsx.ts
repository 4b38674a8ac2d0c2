import writeXlsxFile, { type CellObject, type Row } from 'write-excel-file/node';
import { guardCell } from './guard-cell.ts';
import { sealZip } from './seal-zip.ts';
import { requireWholeRows, type Table, type TableCell, type TableColumn } from './table.ts';

/**
 * The table as .xlsx: one sheet, heading in the first row and kept in sight, so that the file can be read in again.
 * Same input, same bytes. Throws RangeError for a row that does not fit the columns, or a date that is none.
 */
export async function writeTableXlsx(table: Table): Promise<Uint8Array> {
  requireWholeRows(table);
  const rows: Row[] = [
    table.columns.map(headingCell),
    ...table.rows.map((row) => row.map((cell, at) => bodyCell(cell, table.columns[at]!))),
  ];
  const file = writeXlsxFile(
    rows,
    {
      sheet: sheetName(table.title),
      columns: table.columns.map((column, at) => ({ width: columnWidth(table, column, at) })),
      stickyRowsCount: 1,
    },
    { fontFamily: 'Times New Roman', fontSize: 12 },
  );
  return sealZip(await file.toBuffer());
}

const border = { borderStyle: 'thin', borderColor: '#808080' } as const;

function headingCell({ label }: TableColumn): CellObject {
  return {
    value: guardCell(label),
    type: String,
    fontWeight: 'bold',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
    backgroundColor: '#eeeeee',
    ...border,
  };
}

function bodyCell(cell: TableCell, { kind }: TableColumn): CellObject {
  if (cell === null || cell === '') return { ...border };
  if (typeof cell === 'number')
    return { value: cell, type: Number, format: kind === 'percent' ? '0.0%' : '#,##0.##', ...border };
  if (kind === 'date') return { value: dateOf(cell), type: Date, format: 'dd/mm/yyyy', align: 'center', ...border };
  // The type is given, or a text of digits such as a unit's code would lose its zeros.
  return { value: guardCell(cell), type: String, wrap: true, alignVertical: 'top', ...border };
}

function dateOf(text: string): Date {
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime())) throw new RangeError(`not a date: ${text}`);
  return date;
}

/** Excel refuses these signs, more than 31 characters, and an apostrophe at either end. */
function sheetName(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[\\/?*[\]:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^['\s]+/, '');
  return name.slice(0, 31).replace(/['\s]+$/, '') || 'Bảng';
}

const widths = {
  text: { least: 8, most: 60 },
  figure: { least: 10, most: 18 },
  percent: { least: 9, most: 12 },
  date: { least: 12, most: 12 },
} as const;

/** In characters. A long heading may stand on several lines; a long text too, at its widest. */
function columnWidth({ rows }: Table, { label, kind }: TableColumn, at: number): number {
  const longest = Math.max(
    label.length / 2,
    ...label.split(/\s+/).map((word) => word.length),
    ...rows.map((row) => String(row[at] ?? '').length),
  );
  return Math.min(widths[kind].most, Math.max(widths[kind].least, Math.ceil(longest) + 2));
}
