/** Upper- and lower-case of a beginning, digits and signs passed over. */
export function startsLower(text: string): boolean {
  const first = /[\p{L}\d]/u.exec(text)?.[0] ?? '';
  return /^\p{Ll}$/u.test(first);
}

export function startsUpper(text: string): boolean {
  const first = /\p{L}|\d/u.exec(text)?.[0] ?? '';
  return /^\p{Lu}$/u.test(first);
}

/** All letters are capitals; two at least, so that "I" alone says nothing. */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= 2 && !/\p{Ll}/u.test(text);
}

/** Mostly capitals: "QUYẾT ĐỊNH về việc" is not, "TỔ CHỨC THỰC HIỆN (tiếp)" is. */
export function isMostlyCapitals(text: string): boolean {
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0;
  const lower = text.match(/\p{Ll}/gu)?.length ?? 0;
  return upper >= 3 && upper > 3 * lower;
}

export function endsSentence(text: string): boolean {
  return /[.;:!?…][”"’')\]]*$/u.test(text) || /\.\/\.?$/.test(text);
}

export function countWords(text: string): number {
  return text ? (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) : 0;
}

/** First letter as a capital, the rest as it is. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
