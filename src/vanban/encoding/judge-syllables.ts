/**
 * Which encoding a text is in shows in whether its words can be Vietnamese syllables: onset, vowels, coda, at most one
 * tone. A wrong encoding gives strings that no syllable has; no list of words is needed.
 */
const onset = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?';
const nucleus = '(?:iê|ie|yê|uyê|uya|uô|uơ|uâ|uê|uy|ưa|ươ|ia|ya|ua|oa|oă|oe|oo|ôô|[aăâeêioôơuưy])';
const coda = '(?:ngh|ng|nh|ch|[cmnpt]|[iyou])?';
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`, 'u');

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const wordPattern = /[\p{L}\p{M}\u00A1-\u00BF\u00D7\u00F7\u00AD]+/gu;

/** True where a lower-case NFC word has the build of a Vietnamese syllable. */
export function isSyllable(word: string): boolean {
  if (word.length > 7) return false;
  const decomposed = word.normalize('NFD');
  const tones = decomposed.match(toneMarks)?.length ?? 0;
  if (tones > 1) return false;
  return syllable.test(decomposed.replace(toneMarks, '').normalize('NFC'));
}

/** How many words beyond ASCII a text has, and how many of them can be Vietnamese. Looks at 4,000 of them at most. */
export function judgeSyllables(text: string): { marked: number; vietnamese: number } {
  let marked = 0;
  let vietnamese = 0;
  for (const [word] of text.matchAll(wordPattern)) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7F]*$/.test(word)) continue;
    marked += 1;
    if (isSyllable(word.toLowerCase().normalize('NFC'))) vietnamese += 1;
    if (marked >= 4000) break;
  }
  return { marked, vietnamese };
}
