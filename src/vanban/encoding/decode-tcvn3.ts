/**
 * TCVN 5712:1993 (VN3, "ABC" fonts such as .VnTime): one byte a letter, read by every other program as windows-1252.
 * The lower-case vowels stand by base letter in the order of `marks`; capitals with a tone do not exist in VN3: they
 * were set in lower-case bytes in a font of capitals (.VnTimeH).
 */
const rows: [letters: string, encoded: string][] = [
  ['àáảãạ', 'µ¸¶·¹'],
  ['ăằắẳẵặ', '¨»¾¼½Æ'],
  ['âầấẩẫậ', '©ÇÊÈÉË'],
  ['èéẻẽẹ', 'ÌÐÎÏÑ'],
  ['êềếểễệ', 'ªÒÕÓÔÖ'],
  ['ìíỉĩị', '×ÝØÜÞ'],
  ['òóỏõọ', 'ßãáâä'],
  ['ôồốổỗộ', '«åèæçé'],
  ['ơờớởỡợ', '¬êíëìî'],
  ['ùúủũụ', 'ïóñòô'],
  ['ưừứửữự', '\u00ADõøö÷ù'],
  ['ỳýỷỹỵ', 'úýûüþ'],
  ['đ', '®'],
  ['ĂÂÊÔƠƯĐ', '¡¢£¤¥¦§'],
];

const letterOf = new Map<string, string>();
for (const [letters, encoded] of rows) {
  [...encoded].forEach((char, index) => letterOf.set(char, [...letters][index] ?? char));
}

/** Turns text that was typed with an ABC font, read as windows-1252, into Unicode. */
export function decodeTcvn3(text: string): string {
  return text.replace(/[\u00A1-\u00FE]/g, (char) => letterOf.get(char) ?? char);
}
