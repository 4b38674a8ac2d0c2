import { expect, test } from 'vitest';
import { readPlan } from '../../read/read-plan.ts';
import { readSource } from '../read-source.ts';
import { drawPage } from '../testing/draw-page.ts';

type Printed = { x: number; y: number; text: string };

const head: Printed[] = [
  { x: 85, y: 50, text: 'CÔNG ĐOÀN NGÀNH THỦY LỢI' },
  { x: 360, y: 50, text: 'CỘNG HÒA XÃ HỘI' },
  { x: 110, y: 70, text: 'Số: 27/KH-CĐN' },
  { x: 330, y: 70, text: 'An Sơn, ngày 09 tháng 02 năm 2026' },
  { x: 250, y: 110, text: 'KẾ HOẠCH' },
  { x: 140, y: 132, text: 'Tuyên truyền văn hóa đọc trong đoàn viên năm 2026' },
  { x: 113, y: 160, text: 'Ban Thường vụ Công đoàn ngành xây dựng kế hoạch như sau:' },
  { x: 113, y: 180, text: 'I. SỐ LƯỢNG TIN, BÀI' },
];
const foot: Printed[] = [
  { x: 113, y: 366, text: 'II. TỔ CHỨC THỰC HIỆN' },
  { x: 113, y: 386, text: 'Các công đoàn cơ sở gửi tin, bài về Văn phòng trước ngày 15 tháng 11 năm 2026.' },
  { x: 85, y: 430, text: 'Nơi nhận:' },
  { x: 370, y: 430, text: 'CHỦ TỊCH' },
  { x: 85, y: 450, text: '- Các công đoàn cơ sở;' },
  { x: 85, y: 470, text: '- Lưu: Văn phòng.' },
  { x: 350, y: 510, text: 'Trần Thị Sách' },
];
const columns = [90, 140, 370, 460];
const cells = [
  ['TT', 'Đơn vị', 'Tin', 'Bài'],
  ['1', 'Văn phòng', '16', '12'],
  ['2', 'Công đoàn cơ sở hồ Đá Trắng', '14', '18'],
  ['3', 'Công đoàn cơ sở trạm bơm', '15', '13'],
];
const top = 212;
const height = 28;
const table = cells.flatMap((row, line) =>
  row.map((text, column) => ({ x: columns[column] ?? 0, y: top + height * line, text })),
);
const total = ['Tổng cộng', '45', '43'].map((text, at) => ({ x: columns[at + 1] ?? 0, y: top + height * 4, text }));

const edges = [0, 1, 2, 3, 4, 5].map((line) => top - 18 + height * line);
const rules: [number, number, number, number][] = [
  ...edges.map((y): [number, number, number, number] => [80, y, 520, y]),
  ...[80, 130, 360, 450, 520].map((x): [number, number, number, number] => [x, edges[0] ?? 0, x, edges.at(-1) ?? 0]),
];

test.each([
  ['without rules', []],
  ['with rules', rules],
])('a table on a scanned page, %s, gives its allotments, to be looked at first', async (_, drawn) => {
  const page = drawPage([...head, ...table, ...total, ...foot], 'png', drawn);
  const source = await readSource(page.bytes);
  expect(source.text).toMatch(/^TT\t.+\tTin\tBài$/m);
  expect(source.text).toMatch(/^2\tCông đoàn cơ sở hồ Đá Trắng\t14\t18$/m);
  expect(source.text).toMatch(/^Tổng cộng\t45\t43$/m);
  const plan = readPlan(source);
  expect(plan.quotas.map(({ count }) => count)).toEqual([16, 12, 14, 18, 15, 13]);
  expect(plan.quotas.every(({ confidence }) => confidence < 0.8)).toBe(true);
  expect(plan.notes.map(({ code }) => code)).not.toContain('total-disagrees');
});

test('neither letterhead nor signature nor prose on a scanned page is a table', async () => {
  const source = await readSource(drawPage([...head, ...foot]).bytes);
  expect(source.text).not.toContain('\t');
  expect(source.text).toMatch(/LỢI\nSố: 27.+\nCỘNG HÒA XÃ HỘI\nAn Sơn, ngày 09/);
  expect(source.text).toMatch(/Nơi nhận:\n- .+;\n- Lưu: Văn phòng\.\nCHỦ TỊCH\nTrần Thị Sách/);
});
