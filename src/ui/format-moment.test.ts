import { expect, test } from 'vitest';
import { formatMoment } from './format-moment.ts';

test('a moment is that of the clock in Vietnam, also past midnight there', () => {
  expect(formatMoment(new Date('2026-11-21T03:05:00Z'))).toBe('10:05 21/11/2026');
  expect(formatMoment(new Date('2026-12-31T17:30:00Z'))).toBe('00:30 01/01/2027');
});
