import type { QuotaRow } from '#app/modules/plans/server/plan-items-queries.ts';
import type { FiguresRow, FiguresTable } from '#app/vanban/write/official-document.ts';

/** A row of the table of quotas: who owes how much of each item. */
export interface QuotaTableRow {
  label: string;
  group: string;
  topics: string;
  isTotal: boolean;
  /** By item; absent where nothing is asked. */
  counts: Map<string, number | null>;
  /** "mỗi đơn vị ít nhất …", by item. */
  minimums: Map<string, number>;
  unitIds: string[];
}

/** The rows of quotas by label, in their order, and the items in the order in which they first appear. */
export function arrangeQuotas(rows: readonly QuotaRow[]): { items: string[]; rows: QuotaTableRow[] } {
  // The line of totals has every column in its printed order; a row has only those it owes.
  const items = [...new Set([...rows.filter((row) => row.isTotal), ...rows].map((row) => row.item))];
  const byLabel = new Map<string, QuotaTableRow>();
  for (const row of rows) {
    const key = `${row.isTotal ? 1 : 0}|${row.groupLabel}|${row.rowLabel}`;
    const arranged = byLabel.get(key) ?? {
      label: row.rowLabel,
      group: row.groupLabel,
      topics: '',
      isTotal: row.isTotal,
      counts: new Map<string, number | null>(),
      minimums: new Map<string, number>(),
      unitIds: row.unitIds,
    };
    arranged.counts.set(row.item, row.count);
    if (row.perUnitMin !== null) arranged.minimums.set(row.item, row.perUnitMin);
    if (row.topics !== '' && !arranged.topics.includes(row.topics)) {
      arranged.topics = [arranged.topics, row.topics].filter(Boolean).join('; ');
    }
    byLabel.set(key, arranged);
  }
  const arranged = [...byLabel.values()];
  return { items, rows: [...arranged.filter((row) => !row.isTotal), ...arranged.filter((row) => row.isTotal)] };
}

/** The table as it is printed: groups under their heading, totals last, figures with leading zeros. */
export function composeQuotaTable(quotas: readonly QuotaRow[]): FiguresTable {
  const { items, rows } = arrangeQuotas(quotas);
  const hasTopics = rows.some((row) => row.topics !== '');
  const printed: FiguresRow[] = [];
  let group = '';
  let number = 0;
  for (const row of rows) {
    if (!row.isTotal && row.group !== '' && row.group !== group) printed.push({ cells: [row.group], tone: 'group' });
    group = row.isTotal ? group : row.group;
    if (!row.isTotal) number += 1;
    printed.push({
      cells: [
        row.isTotal ? '' : String(number),
        withMinimums(row),
        ...items.map((item) => twoDigits(row.counts.get(item) ?? null)),
        ...(hasTopics ? [row.topics] : []),
      ],
      ...(row.isTotal ? { tone: 'total' as const } : {}),
    });
  }
  return {
    kind: 'table',
    columns: [
      { label: 'TT', align: 'center' },
      { label: 'Thực hiện' },
      ...items.map((item) => ({
        label: item.charAt(0).toLocaleUpperCase('vi') + item.slice(1),
        group: 'Số lượng',
        align: 'center' as const,
      })),
      ...(hasTopics ? [{ label: 'Ghi chú' }] : []),
    ],
    rows: printed,
  };
}

function withMinimums(row: QuotaTableRow): string {
  if (row.minimums.size === 0) return row.label;
  const parts = [...row.minimums].map(([item, minimum]) => `${twoDigits(minimum)} ${item}`);
  return `${row.label} (mỗi đơn vị ít nhất ${parts.join(', ')})`;
}

const twoDigits = (value: number | null): string => (value === null ? '' : String(value).padStart(2, '0'));
