import { writeTableCsv } from '#app/vanban/write/write-table-csv.ts';
import { writeTableXlsx } from '#app/vanban/write/write-table-xlsx.ts';
import type { Table } from '#app/vanban/write/table.ts';
import type { PlanProgress } from '#app/modules/progress/server/progress-of.ts';

/** A table as a file for spreadsheets, in the reader's language, named by its plan, what it shows and its day. */
export async function boardFile(
  { plan, on }: Pick<PlanProgress, 'plan' | 'on'>,
  table: Table,
  format: 'xlsx' | 'csv',
): Promise<{ name: string; bytes: Uint8Array }> {
  const bytes = format === 'csv' ? writeTableCsv(table) : await writeTableXlsx(table);
  const name = [plan.numberText || plan.title, table.title, on].join(' ').replace(/[\\/:*?"<>|]+/g, '-');
  return { name: `${name.slice(0, 160).trim()}.${format}`, bytes };
}
