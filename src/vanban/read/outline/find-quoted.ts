import { type Item } from '../zones/find-zones.ts';

const longestQuotation = 25;

/**
 * Which items are words of another document: a paragraph that opens with a quotation mark behind "… quy định:" and all
 * up to the one that closes it. What a law says there is no task of this document.
 */
export function findQuoted(items: readonly Item[]): Set<Item> {
  const quoted = new Set<Item>();
  for (let i = 1; i < items.length; i++) {
    const before = items[i - 1]!.text;
    if (!/^["“]/u.test(items[i]!.text) || !/(?::|quy định|như sau)\s*$/iu.test(before)) continue;
    const end = findClosing(items, i);
    for (let k = i; k <= end; k++) quoted.add(items[k]!);
    i = Math.max(i, end);
  }
  return quoted;
}

/** The item that ends with the closing mark; one before `from` where there is none. */
function findClosing(items: readonly Item[], from: number): number {
  let depth = 0;
  for (let k = from; k < Math.min(items.length, from + longestQuotation); k++) {
    for (const c of items[k]!.text) {
      if (c === '“' || (c === '"' && depth === 0)) depth++;
      else if ((c === '”' || c === '"') && depth > 0) depth--;
    }
    if (depth === 0) return /["”][\s.;,]*$/u.test(items[k]!.text) ? k : from - 1;
  }
  return from - 1;
}
