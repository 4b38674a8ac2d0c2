/** Half-open range in a text. */
export interface TextRange {
  start: number;
  end: number;
}

/**
 * Where a sentence that a person copied stands in the document: as typed, else with line breaks and spaces anywhere
 * that they may differ. Null where it does not stand there.
 */
export function findSentence(text: string, sentence: string): TextRange | null {
  const wanted = sentence.normalize('NFC').trim();
  if (wanted.length < 3) return null;
  const exact = text.indexOf(wanted);
  if (exact >= 0) return { start: exact, end: exact + wanted.length };
  const squeezed = squeeze(text);
  const sought = squeeze(wanted).text;
  const found = squeezed.text.indexOf(sought);
  if (found < 0) return null;
  const last = squeezed.places[found + sought.length - 1] ?? 0;
  return { start: squeezed.places[found] ?? 0, end: last + 1 };
}

/**
 * A text in small letters with every run of white space as one space, and where each of its characters stood. Made once
 * and searched as it is: a pattern with a gap after every word took seconds for a hostile text, and everybody waited.
 */
function squeeze(text: string): { text: string; places: number[] } {
  const signs: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const isSpace = /\s/.test(sign);
    if (isSpace && signs.at(-1) === ' ') continue;
    const small = sign.toLowerCase();
    signs.push(isSpace ? ' ' : small.length === 1 ? small : sign);
    places.push(at);
  }
  return { text: signs.join(''), places };
}
