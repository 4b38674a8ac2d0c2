import { expect, test } from 'vitest';
import { progressShares } from './progress-shares.ts';

test('value, target and forecast share one scale', () => {
  expect(progressShares({ value: 50, target: 90, forecast: 75, max: 100 })).toEqual({
    fill: 50,
    tick: 90,
    forecast: 75,
  });
});

test('more than the whole never leaves the bar', () => {
  expect(progressShares({ value: 130, target: 100, max: 100 })).toEqual({ fill: 100, tick: 100, forecast: null });
});

test('without a whole, the larger of value and target is nearly the end, so that the tick shows', () => {
  const { fill, tick } = progressShares({ value: 4, target: 8 });
  expect(tick).toBeGreaterThan(95);
  expect(tick).toBeLessThan(100);
  expect(fill).toBeCloseTo((tick ?? 0) / 2, 1);
});

test('nothing of nothing is an empty bar, not a division by zero', () => {
  expect(progressShares({ value: 0 })).toEqual({ fill: 0, tick: null, forecast: null });
  expect(progressShares({ value: 0, target: 0 })).toEqual({ fill: 0, tick: 0, forecast: null });
});

test('a forecast behind the present value is left out', () => {
  expect(progressShares({ value: 60, forecast: 40, max: 100 }).forecast).toBeNull();
});
