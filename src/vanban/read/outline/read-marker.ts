/** The sign that opens a paragraph: its number as printed and its rank in the usual order of administrative documents. */
export interface Marker {
  kind: MarkerKind;
  /** As printed, without the closing dot or bracket; empty for bullets. */
  numbering: string;
  /** Characters of the paragraph that the sign takes, white space after it included. */
  length: number;
}

export type MarkerKind =
  | 'part'
  | 'chapter'
  | 'article'
  | 'roman'
  | 'capital'
  | 'arabic'
  | 'arabic2'
  | 'arabic3'
  | 'arabic4'
  | 'letter'
  | 'paren'
  | 'star'
  | 'dash'
  | 'plus';

/** Kinds in the order of their usual rank, outermost first. */
export const markerRanks: readonly MarkerKind[] = [
  'part',
  'chapter',
  'article',
  'capital',
  'roman',
  'arabic',
  'arabic2',
  'arabic3',
  'arabic4',
  'letter',
  'paren',
  'star',
  'dash',
  'plus',
];

interface MarkerRule {
  kind: MarkerKind;
  /** Group 1 is the number as printed. */
  pattern: RegExp;
}

/** Tried in this order; a new way to number is one more line. */
const rules: readonly MarkerRule[] = [
  { kind: 'part', pattern: /^(Phần\s+(?:thứ\s+\p{L}+|[IVX]+|\d+))(?=[\s.:]|$)[.:]?\s*/iu },
  { kind: 'chapter', pattern: /^((?:Chương|Mục)\s+(?:[IVX]+|\d+))(?=[.:]|$)[.:]?\s*/iu },
  { kind: 'article', pattern: /^(Điều\s+\d+[a-z]?)\s*[.:]\s*/u },
  // "I." · "IV -" · "II/" · "I, Gian hàng" ; a lone capital that is also a roman digit counts as roman.
  {
    kind: 'roman',
    pattern: /^(?!V\/v(?![\p{L}]))([IVX]{1,6})(?:\s?[.)/:]+|,(?=\s\p{Lu}\p{Ll})|\s?[-–](?=\s|\p{Lu}))(?!\d)\s*/u,
  },
  { kind: 'capital', pattern: /^([A-HĐK])(?:\s?[.)/](?=\s)|\s?[-–](?=\s))\s*/u },
  { kind: 'arabic4', pattern: /^(\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2})\.?(?=[\s:)])[:)]?\s*/u },
  { kind: 'arabic3', pattern: /^(\d{1,2}\.\d{1,2}\.\d{1,2})(?:\.|\s\.(?=\s)|(?=[\s:)]))(?!\d)[:)]?\s*/u },
  { kind: 'arabic2', pattern: /^(\d{1,2}\.\d{1,2})(?:\.|\s\.(?=\s)|(?=[\s:)]))(?!\d)[:)]?\s*/u },
  { kind: 'arabic', pattern: /^(\d{1,2})(?:\s?[.)](?!\d)|,(?=\s\p{Lu}\p{Ll})|\s?\/(?=\s)|\s?[-–](?=\s+\p{Lu}))\s*/u },
  { kind: 'letter', pattern: /^([a-zđ]\d?)(?:\s?[.)](?=\s|$|\p{Lu})|\s?[-–](?=\s+\p{Lu})|\/(?=\s))\s*/u },
  { kind: 'paren', pattern: /^\((\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s*/u },
  { kind: 'plus', pattern: /^(?:[-–—•]\s*)?\+()\s*/u },
  // The hollow bullet of word processors comes as a letter.
  { kind: 'plus', pattern: /^o()\s+(?=\p{Lu})/u },
  { kind: 'dash', pattern: /^[-–—•·]+()(?=\s|\p{L}|$|[“"])\s*/u },
];

/** The marker that opens a text, null for plain text. `isStarred` tells of a "*" that cleaning took away. */
export function readMarker(text: string, isStarred = false): Marker | null {
  for (const { kind, pattern } of rules) {
    const match = pattern.exec(text);
    if (match) return { kind, numbering: match[1] ?? '', length: match[0].length };
  }
  return isStarred ? { kind: 'star', numbering: '', length: 0 } : null;
}

export function isBullet(kind: MarkerKind): boolean {
  return kind === 'dash' || kind === 'plus' || kind === 'star';
}

const romanDigits: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** Value of the last part of a number: 4 for "IV", 3 for "2.3", 5 for "đ"; null for words. */
export function ordinalOf(marker: Marker): number | null {
  const last = marker.numbering.split(/[\s.]/).at(-1) ?? '';
  if (/^\d+$/.test(last)) return Number(last);
  if (/^[IVXLC]+$/.test(last)) return romanValue(last);
  if (/^[a-zđ]$/i.test(last)) return letterOrder.indexOf(last.toLowerCase()) + 1 || null;
  return null;
}

/** Letters as lists use them: "đ" follows "d"; f, j, w and z are passed over. */
const letterOrder = 'abcdđeghiklmnopqrstuvxy';

function romanValue(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const here = romanDigits[text[i]!] ?? 0;
    const next = romanDigits[text[i + 1] ?? ''] ?? 0;
    sum += here < next ? -here : here;
  }
  return sum;
}
