import { expect, test } from 'vitest';
import { type ReadPlan } from '../../plan-document.ts';
import { readPlan } from '../read-plan.ts';

const planWith = (table: string): ReadPlan =>
  readPlan({
    text: `KẾ HOẠCH\nThi ảnh và viết tin năm 2026\n\nHội Nhiếp ảnh huyện ban hành kế hoạch như sau:\n\nI. PHÂN BỔ\n\n${table}\n\nII. THỰC HIỆN\n1. Văn phòng theo dõi.\n`,
  });
const quotasOf = (table: string): (string | number | null)[][] =>
  planWith(table).quotas.map((quota) => [quota.unit, quota.item, quota.count]);

test('a column for each body and a row for each thing are read across', () => {
  expect(
    quotasOf('Nội dung\tĐVT\tHội xã Lũng Vân\tHội xã Phú Cường\tTổng\nẢnh\tảnh\t06\t-\t6\nTin\ttin\t2\t04\t6'),
  ).toEqual([
    ['Hội xã Lũng Vân', 'Ảnh', 6],
    ['Hội xã Lũng Vân', 'Tin', 2],
    ['Hội xã Phú Cường', 'Tin', 4],
  ]);
});

test('a cell says what it counts, or only the least, or nothing', () => {
  expect(
    quotasOf(`| Thời gian | Đơn vị | Số lượng |
|---|---|---|
| Tháng 4 | Hội xã Lũng Vân | 2 tin, 01 ảnh |
| Tháng 5 | Hội xã Phú Cường | 3 tin |`),
  ).toEqual([
    ['Hội xã Lũng Vân', 'tin', 2],
    ['Hội xã Lũng Vân', 'ảnh', 1],
    ['Hội xã Phú Cường', 'tin', 3],
  ]);
  expect(
    quotasOf(`| Đơn vị | Tin | Ảnh |
|---|---|---|
| Hội xã Lũng Vân | ≥ 2 | x |
| Hội xã Phú Cường | 1-2 | 10 |
| Hội xã Ngọc Mỹ | – | 5 |`),
  ).toEqual([
    ['Hội xã Lũng Vân', 'Tin', 2],
    ['Hội xã Phú Cường', 'Tin', 1],
    ['Hội xã Phú Cường', 'Ảnh', 10],
    ['Hội xã Ngọc Mỹ', 'Ảnh', 5],
  ]);
});

test('sums of groups are no allotments, and are told where they do not agree', () => {
  const table = (second: number): string => `| TT | Đơn vị | Tin |
|---|---|---|
| I | Cụm phía đông | 5 |
| 1 | Hội xã Lũng Vân | 2 |
| 2 | Hội xã Phú Cường | 3 |
| II | Cụm phía tây | ${second} |
| 1 | Hội xã Ngọc Mỹ | 4 |
| 2 | Hội xã Tử Nê | 1 |
|  | Cộng cụm phía tây | ${second} |
|  | TỔNG CỘNG (I+II) | 10 |`;
  const plan = planWith(table(5));
  expect(plan.quotas.map((q) => [q.group, q.unit, q.count])).toEqual([
    ['Cụm phía đông', 'Hội xã Lũng Vân', 2],
    ['Cụm phía đông', 'Hội xã Phú Cường', 3],
    ['Cụm phía tây', 'Hội xã Ngọc Mỹ', 4],
    ['Cụm phía tây', 'Hội xã Tử Nê', 1],
  ]);
  expect(plan.quotaTotals.map((t) => [t.printed, t.agrees])).toEqual([[10, true]]);
  expect(plan.notes.filter((n) => n.code === 'total-disagrees')).toEqual([]);
  expect(
    planWith(table(6))
      .notes.filter((n) => n.code === 'total-disagrees')
      .map((n) => n.params),
  ).toEqual([
    { item: 'Tin', printed: 6, sum: 5 },
    { item: 'Tin', printed: 6, sum: 5 },
  ]);
});

test('columns lined up by spaces keep their gaps and their groups', () => {
  const plan = planWith(`Chi hội                Ảnh dự thi    Tin bài    Hội viên mới
TỔNG SỐ                     18            7           25
Khối xã
Hội xã Lũng Vân             10            3           20
Hội xã Phú Cường             8            4
Khối cơ quan
Hội Nhà văn hóa                                        5`);
  expect(plan.quotas.map((q) => [q.group, q.unit, q.item, q.count])).toEqual([
    ['Khối xã', 'Hội xã Lũng Vân', 'Ảnh dự thi', 10],
    ['Khối xã', 'Hội xã Lũng Vân', 'Tin bài', 3],
    ['Khối xã', 'Hội xã Lũng Vân', 'Hội viên mới', 20],
    ['Khối xã', 'Hội xã Phú Cường', 'Ảnh dự thi', 8],
    ['Khối xã', 'Hội xã Phú Cường', 'Tin bài', 4],
    ['Khối cơ quan', 'Hội Nhà văn hóa', 'Hội viên mới', 5],
  ]);
});

test('of a cell to a line, groups start the numbers again and a figure is not taken for the next number', () => {
  const lines =
    'STT\nĐơn vị\nẢnh\nTin\nGhi chú\nI\nKhối xã\n1\nXã Lũng Vân\n4\n2\n\n2\nXã Phú Cường\n3\n3\n\nII\nKhối trường\n1\nTrường Ngọc Mỹ\n2\n1\nĐiểm';
  const plan = planWith(`${lines}\nTổng cộng\n9\n6`);
  expect(plan.quotas.map((q) => [q.group, q.unit, q.item, q.count])).toEqual([
    ['Khối xã', 'Xã Lũng Vân', 'Ảnh', 4],
    ['Khối xã', 'Xã Lũng Vân', 'Tin', 2],
    ['Khối xã', 'Xã Phú Cường', 'Ảnh', 3],
    ['Khối xã', 'Xã Phú Cường', 'Tin', 3],
    ['Khối trường', 'Trường Ngọc Mỹ', 'Ảnh', 2],
    ['Khối trường', 'Trường Ngọc Mỹ', 'Tin', 1],
  ]);
  expect(plan.quotaTotals.map((t) => t.agrees)).toEqual([true, true]);
});

test('a sentence that is a list of names with counts allots; minimums, members and hours do not', () => {
  expect(quotasOf('1. Hội giao Đoàn các xã, thị trấn mỗi đơn vị 10 ảnh, 03 tin; Đoàn các trường 06 ảnh.')).toEqual([
    ['Đoàn các xã, thị trấn', 'ảnh', 10],
    ['Đoàn các xã, thị trấn', 'tin', 3],
    ['Đoàn các trường', 'ảnh', 6],
  ]);
  expect(quotasOf('- Về ảnh: Chi hội Lũng Vân, Chi hội số 2 mỗi chi hội 04 ảnh; Chi hội Tử Nê 01 ảnh.')).toEqual([
    ['Chi hội Lũng Vân', 'ảnh', 4],
    ['Chi hội số 2', 'ảnh', 4],
    ['Chi hội Tử Nê', 'ảnh', 1],
  ]);
  expect(quotasOf('- Khối xã: ít nhất 10 buổi; khối trường học: ít nhất 05 buổi.')).toEqual([]);
  expect(quotasOf('- Ban Tổ chức gồm 05 đồng chí; Ban Giám khảo gồm 03 đồng chí.')).toEqual([]);
  expect(quotasOf('- Hội xã Lũng Vân 02 ngày; Hội xã Phú Cường 03 ngày.')).toEqual([]);
});

test('blocks set beside each other are one table', () => {
  const table = `| TT | Đơn vị | Ảnh | TT | Đơn vị | Ảnh |
|---|---|---|---|---|---|
| 1 | Hội xã Lũng Vân | 12 | 3 | Hội xã Ngọc Mỹ | 6 |
| 2 | Hội xã Phú Cường | 8 |  | Cộng | 26 |`;
  expect(quotasOf(table)).toEqual([
    ['Hội xã Lũng Vân', 'Ảnh', 12],
    ['Hội xã Phú Cường', 'Ảnh', 8],
    ['Hội xã Ngọc Mỹ', 'Ảnh', 6],
  ]);
  expect(planWith(table).quotaTotals.map((total) => total.agrees)).toEqual([true]);
});

test('a column beside the number says what is counted, and a name holds for the rows below it', () => {
  expect(
    quotasOf(`| STT | Đơn vị | Sản phẩm | Số lượng | Đăng |
|---|---|---|---|---|
| 1 | Hội xã Lũng Vân | Ảnh | 30 | Hằng tuần |
|  |  | Video | 02 | Tháng 9 |
| 2 | Hội xã Phú Cường | Ảnh | 12 |  |`),
  ).toEqual([
    ['Hội xã Lũng Vân', 'Ảnh', 30],
    ['Hội xã Lũng Vân', 'Video', 2],
    ['Hội xã Phú Cường', 'Ảnh', 12],
  ]);
});

test('wrapped words go on above, and a row of sums without a number stands alone', () => {
  expect(
    quotasOf(`TT   Đơn vị                      Ảnh dự thi   Hội viên   Ghi chú
1    Hội xã Lũng Vân và các thôn         12         90   Điểm
     ven hồ                                              trưng bày
2    Hội xã Phú Cường                    20        150
     Tổng                                32        240`),
  ).toEqual([
    ['Hội xã Lũng Vân và các thôn ven hồ', 'Ảnh dự thi', 12],
    ['Hội xã Lũng Vân và các thôn ven hồ', 'Hội viên', 90],
    ['Hội xã Phú Cường', 'Ảnh dự thi', 20],
    ['Hội xã Phú Cường', 'Hội viên', 150],
  ]);
  const plan = planWith(
    'TT\tĐơn vị\tẢnh\tTin\n1\tHội xã Lũng Vân\t4\t2\n2\tHội xã Phú Cường\t3\t1\n\tCộng (1+2)\t7\t3',
  );
  expect(plan.quotas.map((q) => q.count)).toEqual([4, 2, 3, 1]);
  expect(plan.quotaTotals.map((t) => [t.printed, t.agrees])).toEqual([
    [7, true],
    [3, true],
  ]);
});

test('a count that returns says how often', () => {
  const plan = planWith('- Hội xã Lũng Vân: 03 ảnh/tháng, 01 tin/quý\n- Hội xã Phú Cường: 02 ảnh/tháng');
  expect(plan.quotas.map((q) => [q.unit, q.item, q.count, q.period])).toEqual([
    ['Hội xã Lũng Vân', 'ảnh', 3, 'mỗi tháng'],
    ['Hội xã Lũng Vân', 'tin', 1, 'mỗi quý'],
    ['Hội xã Phú Cường', 'ảnh', 2, 'mỗi tháng'],
  ]);
});

test('months down the side and bodies over the columns', () => {
  const plan = planWith(`| Tháng | Tổ 1 | Tổ 2 |
|---|---|---|
| Tháng 10 | 4 ảnh | 3 ảnh |
| Tháng 11 | 2 ảnh | - |`);
  expect(plan.quotas.map((q) => [q.unit, q.item, q.count, q.period])).toEqual([
    ['Tổ 1', 'ảnh', 4, 'Tháng 10'],
    ['Tổ 2', 'ảnh', 3, 'Tháng 10'],
    ['Tổ 1', 'ảnh', 2, 'Tháng 11'],
  ]);
});
