import { expect, test } from 'vitest';
import { findFigures } from './find-figures.ts';

/** Words → comparator and value of each figure to be reached, read in a section of targets. */
const targets: [string, [string, number][]][] = [
  ['100% công đoàn cơ sở xây dựng kế hoạch', [['=', 100]]],
  [
    'Hằng năm có 100% cán bộ, 90% trở lên đoàn viên được học tập',
    [
      ['=', 100],
      ['>=', 90],
    ],
  ],
  ['Ít nhất 85% hội viên tham gia', [['>=', 85]]],
  ['Tỷ lệ đạt tối thiểu 40%', [['>=', 40]]],
  ['≥ 90% đơn vị có trang tin', [['>=', 90]]],
  ['Trên 70% nhà trường có tủ sách', [['>', 70]]],
  ['hơn 65% trở lên người lao động', [['>=', 65]]],
  ['Tỷ lệ nợ không quá 3%', [['<=', 3]]],
  ['Giảm tỷ lệ vi phạm dưới 2%', [['<', 2]]],
  ['từ 88% trở lên đạt yêu cầu', [['>=', 88]]],
  ['tổ chức 05 cuộc tập huấn', [['=', 5]]],
  [
    'mỗi đơn vị ít nhất có 02 tin, 01 bài',
    [
      ['>=', 2],
      ['>=', 1],
    ],
  ],
  ['Mỗi chi hội cử tối đa 07 người', [['<=', 7]]],
  ['Kết nạp đoàn viên mới: 1.200 người', [['=', 1200]]],
  ['Doanh thu gấp 2,5 lần năm 2020', [['=', 2.5]]],
  ['đạt 7/10.000 dân', [['=', 7]]],
  ['Giảm số vụ từ 40 xuống 25 vụ', [['=', 25]]],
  ['Giảm tỷ lệ vi phạm từ 12% xuống dưới 5%', [['<', 5]]],
  ['Nâng tỷ lệ tham gia từ 40 lên ít nhất 70%', [['>=', 70]]],
  ['mỗi năm phát triển từ 05 mô hình mới', [['>=', 5]]],
  ['100% đơn vị có từ 150 lao động trở lên thành lập tổ', [['=', 100]]],
  [
    'mỗi đơn vị gửi tối thiểu 02 tin hoặc 01 bài',
    [
      ['>=', 2],
      ['>=', 1],
    ],
  ],
  ['Tỷ lệ thôn có tủ sách đạt 50 - 55%', [['>=', 50]]],
  ['Kết nạp từ 300 đến 350 hội viên', [['>=', 300]]],
  ['Đạt 80% (hiện nay đạt 46,5%)', [['=', 80]]],
  [
    'Mỗi tổ trưởng gửi ít nhất 02 tin/tháng, 01 bài/quý',
    [
      ['>=', 2],
      ['>=', 1],
    ],
  ],
  // False friends.
  ['Dự báo giai đoạn tới tăng trưởng khoảng 8 - 9%', []],
  ['Kỷ niệm 57 năm ngày thành lập ngành', []],
  ['Đạt 45%, tăng 3% so với cùng kỳ năm trước', []],
  ['Nắm rõ 8 lợi thế, 3 điểm nghẽn', []],
  ['Gửi trong thời hạn không quá 10 ngày', []],
  ['Pha dung dịch cồn 70%', []],
  ['Nếu có từ 02 đơn vị trở lên bằng điểm nhau', []],
];

test.for(targets)('%s', ([text, expected]) => {
  expect(findFigures(text, { isTargets: true }).map((f) => [f.comparator, f.value])).toEqual(expected);
});

test('outside a section of targets a bare count needs a word that makes it one', () => {
  expect(findFigures('tổ chức 05 cuộc tập huấn', { isTargets: false })).toEqual([]);
  expect(findFigures('trong nhiệm kỳ tổ chức 05 cuộc tập huấn', { isTargets: false })).toHaveLength(1);
});

test('an improvement keeps where it started', () => {
  expect(findFigures('giảm từ 40% xuống 25%', { isTargets: true })[0]).toMatchObject({
    baseline: 40,
    value: 25,
    unit: 'percent',
  });
});
