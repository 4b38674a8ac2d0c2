import { toSearchKey } from '#app/platform/vietnamese.ts';

/** Names are stored in full; documents abbreviate them. */
export function nameKey(label: string): string {
  return toSearchKey(label)
    .replace(/^cac /, '')
    .replace(/\bcdcs\b/g, 'cong doan co so')
    .replace(/\bcd\b/g, 'cong doan')
    .replace(/\bldld\b/g, 'lien doan lao dong');
}
