import { boardTable } from '#app/modules/progress/board-table.ts';
import type { PlanProgress } from '#app/modules/progress/server/progress-of.ts';
import { writeTableCsv } from '#app/vanban/write/write-table-csv.ts';
import { writeTableXlsx } from '#app/vanban/write/write-table-xlsx.ts';

export interface BoardFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

const mimes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The board as a file for spreadsheets, in the reader's language. */
export async function boardFile(progress: PlanProgress, format: 'xlsx' | 'csv'): Promise<BoardFile> {
  const table = boardTable(progress);
  const bytes = format === 'csv' ? writeTableCsv(table) : await writeTableXlsx(table);
  const name = `${progress.plan.numberText || progress.plan.title} ${progress.on}`.replace(/[\\/:*?"<>|]+/g, '-');
  return { name: `${name}.${format}`, mime: mimes[format], bytes };
}
