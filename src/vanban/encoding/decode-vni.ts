/**
 * VNI for Windows ("VNI-Times"): a plain letter followed by a character that holds tone and hat together, so that
 * "ấ" is "aá". ơ, ư, i and ỵ have characters of their own. The marks exist in both cases; the letter decides.
 */
const marks: [base: string, mark: string, letter: string][] = [];
function row(base: string, encoded: string, letters: string): void {
  [...encoded].forEach((mark, index) => marks.push([base, mark, [...letters][index] ?? base]));
}
row('a', 'ùøûõïâáàåãäêéèúüë', 'áàảãạâấầẩẫậăắằẳẵặ');
row('e', 'ùøûõïâáàåãä', 'éèẻẽẹêếềểễệ');
row('o', 'ùøûõïâáàåãä', 'óòỏõọôốồổỗộ');
row('ô', 'ùøûõï', 'ớờởỡợ');
row('u', 'ùøûõï', 'úùủũụ');
row('ö', 'ùøûõï', 'ứừửữự');
row('y', 'ùøûõ', 'ýỳỷỹ');

const single: Record<string, string> = {
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  ô: 'ơ',
  ö: 'ư',
  î: 'ỵ',
  ñ: 'đ',
};

const pairs = new Map<string, string>();
for (const [base, mark, letter] of marks) {
  for (const written of [mark, mark.toUpperCase()]) {
    pairs.set(base + written, letter);
    pairs.set(base.toUpperCase() + written, letter.toUpperCase());
  }
}
const singles = new Map<string, string>();
for (const [char, letter] of Object.entries(single)) {
  singles.set(char, letter);
  singles.set(char.toUpperCase(), letter.toUpperCase());
}

const pairPattern = /[aeouyôö][ùøûõïâáàåãäêéèúüë]/giu;
const pattern = new RegExp(`${pairPattern.source}|[íìæóòôöîñ]`, 'giu');

/** Turns text that was typed with a VNI font, read as windows-1252, into Unicode. */
export function decodeVni(text: string): string {
  return text.replace(pattern, (found) => {
    if (found.length === 1) return singles.get(found) ?? found;
    const pair = pairs.get(found);
    if (pair !== undefined) return pair;
    return [...found].map((char) => singles.get(char) ?? char).join('');
  });
}
