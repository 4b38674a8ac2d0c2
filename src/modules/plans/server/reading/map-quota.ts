import { toSearchKey } from '#app/platform/vietnamese.ts';
import { originOf, type ItemOrigin } from '#app/modules/plans/server/reading/read-item.ts';
import type { ReadPlan, ReadQuota } from '#app/vanban/plan-document.ts';
import type { SourceDocument, SourceTable } from '#app/vanban/source-document.ts';

/** A row of plan_quota as the reader fills it. */
export interface MappedQuota extends ItemOrigin {
  rowLabel: string;
  groupLabel: string;
  item: string;
  count: number | null;
  perUnitMin: number | null;
  periodText: string;
  topics: string;
  isTotal: boolean;
}

/**
 * The table of quotas, a row for each cell with a figure, and the printed totals. A total that no row adds up to
 * ("60 ảnh") stays a total without rows. A row with topics and no figure is kept once.
 */
export function mapQuotas(
  plan: Pick<ReadPlan, 'quotas' | 'quotaTotals'>,
  source: Pick<SourceDocument, 'text' | 'tables'>,
): MappedQuota[] {
  const rows = plan.quotas.filter((quota) => quota.count !== null || isOnlyTrace(quota, plan.quotas));
  const lines = rows.map((quota): MappedQuota => {
    const { label, minimum } = splitMinimum(labelAsPrinted(quota, source.text), quota.item);
    return {
      ...originOf(quota, quota.unit),
      rowLabel: label,
      groupLabel: quota.group ?? '',
      item: itemName(quota.item),
      count: quota.count,
      perUnitMin: minimum,
      periodText: quota.period ?? '',
      topics: topicsOf(quota, source),
      isTotal: false,
    };
  });
  const totals = plan.quotaTotals.map((total): MappedQuota => {
    const disagrees = total.agrees === false;
    return {
      ...originOf(total, source.text.slice(total.span.start, total.span.end), disagrees ? 'table' : null),
      rowLabel: 'Cộng',
      groupLabel: '',
      item: itemName(total.item),
      count: total.printed,
      perUnitMin: null,
      periodText: plan.quotas[0]?.period ?? '',
      topics: '',
      isTotal: true,
    };
  });
  return [...lines, ...totals];
}

/** Heads of columns are printed with a capital; a thing counted has none. */
const itemName = (text: string): string => text.trim().toLocaleLowerCase('vi');

/** The row's label to the end of its line: what each unit must at least send stands behind the name. */
function labelAsPrinted(quota: ReadQuota, text: string): string {
  const at = text.lastIndexOf(quota.unit, quota.span.start + quota.unit.length);
  if (at < 0 || quota.unit === '') return quota.unit;
  const end = text.indexOf('\n', at);
  return text.slice(at, Math.min(end < 0 ? text.length : end, at + 300)).split('\t')[0] ?? quota.unit;
}

/** An empty cell is worth a line only where its whole row is empty: then it says that the row has no figure. */
function isOnlyTrace(quota: ReadQuota, all: readonly ReadQuota[]): boolean {
  const row = all.filter((other) => other.unit === quota.unit && other.group === quota.group);
  return row.every((other) => other.count === null) && row[0] === quota;
}

const numbers =
  /(?:ít nhất|tối thiểu|không dưới)(?:\s+(?:có|được))?\s+(\d+)\s*([^\d,;.]+)(?:\s*,\s*(\d+)\s*([^\d,;.]+))?/iu;

/** "Các công đoàn ngành mỗi đơn vị ít nhất có 02 tin, 01 bài" is the row "Các công đoàn ngành", with 2 tin and 1 bài for each. */
function splitMinimum(unit: string, item: string): { label: string; minimum: number | null } {
  const text = unit.replace(/\s+/g, ' ').trim();
  const isEach = /mỗi\s+(đơn vị|công đoàn|cđcs|tổ)/iu.test(text);
  const found = numbers.exec(text);
  if (!found) return { label: text, minimum: null };
  const label =
    text
      .slice(0, found.index)
      .replace(/\s*(?:,|:|-)?\s*(?:mỗi\s+\S+(?:\s+vị|\s+đoàn)?|có)?\s*$/iu, '')
      .trim() || text;
  if (!isEach) return { label, minimum: null };
  const wanted = toSearchKey(item);
  const pairs = [
    [found[1], found[2]],
    [found[3], found[4]],
  ] as const;
  const match = pairs.find(
    ([, name]) => name !== undefined && toSearchKey(name).split(' ')[0] === wanted.split(' ')[0],
  );
  return { label, minimum: match?.[0] ? Number(match[0]) : null };
}

/** What a row should be about: the widest cell without figures at the end of its row, where the file knows cells. */
function topicsOf(quota: ReadQuota, source: Pick<SourceDocument, 'tables'>): string {
  const row = source.tables
    ?.filter((table) => holds(table, quota))
    .flatMap((table) => table.rows)
    .find((one) => one.cells.some((cell) => cell.span.start <= quota.span.start && quota.span.start < cell.span.end));
  const last = row?.cells.at(-1);
  if (!last || last.span.start <= quota.span.start || !/\p{L}{2}/u.test(last.text)) return '';
  return last.text.replace(/[ \t]+/g, ' ').trim();
}

const holds = (table: SourceTable, quota: ReadQuota): boolean =>
  table.span.start <= quota.span.start && quota.span.start < table.span.end;
