import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOut, takeApart } from '#app/modules/orgs/split-parts.ts';

const shares: [total: number, weights: number[], shares: number[]][] = [
  [100, [1, 1], [50, 50]],
  [101, [1, 1], [51, 50]],
  [100, [1, 1, 1], [34, 33, 33]],
  // The largest remainder, not the largest share, gets what is left.
  [10, [6, 3, 3], [5, 3, 2]],
  [7, [0, 0], [4, 3]],
  [0, [3, 2], [0, 0]],
  [5, [0, 1], [0, 5]],
];

test.for(shares)('%i by %j is %j', ([total, weights, expected]) => {
  expect(shareOut(total, weights)).toEqual(expected);
});

const typed: [total: number, typed: (number | null)[], weights: number[], values: number[] | null][] = [
  [100, [null, null], [3, 1], [75, 25]],
  [100, [40, null, null], [0, 1, 1], [40, 30, 30]],
  [100, [40, 60], [1, 1], [40, 60]],
  [100, [40, 59], [1, 1], null],
  [100, [40, 61], [1, 1], null],
  [100, [140, null], [1, 1], null],
  [100, [100, null], [1, 1], [100, 0]],
];

test.for(typed)('%i with %j typed, weights %j, is %j', ([total, row, weights, expected]) => {
  expect(takeApart(total, row, weights)).toEqual(expected);
});

test('shares add up to the digit, and none is more than one from its exact part', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12_000_000 }),
      fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 8 }),
      (total, weights) => {
        const parts = shareOut(total, weights);
        const sum = weights.reduce((all, one) => all + one, 0);
        expect(parts.reduce((all, one) => all + one, 0)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const exact = sum > 0 ? (total * (weights[index] ?? 0)) / sum : total / weights.length;
          expect(Math.abs(part - exact)).toBeLessThan(1);
        }
      },
    ),
  );
});
