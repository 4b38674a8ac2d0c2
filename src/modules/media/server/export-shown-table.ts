import { AppError } from '#app/platform/errors.ts';
import { writeTableCsv } from '#app/vanban/write/write-table-csv.ts';
import { writeTableXlsx } from '#app/vanban/write/write-table-xlsx.ts';
import { readShownTable, typedTable, type ShownTable } from '#app/modules/media/server/page-table.ts';

/** More pages than anybody leafs through; what is longer leaves by an export of its own. */
const mostPages = 100;

export interface TableWish {
  /** Address of a page of ours, with its query. */
  page: string;
  /** The table's caption. */
  caption: string;
  format: 'xlsx' | 'csv';
  locale: 'vi' | 'en';
}

/**
 * A table of any page as a file: what the page shows to this reader, and the pages that it goes on with. `open` answers
 * with a page's HTML, or null where the reader may not see it. Throws not_found.
 */
export async function exportShownTable(
  wish: TableWish,
  open: (page: string) => Promise<string | null>,
): Promise<{ name: string; bytes: Uint8Array }> {
  // Only addresses of this site, and never this one.
  if (!/^\/(?![/\\])/.test(wish.page) || wish.page.startsWith('/table')) throw new AppError('not_found');
  const first = await shown(wish.page, wish.caption, open);
  if (!first) throw new AppError('not_found');
  const rows = [...first.rows];
  let last: ShownTable = first;
  for (let count = 1; count < mostPages && last.next !== null; count += 1) {
    const address = new URL(last.next, new URL(wish.page, 'http://page'));
    const next = await shown(address.pathname + address.search, wish.caption, open);
    // The pages may be those of another table: then this one stands there again, or not at all.
    if (!next || JSON.stringify(next.rows) === JSON.stringify(last.rows)) break;
    rows.push(...next.rows);
    last = next;
  }
  const table = typedTable({ ...first, rows }, wish.locale);
  const bytes = wish.format === 'csv' ? writeTableCsv(table) : await writeTableXlsx(table);
  return { name: `${table.title.replace(/[\\/:*?"<>|]+/g, '-').slice(0, 160)}.${wish.format}`, bytes };
}

async function shown(
  page: string,
  caption: string,
  open: (page: string) => Promise<string | null>,
): Promise<ShownTable | null> {
  const html = await open(page);
  return html === null ? null : readShownTable(html, caption);
}
