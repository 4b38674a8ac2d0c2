import { toSearchKey } from '#app/platform/vietnamese.ts';

/** What a unit is found by: each name, short name, code and symbol folded, with a space before each word. */
export function makeSearchKey(texts: readonly string[]): string {
  const folded = texts.map(toSearchKey).filter((text) => text !== '');
  return [...new Set(folded)].map((text) => ` ${text}`).join(' ');
}

/**
 * Two spellings of one name: letter case, spaces, composed or decomposed letters, and the place of the tone mark in
 * oà/òa, oè/òe, uỳ/ùy. Tones themselves count: Hòa Bình and Hoa Bình are two places.
 */
export function toIdentityKey(name: string): string {
  const plain = name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain.replace(/(o)([àáảãạ])|(o)([èéẻẽẹ])|(u)([ỳýỷỹỵ])/g, (_pair, ...found: (string | undefined)[]) => {
    const [first, second] = found.slice(0, 6).filter((letter) => letter !== undefined) as [string, string];
    const tone = second.normalize('NFD').slice(1);
    return (first + tone).normalize('NFC') + second.normalize('NFD').charAt(0);
  });
}
