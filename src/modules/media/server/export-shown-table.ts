import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { writeTableCsv } from '#app/vanban/write/write-table-csv.ts';
import { writeTableXlsx } from '#app/vanban/write/write-table-xlsx.ts';
import { readShownTable, typedTable, type ShownTable } from '#app/modules/media/server/page-table.ts';
import { beginTableExport, settleTableExport } from '#app/modules/media/server/table-throttle.ts';

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

/** As `readWholeTable`, for a person who may have so many pages opened and no more. Throws not_found, too_many. */
export async function exportShownTable(
  ctx: Context,
  wish: TableWish,
  open: (page: string) => Promise<string | null>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const exportId = await beginTableExport(ctx, mostPages);
  let opened = 0;
  try {
    return await readWholeTable(wish, (page) => {
      opened += 1;
      return open(page);
    });
  } finally {
    await settleTableExport(ctx, exportId, opened);
  }
}

/**
 * A table of any page as a file: what the page shows to this reader, and the pages that it goes on with. `open` answers
 * with a page's HTML, or null where the reader may not see it. Throws not_found.
 */
export async function readWholeTable(
  wish: TableWish,
  open: (page: string) => Promise<string | null>,
): Promise<{ name: string; bytes: Uint8Array }> {
  if (!wish.page.startsWith('/')) throw new AppError('not_found');
  const page = ownPage(wish.page);
  const first = await shown(page, wish.caption, open);
  if (!first) throw new AppError('not_found');
  const rows = [...first.rows];
  let last: ShownTable = first;
  for (let count = 1; count < mostPages && last.next !== null; count += 1) {
    const next = await shown(ownPage(last.next, page), wish.caption, open);
    // The pages may be those of another table: then this one stands there again, or not at all.
    if (!next || JSON.stringify(next.rows) === JSON.stringify(last.rows)) break;
    rows.push(...next.rows);
    last = next;
  }
  const table = typedTable({ ...first, rows }, wish.locale);
  const bytes = wish.format === 'csv' ? writeTableCsv(table) : await writeTableXlsx(table);
  const name = table.title
    .replace(/[\\/:*?"<>|]+/g, '-')
    .slice(0, 160)
    .toWellFormed();
  return { name: `${name}.${wish.format}`, bytes };
}

/**
 * Only addresses of this site, and never this one, as whoever fetches them will read them: "/<tab>/elsewhere" and
 * "/.//elsewhere" look like ours and lead away. Throws not_found.
 */
function ownPage(page: string, from = '/'): string {
  const site = 'http://page';
  const address = URL.canParse(page, site + from) ? new URL(page, site + from) : null;
  if (!address || address.origin !== site || /^\/(\/|table)/.test(decoded(address.pathname)))
    throw new AppError('not_found');
  return address.pathname + address.search;
}

/** As routes are found; what cannot be decoded is none. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AppError('not_found');
  }
}

async function shown(
  page: string,
  caption: string,
  open: (page: string) => Promise<string | null>,
): Promise<ShownTable | null> {
  const html = await open(page);
  return html === null ? null : readShownTable(html, caption);
}
