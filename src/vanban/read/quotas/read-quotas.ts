import { type ReadNote, type ReadQuota, type ReadQuotaTotal } from '../../plan-document.ts';
import { type Cell, type Table } from '../flow/build-flow.ts';
import { type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { allNodes } from '../outline/build-outline.ts';
import { readNumber } from '../targets/find-figures.ts';
import { sectionKind } from '../tasks/section-kinds.ts';
import { opensWithBody } from '../words/bodies.ts';
import { countWords } from '../words/letters.ts';
import { alignHead } from './align-head.ts';
import { readNamedLine, readProseQuotas } from './read-prose-quotas.ts';

export interface Quotas {
  quotas: ReadQuota[];
  totals: ReadQuotaTotal[];
  notes: ReadNote[];
}

/** Allotments: tables of who owes how many of what, and lists of the same in a sentence. */
export function readQuotas(root: OutlineNode, period: string | null): Quotas {
  const all: Quotas = { quotas: [], totals: [], notes: [] };
  for (const node of allNodes(root)) {
    if (node.table && !isInMoney(node) && !isInState(node)) {
      const read = readQuotaTable(node.table, period);
      all.quotas.push(...read.quotas);
      all.totals.push(...read.totals);
      all.notes.push(...read.notes);
    } else if (node.item.para) all.quotas.push(...readLine(node, node.item.para.piece, period));
  }
  return all;
}

/** A line that allots one thing to one name counts among lines that do the same; alone it may be a target. */
function readLine(node: OutlineNode, piece: Piece, period: string | null): ReadQuota[] {
  const inSentence = readProseQuotas(piece, period);
  if (inSentence.length) return inSentence;
  const own = readNamedLine(piece, period);
  const beside = [node.index - 1, node.index + 1].map((at) => node.parent?.children[at]?.item.para?.piece);
  return own.length && beside.some((other) => other && readNamedLine(other, period).length) ? own : [];
}

/** "Đơn vị: Triệu đồng" above a table: its figures are money. */
function isInMoney(node: OutlineNode): boolean {
  const above = node.parent?.children[node.index - 1]?.item.text ?? node.parent?.item.text ?? '';
  return /^\(?(?:Đơn\s+vị(?:\s+tính)?|ĐVT)\s*:\s*[^.]{0,20}(?:đồng|%)/iu.test(above);
}

/** A table in a part that tells how things stand. */
function isInState(node: OutlineNode): boolean {
  for (let up = node.parent; up; up = up.parent) {
    const kind = up.label ? sectionKind(up.label.text) : null;
    if (kind) return kind === 'state';
  }
  return false;
}

interface Columns {
  /** Rows before the first row of data. */
  headRows: number;
  number: number;
  unit: number;
  items: { column: number; name: string }[];
}

const countCell = /^\(?(\d{1,3}(?:[.\s]\d{3})+|\d{1,6}(?:,\d+)?)\)?\*?$/;
const numberHead = /^(?:TT|STT|Số TT|S\.TT)$/iu;
/** Columns that tell the state, money, points or time are no allotment. */
const noItem =
  /trước\s+\d|hiện\s+(?:nay|có|tại)|(?:^|\s)đã\s|điểm|kinh\s+phí|dự\s+toán|đồng|tiền|đơn\s+giá|tỷ\s+lệ|tỉ\s+lệ|%|ghi\s+chú|thời\s+gian|năm\s+sinh|điện\s+thoại|số\s+tiết|tiết|ngân\s+sách|thu\s|chi\s|vốn|năm\s+20\d\d|kết\s+quả|thực\s+hiện\s+năm|ngày|giờ|lớp|mã|cột/iu;
/** Heads of a column of things, not of those who owe them. */
const things = /^(?:nội\s+dung|công\s+việc|nhiệm\s+vụ|hoạt\s+động|chỉ\s+tiêu|tiêu\s+chí|hạng\s+mục|vấn\s+đề|tên)/iu;
const totalRow = /^(?:cộng|tổng|tổng\s+cộng|tổng\s+số|toàn\s+(?:tỉnh|ngành|huyện)|tổng\s+toàn.*)\s*:?$/iu;

export function readQuotaTable(table: Table, period: string | null): Quotas {
  const none: Quotas = { quotas: [], totals: [], notes: [] };
  const columns = findColumns(table);
  if (!columns || columns.items.length === 0) return none;
  const quotas: ReadQuota[] = [];
  const totals: { item: string; printed: number; cell: Cell }[] = [];
  let group: { name: string; isLettered: boolean } | null = null;
  for (const [r, row] of table.rows.entries()) {
    if (r < columns.headRows) continue;
    const filled = row.filter((cell) => cell.text);
    const unit = unitOf(row, columns) || (filled.length === 1 ? filled[0]!.text : '');
    if (!unit) continue;
    const cells = columns.items.map((item) => ({ ...item, cell: row[item.column] }));
    const counts = cells.filter(({ cell }) => cell && countCell.test(cell.text));
    if (totalRow.test(unit)) {
      for (const { name, cell } of counts) totals.push({ item: name, printed: countOf(cell!), cell: cell! });
      continue;
    }
    const number = columns.number >= 0 ? (row[columns.number]?.text ?? '') : '';
    if (counts.length === 0) {
      if (number !== '' || group === null) group = { name: unit, isLettered: isLettered(number) };
      continue;
    }
    // "I Cụm Đông" holds for "1" and "2" below it, "1 Các Ban" only for rows without a number.
    if (number !== '' && !(group?.isLettered && !isLettered(number))) group = null;
    for (const { name, cell } of counts) quotas.push(makeQuota(unit, group?.name ?? null, name, cell!, period));
  }
  if (quotas.length < 2 && totals.length === 0) return none;
  return {
    quotas,
    totals: totals.map((t) => checkTotal(t, quotas)),
    notes: totals.flatMap((t) => noteTotal(t, quotas)),
  };
}

const isLettered = (number: string): boolean => /^\p{L}/u.test(number);

function findColumns(table: Table): Columns | null {
  const rows = table.rows;
  const number = Math.max(
    -1,
    (rows[0] ?? []).findIndex((cell) => numberHead.test(cell.text)),
  );
  const headRows = findHeadRows(rows, number);
  const body = rows.slice(headRows);
  if (headRows === 0 || body.length < 2) return null;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const texts = (c: number): string[] => body.map((row) => row[c]?.text ?? '').filter(Boolean);
  const countsOf = (c: number): number => texts(c).filter((text) => countCell.test(text)).length;
  const names = alignHead(
    rows.slice(0, headRows).filter((row) => !numbersColumns(row)),
    width,
    (c) => countsOf(c) > 0 && countsOf(c) >= 0.6 * texts(c).length,
  );
  let unit = -1;
  const items: Columns['items'] = [];
  for (let c = 0; c < width; c++) {
    if (c === number) continue;
    const filled = texts(c);
    const name = names[c] ?? '';
    const counts = countsOf(c);
    if (unit < 0) {
      if (filled.length && counts < filled.length / 2) unit = c;
      continue;
    }
    if (counts > 0 && counts >= 0.6 * filled.length && /\p{L}/u.test(name) && !noItem.test(name))
      items.push({ column: c, name: tidyName(name) });
  }
  const isOfThings =
    things.test(names[unit] ?? '') && texts(unit).filter(opensWithBody).length < texts(unit).length / 2;
  if (
    unit < 0 ||
    isOfThings ||
    rows
      .slice(0, headRows)
      .flat()
      .some((cell) =>
        /điểm\s+(?:chuẩn|tối\s+đa)|thang\s+điểm|đơn\s+vị\s+tính|đvt|dự\s+toán|ước\s+thực\s+hiện|năm\s+hiện\s+hành/iu.test(
          cell.text,
        ),
      )
  )
    return null;
  return { headRows, number, unit, items };
}

/** The head ends before the row numbered 1, or before the first row with a figure beside its name. */
function findHeadRows(rows: readonly Cell[][], number: number): number {
  for (const [r, row] of rows.entries()) {
    if (r > 4) return 0;
    const first = number >= 0 ? (row[number]?.text ?? '') : '';
    if (r > 0 && numbersColumns(row)) return r + 1;
    if (r > 0 && /^(?:0?1|I|A)\.?$/.test(first)) return r;
    const hasCount = row.some((cell, c) => c !== number && countCell.test(cell.text));
    const hasName = row.some((cell) => countWords(cell.text) >= 2 && /\p{Ll}/u.test(cell.text));
    if (r > 0 && hasCount && hasName) return r;
  }
  return 0;
}

/** "A | B | 1 | 2 | 3": the last row of a head numbers its columns. */
function numbersColumns(row: readonly Cell[]): boolean {
  const texts = row.map((cell) => cell.text.replace(/^\((.*)\)$/u, '$1')).filter(Boolean);
  const numbers = texts.filter((text) => /^\d{1,2}$/.test(text)).map(Number);
  return (
    texts.length >= 3 &&
    numbers.length >= 2 &&
    texts.every((text) => /^(?:\p{L}|\d{1,2})$/u.test(text)) &&
    numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1)
  );
}

function tidyName(name: string): string {
  return name
    .replace(/[*\s:]+$/u, '')
    .replace(/^(?:Số\s+lượng|SL)\s+(?=tin|bài|ảnh)/iu, '')
    .trim();
}

function unitOf(row: readonly Cell[], columns: Columns): string {
  const text =
    row[columns.unit]?.text || (totalRow.test(row[columns.number]?.text ?? '') ? row[columns.number]!.text : '');
  return text
    .replace(/\s*\([^)]*\)\s*$/u, '')
    .replace(/\s+(?:mỗi\s+(?:đơn\s+vị|CĐCS|công\s+đoàn)|(?:có\s+)?ít\s+nhất|tối\s+thiểu)\s.*$/iu, '')
    .trim();
}

function countOf(cell: Cell): number {
  return readNumber(countCell.exec(cell.text)![1]!);
}

function makeQuota(unit: string, group: string | null, item: string, cell: Cell, period: string | null): ReadQuota {
  return { unit, group, item, count: countOf(cell), period, span: cell.span, confidence: 0.9, rule: 'quotas.table' };
}

function sumOf(item: string, quotas: readonly ReadQuota[]): number | null {
  const rows = quotas.filter((q) => q.item === item && q.count !== null);
  return rows.length ? rows.reduce((sum, q) => sum + q.count!, 0) : null;
}

function checkTotal(
  total: { item: string; printed: number; cell: Cell },
  quotas: readonly ReadQuota[],
): ReadQuotaTotal {
  const sum = sumOf(total.item, quotas);
  return {
    item: total.item,
    printed: total.printed,
    sumOfRows: sum,
    agrees: sum === null ? null : sum === total.printed,
    span: total.cell.span,
    confidence: 0.95,
    rule: 'quotas.total',
  };
}

function noteTotal(total: { item: string; printed: number; cell: Cell }, quotas: readonly ReadQuota[]): ReadNote[] {
  const sum = sumOf(total.item, quotas);
  if (sum === null)
    return [
      { code: 'total-without-rows', span: total.cell.span, params: { item: total.item, printed: total.printed } },
    ];
  return sum === total.printed
    ? []
    : [{ code: 'total-disagrees', span: total.cell.span, params: { item: total.item, printed: total.printed, sum } }];
}
