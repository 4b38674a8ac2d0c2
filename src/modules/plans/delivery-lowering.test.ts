import { expect, test } from 'vitest';
import {
  canBeReached,
  compareTerms,
  loweringStanding,
  restateValue,
  type TargetTerms,
} from '#app/modules/plans/delivery-lowering.ts';

const terms = (comparator: string, value: number | null, more: Partial<TargetTerms> = {}): TargetTerms => ({
  comparator,
  value,
  minPerUnit: null,
  dueOn: null,
  ...more,
});

test.for([
  [terms('>=', 90), terms('>=', 90), 'kept'],
  [terms('>=', 90), terms('>=', 95), 'raised'],
  [terms('>=', 95), terms('>=', 80), 'lowered'],
  [terms('>', 90), terms('>=', 90), 'lowered'],
  [terms('>=', 90), terms('>', 90), 'raised'],
  [terms('>', 90), terms('>=', 91), 'raised'],
  [terms('=', 100), terms('>=', 100), 'lowered'],
  [terms('<=', 5), terms('<=', 3), 'raised'],
  [terms('<=', 5), terms('<=', 8), 'lowered'],
  [terms('>=', 5), terms('<=', 5), 'lowered'],
  [terms('>=', 90), terms('>=', null), 'lowered'],
  [terms('>=', null), terms('>=', null), 'kept'],
  [terms('>=', null), terms('>=', 10), 'raised'],
  [terms('>=', 100, { minPerUnit: 2 }), terms('>=', 100, { minPerUnit: 1 }), 'lowered'],
  [terms('>=', 100, { minPerUnit: 2 }), terms('>=', 100), 'lowered'],
  [terms('>=', 100, { minPerUnit: 1 }), terms('>=', 90, { minPerUnit: 3 }), 'lowered'],
  [terms('>=', 90, { dueOn: '2026-06-30' }), terms('>=', 90, { dueOn: '2026-12-31' }), 'lowered'],
  [terms('>=', 90, { dueOn: '2026-06-30' }), terms('>=', 90), 'lowered'],
  [terms('>=', 90, { dueOn: '2026-06-30' }), terms('>=', 90, { dueOn: '2026-05-31' }), 'raised'],
  [terms('>=', 90), terms('>=', 90, { dueOn: '2026-05-31' }), 'kept'],
] as const)('compare %#', ([inherited, own, expected]) => {
  expect(compareTerms(inherited, own)).toBe(expected);
});

const asked = (value: number) => terms('>=', value);
test.for([
  ['kept needs no answer', 95, { state: null, terms: null }, 'none'],
  ['lower and nobody asked', 80, { state: null, terms: null }, 'unasked'],
  ['lower and asked', 80, { state: 'asked', terms: asked(80) }, 'asked'],
  ['refused stays refused', 80, { state: 'refused', terms: asked(80) }, 'refused'],
  ['accepted', 80, { state: 'accepted', terms: asked(80) }, 'accepted'],
  ['an answer covers a harder one', 85, { state: 'accepted', terms: asked(80) }, 'accepted'],
  ['an answer does not cover an easier one', 60, { state: 'accepted', terms: asked(80) }, 'unasked'],
  ['raised again after a refusal', 95, { state: 'refused', terms: asked(80) }, 'none'],
  ['dropped', null, { state: 'accepted', terms: asked(80) }, 'unasked'],
] as const)('%s', ([, own, record, expected]) => {
  expect(loweringStanding(asked(95), own === null ? null : asked(own), { reason: 'vì', ...record })).toBe(expected);
});

test.for([
  ['Phấn đấu trên 95% đoàn viên', 95, 80, 'Phấn đấu trên 80% đoàn viên'],
  ['Đạt 65,5% trong năm 2026', 65.5, 70, 'Đạt 70% trong năm 2026'],
  ['Hai lần 90% và 90%', 90, 80, 'Hai lần 90% và 90%'],
  ['Năm 1990 đạt 90%', 90, 92.5, 'Năm 1990 đạt 92,5%'],
  ['Không có số', 90, 80, 'Không có số'],
] as const)('restate: %s', ([statement, from, to, expected]) => {
  expect(restateValue(statement, from, to)).toBe(expected);
});

test.each([
  ['all of them', 'percent', 90, 100, true],
  ['more than all', 'percent', 90, 180, false],
  ['more than all, as was asked', 'percent', 120, 115, true],
  ['a count', 'hoạt động', 1, 180, true],
  ['no figure', 'percent', 90, null, true],
])('a figure that can be: %s', (_, unit, asked, own, expected) => {
  expect(canBeReached({ unit, value: asked }, own)).toBe(expected);
});
