import { expect, test } from 'vitest';
import { kindOfItem, type ItemKind } from '#app/modules/activities/item-kinds.ts';
import { deliveredOf, owing, type QuotaCell } from '#app/modules/activities/quota-delivery.ts';

test.for<[string, ItemKind | null]>([
  ['Tin', 'news'],
  ['tin ngắn', 'news'],
  ['Bài', 'articles'],
  ['bài viết', 'articles'],
  ['Ảnh', 'photos'],
  ['video', 'videos'],
  ['Đồ họa', 'graphics'],
  ['tin, bài', null],
  ['buổi', null],
  ['tình hình', null],
])('a column “%s” asks for %s', ([text, kind]) => {
  expect(kindOfItem(text)).toBe(kind);
});

const cell = (rowLabel: string, item: string, count: number | null, more: Partial<QuotaCell> = {}): QuotaCell => ({
  rowLabel,
  groupLabel: '',
  item,
  count,
  perUnitMin: null,
  isTotal: false,
  unitIds: [],
  ...more,
});
const sent = (units: Record<string, Partial<Record<ItemKind, number>>>) =>
  new Map(
    Object.entries(units).map(([id, kinds]) => [id, new Map(Object.entries(kinds) as [ItemKind, number][])] as const),
  );
const districts = ['a', 'b', 'c'];
// The shape of a quarter's table: rows with a least for each unit, a total, and 60 pictures that only the total asks for.
const table = [
  cell('Các huyện', 'tin', 20, { unitIds: districts, perUnitMin: 2 }),
  cell('Các huyện', 'bài', 5, { unitIds: districts }),
  cell('Ngành', 'tin', null, { unitIds: ['d'], perUnitMin: 2 }),
  cell('Cộng tác viên', 'tin', null),
  cell('Cộng', 'tin', 26, { isTotal: true }),
  cell('Cộng', 'ảnh', 60, { isTotal: true }),
];
const figures = deliveredOf(
  table,
  sent({ a: { news: 3, photos: 7 }, b: { news: 1, articles: 2 }, d: { news: 4 }, z: { news: 99 } }),
);
const told = figures.map((one) => `${one.rowLabel} ${one.item}: ${one.delivered}/${one.needed}`);

test('rows are of their units, totals of all units named anywhere, strangers of nobody', () => {
  expect(told).toEqual([
    'Các huyện tin: 4/20',
    'Các huyện bài: 2/5',
    'Ngành tin: 4/2',
    'Cộng tin: 8/26',
    'Cộng ảnh: 7/60',
  ]);
});

test('a group that has enough may have units that owe', () => {
  expect(figures.map((one) => owing(one).map((unit) => unit.unitId))).toEqual([['b', 'c'], [], [], [], []]);
});
