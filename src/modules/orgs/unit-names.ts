import { normaliseText, toSearchKey } from '#app/platform/vietnamese.ts';

/** Letters of a unit's name at most. */
export const longestName = 300;

/**
 * A name as it is kept: one line in NFC, without what nobody sees; wide letters and the joined ones that documents print
 * (ﬁ) as they are typed.
 */
export function cleanName(text: string): string {
  return normaliseText(text)
    .replace(/[\ufb00-\ufb06\uff01-\uff5e]/g, (letter) => letter.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .trim();
}

// Names of enterprises are written in Vietnamese letters, F, J, W, Z, digits and signs (Law on Enterprises, article 37);
// those of Europe's languages come with their owners. Without letters that only look like others: ı, ĸ, ſ.
const typed =
  /[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0130\u0132-\u0137\u0139-\u017e\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;
const spelled = /[\p{L}\p{M}\p{Nd}\p{Nl}\p{C}]/u;

export type NameFault = 'letters' | 'no_letter';

/**
 * Why a clean name cannot be a unit's: a letter or digit of another script, which can look like one of ours and is found
 * by no search, or a mark on a letter that carries none; no letter at all. Null for one that can.
 */
export function nameFault(name: string): NameFault | null {
  if ([...name].some((letter) => spelled.test(letter) && !typed.test(letter))) return 'letters';
  return /\p{L}/u.test(name) ? null : 'no_letter';
}

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
