import { expect, test } from 'vitest';
import { breakEvenly, measureText } from './measure-text.ts';
import { ptOfMm } from './paper.ts';

test('tone marks add no width, the horn does', () => {
  expect(measureText('Ế', 'bold', 13)).toBe(measureText('E', 'bold', 13));
  expect(measureText('Đ', 'regular', 10)).toBe(7.22);
  expect(measureText('Ứ', 'regular', 10)).toBe(7.76);
  expect(measureText('Ứ'.normalize('NFD'), 'regular', 10)).toBe(7.76);
});

test('the national title in 13 bold is 95.7 mm wide, as a word processor sets it', () => {
  const points = measureText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 13);
  expect((points / 72) * 25.4).toBeCloseTo(95.67, 1);
});

test.for<[string, string[]]>([
  ['CÔNG ĐOÀN XÃ TÂN AN', ['CÔNG ĐOÀN XÃ TÂN AN']],
  ['TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM', ['TỔNG LIÊN ĐOÀN', 'LAO ĐỘNG VIỆT NAM']],
  ['LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG', ['LIÊN ĐOÀN LAO ĐỘNG', 'TỈNH CAO BẰNG']],
  ['LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HỒ CHÍ MINH', ['LIÊN ĐOÀN LAO ĐỘNG', 'THÀNH PHỐ HỒ CHÍ MINH']],
  ['CÔNG ĐOÀN KHU CÔNG NGHIỆP ĐÔNG HẢI', ['CÔNG ĐOÀN KHU', 'CÔNG NGHIỆP ĐÔNG HẢI']],
  [
    'CÔNG ĐOÀN CƠ SỞ CÔNG TY CỔ PHẦN MÔI TRƯỜNG ĐÔ THỊ BÌNH SƠN',
    ['CÔNG ĐOÀN CƠ SỞ', 'CÔNG TY CỔ PHẦN', 'MÔI TRƯỜNG', 'ĐÔ THỊ BÌNH SƠN'],
  ],
  ['BAN CHẤP HÀNH\nCÔNG ĐOÀN XÃ', ['BAN CHẤP HÀNH', 'CÔNG ĐOÀN XÃ']],
])('%s breaks where a clerk would break it', ([name, lines]) => {
  expect(breakEvenly(name, 'bold', 13, ptOfMm(63))).toEqual(lines);
});

test('no line of a title begins with a figure or ends with a word that wants the next', () => {
  const lines = breakEvenly(
    'Kết quả công tác tuyên giáo 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2026',
    'bold',
    14,
    ptOfMm(145),
  );
  expect(lines).toEqual(['Kết quả công tác tuyên giáo 6 tháng đầu năm,', 'nhiệm vụ trọng tâm 6 tháng cuối năm 2026']);
});

test('a page pasted as a title is left to the word processor, at once', () => {
  const page = 'tuyên truyền '.repeat(400).trim();
  expect(breakEvenly(page, 'bold', 14, ptOfMm(145))).toEqual([page]);
});
