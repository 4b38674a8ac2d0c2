import { guardCell } from './guard-cell.ts';
import { requireWholeRows, type Table, type TableCell } from './table.ts';

/**
 * The table as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel shows Vietnamese as Latin-1.
 * Figures keep the decimal point, dates are ISO: the file is for programs; people take the .xlsx.
 * @param separator ";" for spreadsheets whose region uses the decimal comma
 */
export function writeTableCsv(table: Table, separator: ',' | ';' = ','): Uint8Array {
  requireWholeRows(table);
  const lines = [table.columns.map(({ label }) => label), ...table.rows].map((row) =>
    row.map((cell) => writeCell(cell)).join(separator),
  );
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function writeCell(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = guardCell(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
