import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { isSyllable } from './judge-syllables.ts';

const sentence =
  'Kế hoạch tổ chức tuần lễ đọc sách cho đoàn viên, người lao động; Ưu tiên các xã ở vùng sâu, thưởng quỹ nghĩa tình.';
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string, isBig: boolean) => {
  const buffer = Buffer.from(text, 'utf16le');
  return isBig ? buffer.swap16() : buffer;
};

/** The sentence as it was typed with an ABC font and with a VNI font, seen as windows-1252. */
const asTcvn3 =
  'KÕ ho¹ch tæ chøc tuÇn lÔ ®äc s¸ch cho ®oµn viªn, ng\u00ADêi lao ®éng; ¦u tiªn c¸c x· ë vïng s©u, th\u00ADëng quü nghÜa t×nh.';
const asVni =
  'Keá hoaïch toå chöùc tuaàn leã ñoïc saùch cho ñoaøn vieân, ngöôøi lao ñoäng; Öu tieân caùc xaõ ôû vuøng saâu, thöôûng quyõ nghóa tình.';

test.for([
  ['UTF-8', Buffer.from(sentence), []],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${sentence}`), []],
  ['UTF-16 little endian', utf16(`\uFEFF${sentence}`, false), ['utf16-decoded']],
  ['UTF-16 big endian', utf16(`\uFEFF${sentence}`, true), ['utf16-decoded']],
  ['UTF-16 without a mark', utf16(sentence, false), ['utf16-decoded']],
  ['decomposed letters', Buffer.from(sentence.normalize('NFD')), ['nfd-composed']],
  ['TCVN3 bytes', latin(asTcvn3), ['tcvn3-decoded']],
  ['TCVN3 letters kept in UTF-8', Buffer.from(asTcvn3), ['tcvn3-decoded']],
  ['VNI bytes', latin(asVni.replace('tình', 'tình')), ['vni-decoded']],
  ['VNI letters kept in UTF-8', Buffer.from(asVni), ['vni-decoded']],
] as const)('%s', ([, bytes, repairs]) => {
  expect(decodeText(bytes)).toEqual({ text: sentence, repairs });
});

test('windows-1258 keeps tones as characters of their own', () => {
  // "Đề nghị các cấp, trường học": ê + grave, i + dot below, a + acute, â + acute, ư ơ + grave, o + dot below.
  const bytes = Uint8Array.from([
    0xd0, 0xea, 0xcc, 0x20, 0x6e, 0x67, 0x68, 0x69, 0xf2, 0x20, 0x63, 0xe1, 0x63, 0x20, 0x63, 0xe2, 0xec, 0x70, 0x2c,
    0x20, 0x74, 0x72, 0xfd, 0xf5, 0xcc, 0x6e, 0x67, 0x20, 0x68, 0x6f, 0xf2, 0x63,
  ]);
  expect(decodeText(bytes)).toEqual({
    text: 'Đề nghị các cấp, trường học',
    repairs: ['windows-1258-decoded', 'nfd-composed'],
  });
});

test.for([
  ['soft hyphens inside words go', 'tuyên tru\u00ADyền', 'tuyên truyền'],
  ['a soft hyphen that opens a line is a bullet', '\u00AD Báo cáo quý', '- Báo cáo quý'],
  ['a word parted at the line end is joined', 'tuyên tru\u00AD\nyền', 'tuyên truyền'],
  ['line ends of every system', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['spaces that do not break', 'Điều\u00A01', 'Điều 1'],
  ['characters without width', 'Kế\u200B hoạch\uFEFF', 'Kế hoạch'],
  ['Latin Eth for Đ', 'Ðảng', 'Đảng'],
  ['bullets of symbol fonts', '\uF0B7 Họp', '• Họp'],
] as const)('%s', ([, raw, clean]) => {
  expect(decodeText(Buffer.from(raw)).text).toBe(clean);
});

test('a text in another language with accents is left alone', () => {
  const french = 'Les élèves français préfèrent déjeuner à la forêt près de la rivière, même en été.';
  expect(decodeText(Buffer.from(french))).toEqual({ text: french, repairs: [] });
});

test('one broken byte does not make a UTF-8 file windows-1252', () => {
  const bytes = Buffer.concat([Buffer.from(sentence), Buffer.from([0xff]), Buffer.from(sentence)]);
  expect(decodeText(bytes).text).toContain('tuần lễ đọc sách cho đoàn viên');
});

test.for(['nghiêng', 'thuở', 'quyền', 'khuya', 'giữa', 'uống', 'xoong', 'đoàn', 'yêu', 'ý'])(
  '%s is a syllable',
  (word) => {
    expect(isSyllable(word)).toBe(true);
  },
);

test.for(['tổ́', 'bé»', 'ngh', 'ñaïi', 'chñ', 'été', 'lëp'])('%s is none', (word) => {
  expect(isSyllable(word)).toBe(false);
});
