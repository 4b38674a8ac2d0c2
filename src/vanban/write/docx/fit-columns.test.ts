import { expect, test } from 'vitest';
import { cellPadding, fitColumns } from './fit-columns.ts';
import { measureText } from './measure-text.ts';

const column = (label: string, group: string | null = null) => ({ label, group });
const total = (widths: number[]): number => widths.reduce((a, b) => a + b, 0);

test('columns fill the page and no word is broken', () => {
  const columns = [column('TT'), column('Đơn vị'), column('Tin', 'Số lượng'), column('Bài', 'Số lượng')];
  const widths = fitColumns(
    columns,
    [{ cells: ['1', 'Công đoàn xã, phường, đặc khu và công đoàn cơ sở trực thuộc tỉnh', '08', '02'] }],
    12,
    460,
  );
  expect(total(widths)).toBeCloseTo(460, 6);
  for (const [at, { label }] of columns.entries())
    expect(widths[at]!).toBeGreaterThan(measureText(label, 'bold', 12) + cellPadding);
  expect(widths[2]! + widths[3]!).toBeGreaterThan(measureText('lượng', 'bold', 12) + cellPadding);
  expect(widths[1]!).toBeGreaterThan(widths[0]! * 4);
});

test('more columns than the page holds still end at its edge', () => {
  const columns = Array.from({ length: 30 }, (_, at) => column(`Chỉtiêusố${at}`));
  expect(total(fitColumns(columns, [], 12, 460))).toBeCloseTo(460, 6);
});

test('a group row of one cell does not widen the first column', () => {
  const columns = [column('TT'), column('Tên')];
  const [narrow] = fitColumns(
    columns,
    [{ cells: ['Các ban Liên đoàn Lao động tỉnh Bình Sơn'] }, { cells: ['1', 'Ban Tuyên giáo'] }],
    12,
    400,
  );
  expect(narrow).toBeLessThan(100);
});
