import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks, lineRuns, shownLabels } from './chart-scale.ts';

test.for([
  [97, [0, 25, 50, 75, 100]],
  [100, [0, 25, 50, 75, 100]],
  [7, [0, 2, 4, 6, 8]],
  [0.3, [0, 0.1, 0.2, 0.3]],
  [0, [0, 1]],
] as const)('an axis up to %s has the ticks %o', ([largest, ticks]) => {
  expect(axisTicks(largest)).toEqual(ticks);
});

test('an axis always reaches its largest figure, with few ticks', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (largest) => {
      const ticks = axisTicks(largest);
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(largest * (1 - 1e-8));
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('labels thin out but the last period is always named', () => {
  expect(shownLabels(4, 6)).toEqual([0, 1, 2, 3]);
  expect(shownLabels(12, 6)).toEqual([1, 3, 5, 7, 9, 11]);
  expect(shownLabels(0, 6)).toEqual([]);
});

test('a missing figure breaks the line instead of falling to zero', () => {
  expect(lineRuns([1, 2, null, 4])).toEqual([
    [
      { at: 0, value: 1 },
      { at: 1, value: 2 },
    ],
    [{ at: 3, value: 4 }],
  ]);
  expect(lineRuns([null, null])).toEqual([]);
});
