import { expect, test } from 'vitest';
import { readPlan } from '../read-plan.ts';

const quotasOf = (table: string): (string | number | null)[][] =>
  readPlan({
    text: `KẾ HOẠCH\nViết tin bài năm 2026\n\nCông đoàn tỉnh ban hành kế hoạch như sau:\n\nI. SỐ LƯỢNG TIN, BÀI\n\n${table}\n\nII. TỔ CHỨC THỰC HIỆN\n1. Ban Tuyên giáo theo dõi.\n`,
  }).quotas.map((quota) => [quota.unit, quota.item, quota.count]);

const expected = [
  ['Văn phòng', 'Tin', 6],
  ['Văn phòng', 'Bài', 2],
  ['Ban Nữ công', 'Tin', 4],
  ['Ban Nữ công', 'Bài', 1],
];

test('parts of a head cell are named in a second row that is shorter than the table', () => {
  const cells = [
    ['TT', 'Đơn vị', 'Số lượng', 'Ghi chú'],
    ['Tin', 'Bài'],
    ['1', 'Văn phòng', '6', '2', 'Mỗi quý'],
    ['2', 'Ban Nữ công', '4', '1', 'Mỗi quý'],
  ];
  // A cell a line between pipes, as crawlers of legal sites write tables.
  expect(quotasOf(cells.map((row) => `|\n${row.join('\n|\n')}\n|`).join('\n'))).toEqual(expected);
});

test('merged cells that the format keeps empty change nothing', () => {
  expect(
    quotasOf(`| TT | Đơn vị | Số lượng |  |
|---|---|---|---|
|  |  | Tin | Bài |
| 1 | Văn phòng | 6 | 2 |
| 2 | Ban Nữ công | 4 | 1 |`),
  ).toEqual(expected);
});

test('counts behind a name, in brackets or behind a colon, are allotments; minimums and members are none', () => {
  expect(quotasOf('Chỉ tiêu như sau: Văn phòng (6 tin, 2 bài) và Ban Nữ công (4 tin; 1 bài).')).toEqual(
    expected.map(([unit, item, count]) => [unit, String(item).toLowerCase(), count]),
  );
  expect(quotasOf('- Công đoàn ngành Y tế: 12 tin, 04 bài.')).toEqual([
    ['Công đoàn ngành Y tế', 'tin', 12],
    ['Công đoàn ngành Y tế', 'bài', 4],
  ]);
  expect(quotasOf('Mỗi đơn vị gửi 02 tin (doanh nghiệp trên 1.000 lao động: 04 tin, 02 bài).')).toEqual([
    ['doanh nghiệp trên 1.000 lao động', 'tin', 4],
    ['doanh nghiệp trên 1.000 lao động', 'bài', 2],
  ]);
  expect(quotasOf('- Ban Giám khảo: 01 trưởng ban, 04 thành viên.')).toEqual([]);
  expect(quotasOf('- Công đoàn cơ sở: ít nhất 02 tin, 01 bài.')).toEqual([]);
});

test('a line to each body with one count is an allotment among such lines, and a single such line is none', () => {
  expect(
    quotasOf(
      '- Hội Nông dân xã An Khê: 05 tin;\n- Hội Nông dân xã Bình Tân: 07 tin;\n- Các cơ sở còn lại: mỗi đơn vị 03 tin.',
    ),
  ).toEqual([
    ['Hội Nông dân xã An Khê', 'tin', 5],
    ['Hội Nông dân xã Bình Tân', 'tin', 7],
    ['Các cơ sở còn lại', 'tin', 3],
  ]);
  expect(quotasOf('- Hội Nông dân xã An Khê: 05 tin;')).toEqual([]);
});

test('parts that add up to the whole before them are allotted, whatever their names', () => {
  expect(quotasOf('Lắp 90 bóng đèn ngõ, giao: xóm 1: 30 bóng đèn, xóm 2: 25 bóng đèn; xóm Đình: 35 bóng đèn.')).toEqual(
    [
      ['xóm 1', 'bóng đèn', 30],
      ['xóm 2', 'bóng đèn', 25],
      ['xóm Đình', 'bóng đèn', 35],
    ],
  );
  expect(quotasOf('Vận động 50 suất quà (trường Mầm non 20 suất, xóm 2 và xóm 3 mỗi nơi 15 suất).')).toEqual([
    ['trường Mầm non', 'suất', 20],
    ['xóm 2', 'suất', 15],
    ['xóm 3', 'suất', 15],
  ]);
  expect(quotasOf('Vận động 50 suất quà (đợt 1 có 20 suất, đợt 2 có 15 suất).')).toEqual([]);
});

test('a table needs no number column: its head stands over columns of figures', () => {
  expect(quotasOf('Cơ sở\tSố tin\tBài\nVăn phòng\t6\t2\nBan Nữ công\t4\t-\nCộng:\t10\t2')).toEqual([
    ['Văn phòng', 'Số tin', 6],
    ['Văn phòng', 'Bài', 2],
    ['Ban Nữ công', 'Số tin', 4],
  ]);
});

test('tabs typed to line cells up make no column, and empty cells at the end need not be typed', () => {
  expect(quotasOf('Xóm\t\tVận động (người)\tMua mới (thẻ)\nXóm Đình\t\t6\t45\nXóm Chùa\t\t3\nCộng\t\t9\t45')).toEqual([
    ['Xóm Đình', 'Vận động (người)', 6],
    ['Xóm Đình', 'Mua mới (thẻ)', 45],
    ['Xóm Chùa', 'Vận động (người)', 3],
  ]);
});

test('a table of things, or of how things stand, allots nothing', () => {
  expect(
    quotasOf('| TT | Nội dung tồn tại | Số vụ |\n|---|---|---|\n| 1 | Gửi bài trễ | 7 |\n| 2 | Ảnh mờ | 5 |'),
  ).toEqual([]);
});

test('cells over several columns and rows keep the figures under their names', () => {
  const cell = (text: string, columnSpan = 1, rowSpan = 1): [string, number, number] => [text, columnSpan, rowSpan];
  const rows = [
    [cell('TT', 1, 2), cell('Đơn vị', 1, 2), cell('Kết nạp', 2), cell('Truyền thông', 2)],
    [cell('Đoàn viên'), cell('CĐCS'), cell('Tin'), cell('Bài')],
    [cell('I'), cell('Cụm Đông', 5)],
    [cell('1'), cell('Công ty An Phát'), cell('120'), cell(''), cell('12', 1, 2), cell('3')],
    [cell('2'), cell('Công ty Minh Long'), cell('80'), cell('1'), cell('2')],
  ];
  let text = 'KẾ HOẠCH\nPhát triển đoàn viên năm 2026\n\nI. CHỈ TIÊU\n';
  const start = text.length;
  const table = rows.map((row) => ({
    cells: row.map(([words, columnSpan, rowSpan]) => {
      const from = text.length;
      text += `${words}\n`;
      return { span: { start: from, end: from + words.length }, text: words, columnSpan, rowSpan };
    }),
  }));
  const span = { start, end: text.length };
  const { quotas } = readPlan({ text: `${text}\nII. TỔ CHỨC THỰC HIỆN\n`, tables: [{ span, rows: table }] });
  expect(quotas.map((q) => [q.group, q.unit, q.item, q.count])).toEqual([
    ['Cụm Đông', 'Công ty An Phát', 'Đoàn viên', 120],
    ['Cụm Đông', 'Công ty An Phát', 'Tin', 12],
    ['Cụm Đông', 'Công ty An Phát', 'Bài', 3],
    ['Cụm Đông', 'Công ty Minh Long', 'Đoàn viên', 80],
    ['Cụm Đông', 'Công ty Minh Long', 'CĐCS', 1],
    ['Cụm Đông', 'Công ty Minh Long', 'Bài', 2],
  ]);
});

test('a row that numbers the columns belongs to the head, and a name that says little takes the one above it', () => {
  expect(
    quotasOf(`| STT | Cơ sở | Tin, bài |  | Buổi nói chuyện |
|---|---|---|---|---|
|  |  | Cả năm | Trong đó: bài |  |
| A | B | 1 | 2 | 3 |
| Khối xã |  |  |  |  |
| 1 | Công đoàn xã An Khê | 20 | 6 | 4 |
| 2 | Công đoàn xã Bình Tân | 16 | 5 | 3 |`),
  ).toEqual([
    ['Công đoàn xã An Khê', 'Tin, bài: Cả năm', 20],
    ['Công đoàn xã An Khê', 'Tin, bài: Trong đó: bài', 6],
    ['Công đoàn xã An Khê', 'Buổi nói chuyện', 4],
    ['Công đoàn xã Bình Tân', 'Tin, bài: Cả năm', 16],
    ['Công đoàn xã Bình Tân', 'Tin, bài: Trong đó: bài', 5],
    ['Công đoàn xã Bình Tân', 'Buổi nói chuyện', 3],
  ]);
});

test('what is said to be allotted is so without a sum, and sets no targets', () => {
  const { quotas, targets } = readPlan({
    text: 'KẾ HOẠCH\nTrồng cây năm 2026\n\nI. CHỈ TIÊU\n- Phân bổ người dự lễ: chi hội 1: 5 đ/c, chi hội 2: 4 đ/c.\n- Trồng ít nhất 30 cây.\n',
  });
  expect(quotas.map((q) => [q.unit, q.item, q.count])).toEqual([
    ['chi hội 1', 'đ/c', 5],
    ['chi hội 2', 'đ/c', 4],
  ]);
  expect(targets.map((t) => t.value)).toEqual([30]);
});

test('"mỗi phòng" allots to each, "mỗi tháng" is a rhythm', () => {
  expect(quotasOf('- Phòng Văn thư: 05 tờ\n- Các phòng còn lại: mỗi phòng 02 tờ')).toEqual([
    ['Phòng Văn thư', 'tờ', 5],
    ['Các phòng còn lại', 'tờ', 2],
  ]);
  expect(quotasOf('- Phòng Văn thư: mỗi tháng 05 tờ\n- Phòng Kế toán: mỗi tháng 02 tờ')).toEqual([]);
});
