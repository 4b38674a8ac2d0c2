import { decodeTcvn3 } from '../../encoding/decode-tcvn3.ts';
import { decodeVni } from '../../encoding/decode-vni.ts';

/** Every way in which a text file may keep its letters. */
export const textEncodings = [
  'utf8',
  'utf8 with mark',
  'utf16le',
  'utf16be',
  'utf16le without mark',
  'windows-1258',
  'tcvn3',
  'tcvn3 in utf8',
  'vni',
  'vni in utf8',
  'nfd',
] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** The text as a program of that encoding would have saved it. Letters that the encoding lacks become question marks. */
export function encodeText(text: string, encoding: TextEncoding): Buffer {
  const whole = text.normalize('NFC');
  switch (encoding) {
    case 'utf8':
      return Buffer.from(whole);
    case 'utf8 with mark':
      return Buffer.from(`\uFEFF${whole}`);
    case 'utf16le':
      return Buffer.from(`\uFEFF${whole}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\uFEFF${whole}`, 'utf16le').swap16();
    case 'utf16le without mark':
      return Buffer.from(whole, 'utf16le');
    case 'nfd':
      return Buffer.from(whole.normalize('NFD'));
    case 'windows-1258':
      return toBytes(partTones(whole), bytesOf1258);
    case 'tcvn3':
      return toBytes(legacyLetters(whole, tcvn3), western);
    case 'tcvn3 in utf8':
      return Buffer.from(legacyLetters(whole, tcvn3));
    case 'vni':
      return toBytes(legacyLetters(whole, vni), western);
    case 'vni in utf8':
      return Buffer.from(legacyLetters(whole, vni));
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function bytesOf(label: string): Map<string, number> {
  const decoder = new TextDecoder(label);
  return new Map(range(0, 255).map((byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}
const bytesOf1258 = bytesOf('windows-1258');
const western = bytesOf('windows-1252');

function toBytes(text: string, bytes: Map<string, number>): Buffer {
  return Buffer.from(Uint8Array.from(text, (char) => bytes.get(char) ?? 0x3f));
}

/** windows-1258 has letters with hats and horns, and tones as characters of their own behind them. */
function partTones(text: string): string {
  return [...text]
    .map((char) => {
      if (bytesOf1258.has(char)) return char;
      const tone = char.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/)?.[0] ?? '';
      return char.normalize('NFD').replace(tone, '').normalize('NFC') + tone;
    })
    .join('');
}

/** ABC fonts have no capitals with tones: they were typed in small letters and set in a font of capitals. */
const tcvn3 = new Map(
  range(0xa1, 0xfe).map((code) => [decodeTcvn3(String.fromCharCode(code)), String.fromCharCode(code)]),
);
// Pairs come last: a vowel with its mark is how a letter is typed, where a sign alone would also decode to it.
const marks = range(0xc0, 0xff).map((code) => String.fromCharCode(code));
const vni = new Map(
  [...marks, ...[...'aeouyôöAEOUYÔÖ'].flatMap((base) => marks.map((mark) => base + mark))]
    .map((typed) => [decodeVni(typed), typed] as const)
    .filter(([letter]) => letter.length === 1),
);

function legacyLetters(text: string, letters: Map<string, string>): string {
  return [...text]
    .map((char) => (char < '\u0080' ? char : (letters.get(char) ?? letters.get(char.toLowerCase()) ?? '?')))
    .join('');
}
