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
