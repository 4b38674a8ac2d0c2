import { expect, test } from 'vitest';
import type { RollUp } from '#app/modules/measures/measure-rule.ts';
import { stepsOf } from '#app/modules/measures/stated-figures.ts';

const stated = (...figures: [day: string, value: number][]) =>
  figures.map(([asOfOn, value], at) => ({ id: String(at), asOfOn, value }));

test.for<[string, RollUp, [string, number][], (number | null)[]]>([
  [
    'a count adds itself',
    'sum',
    [
      ['2026-01-31', 4],
      ['2026-02-28', 6],
    ],
    [4, 6],
  ],
  [
    'a stock adds what changed',
    'latest',
    [
      ['2026-01-31', 40],
      ['2026-02-28', 46],
      ['2026-03-31', 43],
    ],
    [40, 6, -3],
  ],
  [
    'of one day the last counts',
    'latest',
    [
      ['2026-01-31', 40],
      ['2026-01-31', 41],
      ['2026-02-28', 50],
    ],
    [null, 41, 9],
  ],
  [
    'a corrected count counts once',
    'sum',
    [
      ['2026-01-31', 40],
      ['2026-01-31', 4],
    ],
    [null, 4],
  ],
  [
    'none is a figure, and the same again is no news',
    'latest',
    [
      ['2026-01-31', 0],
      ['2026-02-28', 0],
      ['2026-03-31', 3],
      ['2026-04-30', 0],
    ],
    [0, null, 3, -3],
  ],
  ['nothing stated', 'latest', [], []],
])('%s', ([, rollUp, figures, expected]) => {
  expect(stepsOf(stated(...figures), rollUp).map((one) => one.value)).toEqual(expected);
});
