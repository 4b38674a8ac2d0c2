/** Deprecated tone characters, and Latin Eth, which old Vietnamese keyboards made instead of Đ. */
const lookalikes: Record<string, string> = { '\u0340': '\u0300', '\u0341': '\u0301', Ð: 'Đ', ð: 'đ', Ɖ: 'Đ' };

/** Bullets that Symbol and Wingdings fonts keep in the private use area; where two fonts differ, the commoner one. */
const privateBullets: Record<string, string> = {
  '\uF02D': '-',
  '\uF02B': '+',
  '\uF02A': '*',
  '\uF0FC': '✓',
  '\uF0FE': '☑',
  '\uF0A8': '☐',
  '\uF06F': '☐',
  '\uF0E0': '→',
  '\uF0A7': '▪',
};

const needsCleaning = /[^\n\t\x20-\x7E]/;

/**
 * One spelling for what looks the same: NFC, `\n` as the only line break, plain spaces, no soft hyphens, no characters
 * of width zero, no control characters. Legacy encodings must be decoded first: TCVN3 writes "ư" as a soft hyphen.
 */
export function cleanText(raw: string): string {
  if (!needsCleaning.test(raw)) return raw;
  return (
    raw
      // eslint-disable-next-line no-control-regex
      .replace(/\r\n?|[\u0085\u2028\u2029\u000B\u000C]/g, '\n')
      .replace(/[\u0340\u0341ÐðƉ]/g, (char) => lookalikes[char] ?? char)
      .replace(/[\uF000-\uF0FF]/g, readPrivateUse)
      .normalize('NFC')
      // A soft hyphen that opens a line is a bullet; one before a line break parts a word.
      .replace(/^([ \t]*)\u00AD(?=\s)/gm, '$1-')
      .replace(/(?<=\p{Ll})\u00AD\n[ \t]*(?=\p{Ll})/gu, '')
      .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFF9-\uFFFC\x00-\x08\x0E-\x1F\x7F-\x9F]/g, '')
      .toWellFormed()
  );
}

/** What symbol fonts draw is an ornament at the head of a line; which one it is says nothing. */
function readPrivateUse(char: string): string {
  return privateBullets[char] ?? '•';
}
