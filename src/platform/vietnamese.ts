const alphabet = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz';
const order = new Map([...alphabet].map((letter, index) => [letter, String.fromCharCode(0x4e00 + index)]));
const baseOf = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '').replace('đ', 'd');

/**
 * Re-spells a name so that byte order is the order of Vietnamese dictionaries, letter by letter with its tone
 * (neither PGlite nor a bare server has a `vi` collation); digits come before letters, numbers by value.
 */
export function toSortKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(8, '0'))
    .replace(/\p{L}/gu, (letter) => order.get(letter) ?? order.get(baseOf(letter)) ?? letter)
    .trim();
}

/** Folds a text for search without accents: `Điện Biên` and `dien bien` become the same. */
export function toSearchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const unseen =
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/**
 * NFC, without what nobody sees: soft hyphens, zero-width marks and fillers, tags, marks that turn the direction of
 * writing (a name could show as another), control characters. What every text typed or read goes through.
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n');
}
