import { countWords } from '../words/letters.ts';

/**
 * Where the label of a line ends: the offset of the colon in "Yêu cầu: Các hoạt động …" or "Sở Y tế: chủ trì …".
 * Null where the colon introduces a list inside a sentence, stands in brackets or quotes, or the words before it are
 * too many.
 */
export function findLabelEnd(text: string, maxWords = 12): number | null {
  let depth = 0;
  for (let i = 0; i < text.length && i < 400 + 6 * maxWords; i++) {
    const c = text[i]!;
    if (c === '(' || c === '“' || c === '[') depth++;
    else if ((c === ')' || c === '”' || c === ']') && depth > 0) depth--;
    else if (
      depth === 0 &&
      (maxWords > 100 ? /[.!?]/ : /[;.!?]/).test(c) &&
      /^\s|^$/.test(text.slice(i + 1, i + 2)) &&
      !/\b(?:TP|Tp|tp|Đ\/c|[A-Z])$/u.test(text.slice(0, i))
    )
      return null;
    else if (c === ':' && depth === 0) {
      if (/\d$/.test(text.slice(0, i)) && /^\d/.test(text.slice(i + 1))) continue;
      if (text.startsWith('//', i + 1)) return null;
      const label = text.slice(0, i);
      return countWords(label) <= maxWords && !listOpening.test(label) ? i : null;
    }
  }
  return null;
}

/** A label that only opens a list inside a sentence. */
const listOpening = /(?:^|\s)(?:như|sau|sau đây|cụ thể|gồm|bao gồm|là|trong đó|ví dụ|với|theo|rằng|đó là)$/iu;
