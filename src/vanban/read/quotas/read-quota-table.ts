import { type ReadNote, type ReadQuota, type ReadQuotaTotal } from '../../plan-document.ts';
import { type Cell, type Table } from '../flow/build-flow.ts';
import { checkTotals, namesTotal, namesWhole, type PrintedTotal } from './check-totals.ts';
import { findColumns, isGeneral, noItem, stackBlocks, type Columns } from './find-columns.ts';
import { isEmptyCell, readCountCell, type CellCount } from './read-count-cell.ts';

export interface Quotas {
  quotas: ReadQuota[];
  totals: ReadQuotaTotal[];
  notes: ReadNote[];
}

/** A count in its place: who owes it and what it is. */
interface Count {
  unit: string;
  item: string;
  cell: Cell;
  count: CellCount;
}

interface Group {
  name: string;
  isLettered: boolean;
}

/** A table that allots: a row for each body, or a column for each. Rows and columns of sums are checked and left out. */
export function readQuotaTable(table: Table, period: string | null): Quotas {
  const rows = stackBlocks(table.rows);
  const columns = findColumns(rows);
  const quotas: ReadQuota[] = [];
  const printed: PrintedTotal[] = [];
  let group: Group | null = null;
  let above = '';
  for (const [r, row] of rows.entries()) {
    if (!columns || r < columns.headRows) continue;
    const name = nameOf(row, columns) || heldName(row, columns, above);
    if (!name) continue;
    above = name;
    const counts = countsOf(row, name, columns);
    const sums = counts.filter(({ unit }) => namesTotal(unit));
    const isGroup = opensGroup(rows, r, columns, counts.length > 0);
    for (const { item, cell, count, unit } of isGroup ? counts : sums) {
      const isOfGroup = !namesWhole(unit);
      printed.push({ item, printed: count.count, cell, isOfGroup, at: quotas.length });
    }
    const number = numberOf(row, columns);
    if (isGroup) {
      group = { name, isLettered: isLettered(number) };
      continue;
    }
    const filled = row.filter((cell) => cell.text);
    if (counts.length === 0) {
      const isBare = columns.number < 0 && filled.length === 1;
      const isAsked = columns.items.some(({ column }) => row[column]?.text);
      if (!isAsked && (number !== '' || group === null || isBare)) group = { name, isLettered: isLettered(number) };
      continue;
    }
    // "I Cụm Đông" holds for "1" and "2" below it, "1 Các Ban" only for rows without a number.
    if (number !== '' && !(group?.isLettered && !isLettered(number))) group = null;
    const when = columns.time >= 0 ? (row[columns.time]?.text ?? '') || period : period;
    for (const count of counts)
      if (!namesTotal(count.unit)) quotas.push(makeQuota(count, columns.isTransposed ? null : group, when));
  }
  if (quotas.length < 2 && printed.length === 0) return { quotas: [], totals: [], notes: [] };
  return { quotas, ...checkTotals(printed, quotas) };
}

const isLettered = (number: string): boolean => /^\p{L}/u.test(number);
const numberOf = (row: readonly Cell[], columns: Columns): string =>
  columns.number >= 0 ? (row[columns.number]?.text ?? '') : '';

/** "I | Khối huyện | 120": figures beside a lettered name are sums where the next row is numbered 1. */
function opensGroup(rows: readonly Cell[][], r: number, columns: Columns, hasCounts: boolean): boolean {
  if (!hasCounts || !isLettered(numberOf(rows[r]!, columns))) return false;
  return /^0?1\.?$/.test(numberOf(rows[r + 1] ?? [], columns));
}

/** The counts of a row, each with its body and its thing. */
function countsOf(row: readonly Cell[], name: string, columns: Columns): Count[] {
  if (columns.isTransposed && noItem.test(name)) return [];
  return columns.items.flatMap((column) => {
    const cell = row[column.column];
    const counts = cell && !isEmptyCell(cell.text) ? readCountCell(cell.text) : [];
    return counts.map((count) => ({
      unit: columns.isTransposed ? column.name : name,
      item: columns.isTransposed
        ? (columns.time >= 0 && count.thing) || name
        : itemOf(column.name, count.thing ?? (row[columns.thing]?.text || null)),
      cell: cell!,
      count,
    }));
  });
}

const moment = /(?:^|:\s)(?:quý|tháng|cả\s+năm|6\s+tháng|đợt|năm)(?![\p{L}])[^:]*$/iu;

function itemOf(column: string, thing: string | null): string {
  if (thing === null) return column;
  if (isGeneral(column)) return thing;
  return moment.test(column) ? `${column}: ${thing}` : column;
}

/** Of a body that covers several rows only the first names it. */
function heldName(row: readonly Cell[], columns: Columns, above: string): string {
  return columns.thing >= 0 && row[columns.thing]?.text ? above : '';
}

function nameOf(row: readonly Cell[], columns: Columns): string {
  const filled = row.filter((cell) => cell.text);
  const number = numberOf(row, columns);
  const text =
    row[columns.unit]?.text || (namesTotal(number) ? number : '') || (filled.length === 1 ? filled[0]!.text : '');
  if (namesTotal(text)) return text;
  const name = text
    .replace(/^(?:\d{1,2}|[IVX]{1,4}|[A-HĐ])[.)]\s+(?=\p{L})/u, '')
    .replace(/\s+(?:mỗi\s+(?:đơn\s+vị|CĐCS|công\s+đoàn)|(?:có\s+)?ít\s+nhất|tối\s+thiểu)\s.*$/iu, '');
  return (columns.isTransposed ? name : name.replace(/\s*\([^)]*\)\s*$/u, '')).trim();
}

function makeQuota({ unit, item, cell, count }: Count, group: Group | null, period: string | null): ReadQuota {
  return {
    unit,
    group: group?.name ?? null,
    item,
    count: count.count,
    period,
    span: cell.span,
    confidence: count.isLeast ? 0.7 : 0.9,
    rule: 'quotas.table',
  };
}
