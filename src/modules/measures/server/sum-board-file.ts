import type { Tx } from '#app/platform/context.ts';
import { writeTableCsv } from '#app/vanban/write/write-table-csv.ts';
import { writeTableXlsx } from '#app/vanban/write/write-table-xlsx.ts';
import { sumBoardTable } from '#app/modules/measures/sum-board-table.ts';
import type { SumBoardView } from '#app/modules/measures/sum-board-address.ts';
import { sumBoard } from '#app/modules/measures/server/sum-board.ts';

/** The board as a file for spreadsheets, in the reader's language. Throws not_found. */
export async function sumBoardFile(
  tx: Tx,
  view: SumBoardView,
  format: 'xlsx' | 'csv',
): Promise<{ name: string; bytes: Uint8Array }> {
  const table = sumBoardTable(await sumBoard(tx, view, 'all'));
  const bytes = format === 'csv' ? writeTableCsv(table) : await writeTableXlsx(table);
  return { name: `${table.title.replace(/[\\/:*?"<>|]+/g, '-').slice(0, 160)}.${format}`, bytes };
}
