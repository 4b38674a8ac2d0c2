import { expect, test } from 'vitest';
import { findHeader, guessColumns, mappingFromColumns } from '#app/modules/orgs/import/columns.ts';

test.for([
  [['STT', 'Tên đơn vị', 'Mã đơn vị', 'Đơn vị cấp trên'], { name: 1, code: 2, parent: 3 }],
  [['Mã', 'Tên công đoàn cơ sở', 'Trực thuộc', 'Loại', 'Khối'], { code: 0, name: 1, parent: 2, kind: 3, sector: 4 }],
  [
    ['ten don vi', 'so lao dong', 'so doan vien', 'doan vien nu'],
    { name: 0, 'figure:workers': 1, 'figure:members': 2, 'figure:women_members': 3 },
  ],
  [['Đơn vị', 'Tổng số đoàn viên', 'Nữ'], { name: 0, 'figure:members': 1, 'figure:women_members': 2 }],
  [
    ['Code', 'Unit name', 'Parent', 'Type', 'Sector', 'Members', 'Address', 'E-mail', 'Phone', 'Founded on'],
    {
      code: 0,
      name: 1,
      parent: 2,
      kind: 3,
      sector: 4,
      'figure:members': 5,
      address: 6,
      email: 7,
      phone: 8,
      foundedOn: 9,
    },
  ],
  [['Tên (ghi đầy đủ)', 'Số ĐT', 'Ghi chú'], { name: 0 }],
  [['Tên', 'Tên viết tắt', 'Ký hiệu văn bản'], { name: 0, shortName: 1, symbol: 2 }],
  [['A', 'B'], {}],
] as const)('%j', ([header, expected]) => {
  expect(guessColumns(header)).toEqual(expected);
});

test('titles and empty lines may stand above the headings', () => {
  const lines = [
    ['DANH SÁCH CÔNG ĐOÀN CƠ SỞ', ''],
    ['(kèm theo công văn)', ''],
    ['', ''],
    ['STT', 'Tên đơn vị', 'Số đoàn viên'],
    ['1', 'CĐCS A', '5'],
  ];
  expect(findHeader(lines)).toBe(3);
  expect(
    findHeader([
      ['', ''],
      ['x', 'y'],
    ]),
  ).toBe(1);
});

test('a person may choose otherwise; a field chosen twice counts once', () => {
  expect(
    mappingFromColumns({ 0: '', 1: 'name', 2: 'parent', 3: 'name', 4: 'figure:members', 5: 'nonsense', x: 'code' }),
  ).toEqual({
    name: 1,
    parent: 2,
    'figure:members': 4,
  });
});
