import { expect, test } from 'vitest';
import { differenceOf } from '#app/modules/progress/figure-difference.ts';
import { memberSums } from '#app/modules/progress/member-sums.ts';
import { rankBehind } from '#app/modules/progress/rank-branches.ts';
import { gapOf } from '#app/modules/progress/target-gap.ts';
import { noTally } from '#app/modules/progress/tally.ts';
import type { Figure, FigureState } from '#app/modules/progress/target-figure.ts';
import type { TargetRule } from '#app/modules/progress/target-rule.ts';

const rule = (wish: Partial<TargetRule> = {}) =>
  ({ shape: 'coverage', comparator: '>=', value: 90, isPercent: true, ...wish }) as TargetRule;
const none: Figure = {
  kind: 'none',
  actual: 0,
  of: null,
  share: null,
  compared: null,
  needed: null,
  forecast: null,
  state: 'none',
  tally: noTally,
};
const share = (actual: number, of: number, needed: number | null, state: FigureState = 'open'): Figure => ({
  ...none,
  kind: 'share',
  actual,
  of,
  share: (actual / of) * 100,
  compared: (actual / of) * 100,
  needed,
  state,
});
const count = (actual: number, needed: number | null): Figure => ({
  ...none,
  kind: 'count',
  actual,
  compared: actual,
  needed,
});

test.for<[string, Partial<TargetRule>, Figure, [number, number] | null]>([
  ['a share: the people still to be reached', {}, share(30, 50, 90), [(90 - 60) / 90, 15]],
  ['a share that is no whole number of people asks for the next one', {}, share(0, 7, 90), [1, 7]],
  ['more than: at the limit one more is needed', { comparator: '>' }, share(45, 50, 90), [0, 1]],
  ['more than, reached', { comparator: '>' }, share(46, 50, 90), null],
  ['more than, just short', { comparator: '>' }, share(44, 50, 90), [(90 - 88) / 90, 2]],
  ['reached', {}, share(45, 50, 90), null],
  ['all of them', { comparator: '=' }, share(3, 4, 100), [0.25, 1]],
  ['every unit so many', { shape: 'per_unit_count', comparator: '=', value: 2 }, share(1, 4, 100), [0.75, 3]],
  ['a number of things', { shape: 'count', comparator: '=' }, count(2, 6), [(6 - 2) / 6, 4]],
  ['more things than asked', { shape: 'count', comparator: '=' }, count(7, 6), null],
  ['a limit to stay under is never missed by being low', { comparator: '<=' }, share(1, 50, 10), null],
  ['nothing asked of a branch', { shape: 'count' }, count(2, null), null],
  ['nothing to count', {}, none, null],
])('gap: %s', ([, wish, figure, expected]) => {
  const gap = gapOf(rule(wish), figure);
  if (expected === null) return expect(gap).toBeNull();
  expect(gap?.share).toBeCloseTo(expected[0], 9);
  expect(gap?.missing).toBe(expected[1]);
});

const rules = [rule(), rule({ value: 100 })];
const branch = (name: string, ...figures: Figure[]) => ({ unit: { name }, figures });
const branches = [
  branch('half', share(45, 100, 90), share(50, 100, 100, 'risk')),
  branch('nothing done, nothing late', share(0, 100, 90), share(0, 100, 100)),
  branch('late once', share(80, 100, 90, 'late'), share(100, 100, 100, 'met')),
  branch('done', share(95, 100, 90, 'met'), share(100, 100, 100, 'met')),
  branch('not asked', none, none),
  branch('nothing done, and larger', share(0, 900, 90), share(0, 900, 100)),
];
const names = (at: number | null, most?: number) =>
  rankBehind(branches, rules, at, most).map((one) => one.branch.unit.name);

test('by all targets: late before at risk before the largest gap; who misses nothing is not named', () => {
  expect(names(null)).toEqual(['late once', 'half', 'nothing done, and larger', 'nothing done, nothing late']);
});

test('by one target: the largest part still to do; of equal parts the larger number', () => {
  expect(names(0)).toEqual(['nothing done, and larger', 'nothing done, nothing late', 'half', 'late once']);
  expect(names(1)).toEqual(['nothing done, and larger', 'nothing done, nothing late', 'half']);
  expect(names(0, 2)).toHaveLength(2);
  expect(names(0)).not.toContain('done');
});

test('ten are named, however many are behind', () => {
  const many = Array.from({ length: 40 }, (_, at) => branch(String(at), share(at, 100, 90), share(at, 100, 100)));
  expect(rankBehind(many, rules, 0).map((one) => one.branch.unit.name)).toEqual([...Array(10).keys()].map(String));
});

test('a difference is what people find who subtract the shown shares; not reported is not nought', () => {
  expect(differenceOf(share(21_886, 100_000, 90), share(0, 9, 90))).toEqual({ kind: 'points', value: 21.8 });
  expect(differenceOf(count(2, 6), count(5, 6))).toEqual({ kind: 'count', value: -3 });
  expect(differenceOf(share(1, 2, 90), none)).toBeNull();
});

const place = (id: string, parentId: string | null, tier: number, endedOn: string | null = null) => ({
  id,
  parentId,
  tier,
  foundedOn: '2020-01-01',
  endedOn,
});
test('members: what a unit declared, else the sum of its grassroots unions; nobody is counted twice', () => {
  const units = [
    place('province', null, 2),
    place('told', 'province', 3),
    place('a', 'told', 4),
    place('section', 'a', 5),
    place('summed', 'province', 3),
    place('b', 'summed', 4),
    place('c', 'summed', 4, '2026-01-01'),
    place('silent', 'province', 3),
  ];
  const declared = new Map([
    ['told', 100],
    ['a', 40],
    ['section', 15],
    ['b', 7],
    ['c', 900],
  ]);
  expect(Object.fromEntries(memberSums(units, declared, '2026-06-01'))).toEqual({
    province: 47,
    told: 100,
    a: 40,
    section: 15,
    summed: 7,
    b: 7,
    c: 0,
    silent: 0,
  });
});
