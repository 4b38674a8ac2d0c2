import { expect, test } from 'vitest';
import { guessKind, readCount, readDate, readKind, readSector } from '#app/modules/orgs/import/read-cells.ts';

test.for([
  ['48', 48],
  ['1234', 1234],
  ['1.234', 1234],
  ['1,234', 1234],
  ['1 234', 1234],
  ['12.0', 12],
  ['0', 0],
  ['1.234.567', 1234567],
  ['-3', null],
  ['12,5', null],
  ['khoảng 40', null],
  ['', null],
  ['1234567890123', null],
] as const)('count %s → %s', ([text, count]) => {
  expect(readCount(text)).toBe(count);
});

test.for([
  ['2025-07-01', '2025-07-01'],
  ['1/7/2025', '2025-07-01'],
  ['01.07.2025', '2025-07-01'],
  ['1-7-2025', '2025-07-01'],
  ['2019', '2019-01-01'],
  ['31/02/2025', null],
  ['7/2025', null],
  ['hôm qua', null],
] as const)('date %s → %s', ([text, date]) => {
  expect(readDate(text)).toBe(date);
});

const kinds = [
  { id: 'grassroots_union', nameVi: 'Công đoàn cơ sở', nameEn: 'Grassroots union' },
  { id: 'grassroots_trade_union', nameVi: 'Nghiệp đoàn cơ sở', nameEn: 'Grassroots trade union' },
  { id: 'commune_union', nameVi: 'Công đoàn xã, phường, đặc khu', nameEn: 'Commune or ward union' },
];
const sectors = [
  { id: 'public_service', nameVi: 'Đơn vị sự nghiệp', nameEn: 'Public service unit' },
  { id: 'enterprise', nameVi: 'Doanh nghiệp ngoài nhà nước', nameEn: 'Non-state enterprise' },
];

test.for([
  ['grassroots_union', 'grassroots_union'],
  ['cong doan co so', 'grassroots_union'],
  ['CĐCS', 'grassroots_union'],
  ['Nghiệp đoàn', 'grassroots_trade_union'],
  ['Commune or ward union', 'commune_union'],
  ['Công đoàn phường', 'commune_union'],
  ['công ty', null],
  ['công đoàn ngành', null],
] as const)('kind %s → %s', ([text, kind]) => {
  expect(readKind(text, kinds)).toBe(kind);
});

test.for([
  ['Đơn vị sự nghiệp', 'public_service'],
  ['don vi su nghiep', 'public_service'],
  ['doanh nghiệp', 'enterprise'],
  ['FDI', 'enterprise'],
  ['hành chính sự nghiệp', null],
] as const)('sector %s → %s', ([text, sector]) => {
  expect(readSector(text, sectors)).toBe(sector);
});

test('a name tells its kind, else it is a grassroots union', () => {
  expect(guessKind('Công đoàn phường Mường Thanh', kinds)).toBe('commune_union');
  expect(guessKind('Nghiệp đoàn xe ôm chợ Trung tâm', kinds)).toBe('grassroots_trade_union');
  expect(guessKind('Công ty TNHH Sao Mai', kinds)).toBe('grassroots_union');
});
