import { expect, test } from 'vitest';
import { stepNumber } from './step-number.ts';

test.for([
  [3, 1, { min: 0 }, 4],
  ['3', -1, { min: 0 }, 2],
  [0, -1, { min: 0 }, 0],
  [10, 5, { max: 12 }, 12],
  ['', 1, { min: 0 }, 1],
  [null, 1, {}, 1],
  ['mười', 1, { min: 5 }, 6],
] as const)('%s %s within %o is %s', ([value, by, bounds, result]) => {
  expect(stepNumber(value, by, bounds)).toBe(result);
});
