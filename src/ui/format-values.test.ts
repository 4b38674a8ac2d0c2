import { expect, test } from 'vitest';
import { formatDate, formatNumber, formatSize } from './format-values.ts';

test('numbers are written the Vietnamese way, in which the comma is the decimal', () => {
  expect(formatNumber(1234.56)).toBe('1.234,6');
  expect(formatNumber(50)).toBe('50');
});

test('a date keeps its day whatever the zone, and what is no date is left as typed', () => {
  expect(formatDate('2026-06-30')).toBe('30/06/2026');
  expect(formatDate('2026-06-30', 'long')).toBe('Thứ Ba, 30/06/2026');
  expect(formatDate('30/6')).toBe('30/6');
});

test('sizes in the unit that people know from their phones', () => {
  expect(formatSize(400)).toBe('1 KB');
  expect(formatSize(850_000)).toBe('850 KB');
  expect(formatSize(2_440_000)).toBe('2,4 MB');
});
