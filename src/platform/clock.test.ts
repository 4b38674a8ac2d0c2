import { expect, test } from 'vitest';
import { isLocalDate } from '#app/platform/clock.ts';

test.for([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-99-99', false],
  ['2026-2-1', false],
  ['', false],
] as const)('%s is a day: %s', ([text, isDay]) => {
  expect(isLocalDate(text)).toBe(isDay);
});
