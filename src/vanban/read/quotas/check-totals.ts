import { type ReadNote, type ReadQuota, type ReadQuotaTotal } from '../../plan-document.ts';
import { type Cell } from '../flow/build-flow.ts';

/** A sum that a table prints, of all its rows or of those of a group. */
export interface PrintedTotal {
  item: string;
  printed: number;
  cell: Cell;
  /** "Cộng cụm 1", or figures beside the name of a group. */
  isOfGroup: boolean;
  /** How many quotas had been read when it stood. */
  at: number;
}

const whole =
  /^(?:(?:tổng\s+)?cộng|tổng(?:\s+(?:số|toàn.*))?|toàn\s+\p{L}+(?:\s\p{L}+)?)\s*(?:\([^)]*\)|[IVX\d\s+=]+)?\s*:?$/iu;
/** Bodies and things whose names open with the same words. */
const sumWord =
  /^(?:(?:tổng\s+)?cộng(?!\s+(?:đồng|hòa|hoà|tác|sản))|tổng(?!\s+(?:công|cục|liên|hội|cty|đội|kho|lãnh|thanh|thư|biên)))(?![\p{L}])/iu;

/** "Tổng cộng", "Cộng cụm 1", "Toàn tỉnh": what a row of sums is called. */
export const namesTotal = (name: string): boolean => whole.test(name) || sumWord.test(name);
export const namesWhole = (name: string): boolean => whole.test(name);

/** A table has few sums; each is held against all rows, and a broken file may claim thousands. */
const mostTotals = 200;

/** Sums against their rows: those of the whole are kept, those of a group only told where they do not agree. */
export function checkTotals(
  printed: readonly PrintedTotal[],
  quotas: readonly ReadQuota[],
): { totals: ReadQuotaTotal[]; notes: ReadNote[] } {
  const bounds = [...new Set([0, ...printed.map(({ at }) => at), quotas.length])].sort((a, b) => a - b);
  const totals: ReadQuotaTotal[] = [];
  const notes: ReadNote[] = [];
  for (const total of printed.slice(0, mostTotals)) {
    const sum = sumFor(total, quotas, bounds);
    const agrees = sum === null ? null : sum === total.printed;
    const { item, cell } = total;
    if (!total.isOfGroup)
      totals.push({
        item,
        printed: total.printed,
        sumOfRows: sum,
        agrees,
        span: cell.span,
        confidence: 0.95,
        rule: 'quotas.total',
      });
    if (agrees === false)
      notes.push({ code: 'total-disagrees', span: cell.span, params: { item, printed: total.printed, sum: sum! } });
    else if (agrees === null && !total.isOfGroup)
      notes.push({ code: 'total-without-rows', span: cell.span, params: { item, printed: total.printed } });
  }
  return { totals, notes };
}

/** The sum that a printed one stands for: of its group, above or below it, or of all rows; the one that agrees if any. */
function sumFor(total: PrintedTotal, quotas: readonly ReadQuota[], bounds: readonly number[]): number | null {
  const before = bounds.filter((bound) => bound < total.at).at(-1) ?? total.at;
  const after = bounds.find((bound) => bound > total.at) ?? total.at;
  const all = sumOf(total.item, quotas);
  const above = sumOf(total.item, quotas.slice(before, total.at));
  const below = sumOf(total.item, quotas.slice(total.at, after));
  const own = total.isOfGroup ? [above, below] : [all, above];
  return own.find((sum) => sum === total.printed) ?? own.find((sum) => sum !== null) ?? null;
}

function sumOf(item: string, quotas: readonly ReadQuota[]): number | null {
  const rows = quotas.filter((q) => q.item === item && q.count !== null);
  return rows.length ? rows.reduce((sum, q) => sum + q.count!, 0) : null;
}
