import { expect, test } from 'vitest';
import {
  capitals,
  composeSymbol,
  formatFigure,
  formatLongDate,
  formatNumberSymbol,
  formatPlaceDate,
  formatRoman,
} from './format-official.ts';

test.for<[number | string | null, string, string]>([
  [6, 'KH-LĐLĐ', 'Số: 06/KH-LĐLĐ'],
  [10, 'KH-LĐLĐ', 'Số: 10/KH-LĐLĐ'],
  [1454, 'QĐ-TLĐ', 'Số: 1454/QĐ-TLĐ'],
  ['7', 'LĐLĐ', 'Số: 07/LĐLĐ'],
  ['12a', 'BC-CĐCS', 'Số: 12a/BC-CĐCS'],
  [8019, ' TLĐ - TG ', 'Số: 8019/TLĐ-TG'],
  [null, 'KH-LĐLĐ', `Số: ${'\u00a0'.repeat(6)}/KH-LĐLĐ`],
])('number %s with symbol %s is %s', ([number, symbol, expected]) => {
  expect(formatNumberSymbol(number, symbol)).toBe(expected);
});

test.for<[Parameters<typeof composeSymbol>, string]>([
  [['Kế hoạch', 'LĐLĐ'], 'KH-LĐLĐ'],
  [['Chương trình', 'BCH'], 'CTr-BCH'],
  [['Quy định', 'TLĐ'], 'QyĐ-TLĐ'],
  [[null, 'TLĐ', 'TG'], 'TLĐ-TG'],
  [[null, 'LĐLĐ'], 'LĐLĐ'],
  // Only a letter names its drafting unit in the symbol.
  [['Kế hoạch', 'LĐLĐ', 'TG'], 'KH-LĐLĐ'],
])('symbol of %j is %s', ([parts, expected]) => {
  expect(composeSymbol(...parts)).toBe(expected);
});

test.for<[string, string]>([
  ['2024-01-22', 'ngày 22 tháng 01 năm 2024'],
  ['2024-02-09', 'ngày 09 tháng 02 năm 2024'],
  ['2026-03-05', 'ngày 05 tháng 3 năm 2026'],
  ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
  ['2024-02-29', 'ngày 29 tháng 02 năm 2024'],
])('%s is "%s": days under ten and the first two months take a zero', ([date, expected]) => {
  expect(formatLongDate(date)).toBe(expected);
});

test('what is not known yet leaves room to write', () => {
  const blank = (text: string): string => text.replace(/\u00a0+/g, '_');
  expect(blank(formatPlaceDate('Điện Biên', '2026-03'))).toBe('Điện Biên, ngày _ tháng 3 năm 2026');
  expect(blank(formatPlaceDate('Điện Biên', '2026'))).toBe('Điện Biên, ngày _ tháng _ năm 2026');
  expect(blank(formatPlaceDate('Điện Biên', null))).toBe('Điện Biên, ngày _ tháng _ năm _');
});

test.for(['2026-13-01', '2026-00-10', '2025-02-29', '2026-04-31', '2026-04-00', '5/3/2026', ''])(
  '%j is no date',
  (date) => {
    expect(() => formatLongDate(date)).toThrow(RangeError);
  },
);

test.for<[number, string]>([
  [0, '0'],
  [-0.001, '0'],
  [7, '7'],
  [999, '999'],
  [1000, '1.000'],
  [1234567.5, '1.234.567,5'],
  [45.756, '45,76'],
  [-1234.5, '-1.234,5'],
  [0.1 + 0.2, '0,3'],
])('%d is written %s', ([value, expected]) => {
  expect(formatFigure(value)).toBe(expected);
});

test('a figure that is none is refused', () => {
  expect(() => formatFigure(Number.NaN)).toThrow(RangeError);
  expect(() => formatFigure(Infinity)).toThrow(RangeError);
});

test('roman numerals of annexes', () => {
  expect([1, 2, 4, 5, 9, 14, 39].map(formatRoman)).toEqual(['I', 'II', 'IV', 'V', 'IX', 'XIV', 'XXXIX']);
});

test('capitals keep decomposed letters whole', () => {
  expect(capitals('kế hoạch đổi mới'.normalize('NFD'))).toBe('KẾ HOẠCH ĐỔI MỚI');
});
