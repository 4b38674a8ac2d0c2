/**
 * Words of two syllables whose second would be a verb if it stood alone: "công lập", "chương trình", "Ngoại giao".
 * A word that a name was cut at is one more line, and one in the table of `find-owner.test.ts`.
 */
const compounds: readonly [first: string, second: string][] = [
  ['thường', 'trực'],
  ['công|độc|dân|đối|tự|trung', 'lập'],
  ['bầu|ứng|đề|tiến|trưng', 'cử'],
  ['sáng|cải|chế|nhân|giả', 'tạo'],
  ['trật|thứ', 'tự'],
  ['chương|quá|công|lộ|quy|giáo|hành|tiến|kịch|tường', 'trình'],
  ['ngoại|bàn|chuyển', 'giao'],
  ['đăng|thư|nhật|chữ|tốc|bút', 'ký'],
  ['nhận|thẩm|khám', 'xét'],
  ['trợ|phụ|trung|cao|sơ|khẩn|nâng|phân|đồng', 'cấp'],
  ['giao|bảo|thượng|hạ', 'lưu'],
  ['hội|thu|gia|sáp|xuất|hòa', 'nhập'],
  ['luân|di|vận', 'chuyển'],
  ['tuyển|lựa|kén', 'chọn'],
  ['hội|cuộc|phiên|buổi', 'họp'],
  ['xuất|tự|bùng|phân', 'phát'],
  ['doanh|nguồn', 'thu'],
];

const pairs = compounds.map(
  ([first, second]) =>
    [new RegExp(`(?:^|\\s)(?:${first})\\s$`, 'iu'), new RegExp(`^${second}(?![\\p{L}])`, 'u')] as const,
);

/** Verbs that belong to the noun before them whatever follows. */
const joined: readonly (readonly [RegExp, RegExp])[] = [
  [/\s[-–]\s$/u, /^khen thưởng/u],
  [/đồng chí\s$/iu, /^lãnh đạo/u],
  // "Ban Quản lý dự án đầu tư xây dựng huyện", "Ban Chỉ đạo thi hành án"
  [/(?:^|\s)(?:dự án|công trình)\s$/iu, /^(?:đầu tư|xây dựng|phát triển)(?![\p{L}])/u],
  [/(?:^|\s)đầu tư\s$/iu, /^xây dựng(?![\p{L}])/u],
  [/(?:^|\s)người\s$/iu, /^sử dụng lao động/u],
  [/(?:^|\s)tổng\s$/iu, /^phụ trách/u],
  [/(?:^|\s)đơn vị\s$/iu, /^tư vấn/u],
  [/(?:^|\s)hội đồng\s$/iu, /^phối hợp phổ biến/u],
  [/hội đồng phối hợp\s$/iu, /^phổ biến/u],
  [/hội đồng phối hợp phổ biến,\s$/iu, /^giáo dục/u],
];

/** Is what begins with `rest` only half of a word, or of a name, that began before it? */
export function isHalfOfWord(before: string, rest: string): boolean {
  return [...pairs, ...joined].some(([first, second]) => second.test(rest) && first.test(before));
}
