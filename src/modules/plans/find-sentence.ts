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
  const words = wanted.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const loose = new RegExp(words.join('\\s+'), 'iu').exec(text);
  return loose ? { start: loose.index, end: loose.index + loose[0].length } : null;
}
