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

/** Runs of letters and digits. Counted by hand, as it is asked of every line several times. */
export function countWords(text: string): number {
  let words = 0;
  let isInside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSign =
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      (code >= 0xc0 && code < 0x2000) ||
      code >= 0x2c00;
    if (isSign && !isInside) words++;
    isInside = isSign;
  }
  return words;
}

/** First letter as a capital, the rest as it is. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
