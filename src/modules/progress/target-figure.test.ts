import { expect, test } from 'vitest';
import { addTallies, noTally, rollUp, type Tally } from '#app/modules/progress/tally.ts';
import { figureOf, satisfies, shownPercent, stateOf, type FigureState } from '#app/modules/progress/target-figure.ts';
import type { Comparator, TargetRule } from '#app/modules/progress/target-rule.ts';

const rule = (wish: Partial<TargetRule> = {}): TargetRule => ({
  shape: 'coverage',
  measureId: 'persons',
  isStock: false,
  populationIds: ['members'],
  figurePopulationIds: ['members'],
  sectorIds: [],
  kindIds: ['grassroots_union'],
  comparator: '>=',
  value: 90,
  isPercent: true,
  minPerUnit: 1,
  binds: 'tree',
  cadence: 'yearly',
  planUnitId: 'issuer',
  ...wish,
});
const tally = (wish: Partial<Tally>): Tally => ({ ...noTally, ...wish });
const half = { period: { key: '2026', from: '2026-01-01', to: '2026-12-31' }, dueOn: '2026-12-31', on: '2026-07-02' };

test('a branch is the ratio of its sums, never the mean of its percentages', () => {
  // 10 of 10 and 10 of 90: the mean of 100% and 11% would be 56%.
  const units = [
    { id: 'top', parentId: null },
    { id: 'small', parentId: 'top' },
    { id: 'large', parentId: 'top' },
  ];
  const sums = rollUp(
    units,
    new Map([
      ['small', tally({ numerator: 10, denominator: 10, reported: 1 })],
      ['large', tally({ numerator: 10, denominator: 90, reported: 1 })],
    ]),
  );
  const share = (id: string) => figureOf(rule(), sums.get(id)!, half, false).share;
  expect([share('small'), share('large'), share('top')]).toEqual([100, (10 / 90) * 100, 20]);
});

test('people reached by a unit above fill what its branch has left, and no more', () => {
  const branch = (fromOthers: number) =>
    figureOf(rule(), tally({ numerator: 30, denominator: 40, reported: 1, fromOthers }), half, true);
  expect(branch(5)).toMatchObject({ actual: 35, of: 40, share: 87.5 });
  expect(branch(500)).toMatchObject({ actual: 40, of: 40, share: 100 });
});

test.for<[string, Partial<TargetRule>, Partial<Tally>, boolean, object]>([
  [
    'a share',
    {},
    { numerator: 36, denominator: 40, reported: 1 },
    false,
    { kind: 'share', compared: 90, needed: 90, state: 'met' },
  ],
  ['nobody to count', {}, { notApplicable: 5 }, true, { kind: 'none', share: null, state: 'none' }],
  ['units without figures only', {}, { reported: 2, withoutFigure: 2 }, true, { kind: 'none', state: 'none' }],
  [
    'units',
    { shape: 'unit_rate', value: 100 },
    { numerator: 3, denominator: 4, reported: 3, notReported: 1 },
    false,
    { actual: 3, of: 4, share: 75, needed: 100 },
  ],
  [
    'a number each unit should reach',
    { shape: 'per_unit_count', value: 3 },
    { numerator: 1, denominator: 2, reported: 2 },
    false,
    { share: 50, needed: 100 },
  ],
  [
    'a number of the whole, at the unit whose plan it is',
    { shape: 'count', value: 5, isPercent: false },
    { numerator: 5, reported: 1 },
    true,
    { kind: 'count', compared: 5, needed: 5, state: 'met', of: null },
  ],
  [
    'what a branch gives to it is asked of nobody',
    { shape: 'count', value: 5, isPercent: false },
    { numerator: 1, reported: 1 },
    false,
    { kind: 'count', compared: 1, needed: null, state: 'none' },
  ],
  [
    'an issuer’s count means nothing to others',
    { shape: 'count', value: 5, binds: 'issuer', isPercent: false },
    { notApplicable: 9 },
    false,
    { kind: 'none' },
  ],
  [
    'grades',
    { shape: 'qualitative', value: null },
    { reported: 3, notReported: 1, ratings: [0, 1, 2, 0] },
    true,
    { kind: 'ratings', actual: 3, of: 4, share: 75, needed: null },
  ],
])('%s', ([, ruleWish, tallyWish, isOwn, expected]) => {
  expect(figureOf(rule(ruleWish), tally(tallyWish), half, isOwn)).toMatchObject(expected);
});

test.for<[Comparator, number, number, boolean]>([
  ['>=', 90, 90, true],
  ['>', 90, 90, false],
  ['>', 90.01, 90, true],
  ['=', 5, 5, true],
  ['=', 6, 5, false],
  ['<=', 5, 5, true],
  ['<', 5, 5, false],
])('%s: %d against %d', ([comparator, value, needed, expected]) => {
  expect(satisfies(comparator, value, needed)).toBe(expected);
});

const due = '2026-12-31';
test.for<[string, Comparator, number, number, number | null, string, FigureState]>([
  ['reached early', '>=', 95, 90, null, '2026-02-01', 'met'],
  ['reached after the day', '>=', 95, 90, 95, '2027-01-05', 'met'],
  ['not reached, the day has passed', '>=', 80, 90, 80, '2027-01-01', 'late'],
  ['the pace is enough', '>=', 50, 90, 100, '2026-07-01', 'open'],
  ['the pace is not enough', '>=', 40, 90, 80, '2026-07-01', 'risk'],
  ['too early to say', '>=', 0, 90, null, '2026-01-10', 'open'],
  ['a week left', '>=', 89, 90, 92, '2026-12-24', 'risk'],
  ['at most: not yet exceeded', '<=', 3, 5, 4, '2026-07-01', 'open'],
  ['at most: going to be exceeded', '<=', 3, 5, 6, '2026-07-01', 'risk'],
  ['at most: exceeded', '<=', 6, 5, 12, '2026-07-01', 'late'],
  ['at most: kept to the end', '<=', 5, 5, 5, '2027-01-01', 'met'],
  ['fewer than: reached the limit', '<', 5, 5, 5, '2026-07-01', 'late'],
  ['so many: reached early', '=', 100, 100, 100, '2026-02-01', 'met'],
  ['so many: more than asked is no failure', '=', 7, 6, 7, '2026-07-01', 'met'],
  ['so many: the pace is not enough', '=', 22, 100, 44, '2026-07-01', 'risk'],
  ['so many: one short at the end', '=', 4, 5, 4, '2027-01-01', 'late'],
])('%s', ([, comparator, value, needed, forecast, on, expected]) => {
  expect(stateOf(comparator, value, needed, forecast, { dueOn: due, on })).toBe(expected);
});

test.for([
  ['half the year gone, half done', '2026-07-02', 45, 89.75],
  ['the first weeks say nothing', '2026-01-20', 45, null],
  ['a share does not pass the whole', '2026-07-02', 80, 100],
  ['after the day it is what it is', '2027-02-01', 45, 45],
] as const)('forecast: %s', ([, on, numerator, expected]) => {
  const figure = figureOf(rule(), tally({ numerator, denominator: 100, reported: 1 }), { ...half, on }, true);
  if (expected === null) expect(figure.forecast).toBeNull();
  else expect(figure.forecast).toBeCloseTo(expected, 1);
});

test('a ratio of measures stays what it is at the present pace, and may pass a hundred', () => {
  const ratio = rule({ shape: 'ratio', value: 120 });
  const figure = (numerator: number, on = half.on) =>
    figureOf(ratio, tally({ numerator, denominator: 100, reported: 1 }), { ...half, on }, true);
  expect(figure(130)).toMatchObject({ share: 130, forecast: 130, state: 'met' });
  expect(figure(60)).toMatchObject({ share: 60, forecast: 60, state: 'risk' });
  expect(figure(60, '2026-01-20')).toMatchObject({ forecast: null, state: 'open' });
});

test.for([
  [94.96, 94.9],
  [95, 95],
  [28.999999999999996, 29],
  [100, 100],
  [66.6666, 66.6],
  [0, 0],
] as const)('%d shows as %d: never rounded up to a target', ([share, shown]) => {
  expect(shownPercent(share)).toBe(shown);
});

test('adding tallies adds every part', () => {
  const one = tally({
    numerator: 1,
    denominator: 2,
    fromOthers: 3,
    reported: 4,
    notReported: 5,
    notApplicable: 6,
    tooNew: 7,
    ended: 8,
    withoutFigure: 9,
    ratings: [1, 2, 3, 4],
    doubts: 10,
  });
  const twice = addTallies(one, one);
  for (const key of Object.keys(one) as (keyof Tally)[])
    expect(twice[key]).toEqual(Array.isArray(one[key]) ? [2, 4, 6, 8] : (one[key] as number) * 2);
});
