import { expect, test } from 'vitest';
import { documentLimits, endOfReading } from './document-limits.ts';

const { length: limit, paragraphCost } = documentLimits;

test.for([
  ['a short text', 'Kế hoạch\n', 9],
  ['a text at the limit', 'a'.repeat(limit), limit],
  ['one line beyond it', 'a'.repeat(2 * limit), limit],
  ['200 pages of 3,000 letters', `${'a'.repeat(99)}\n`.repeat(6000), 600_000],
] as const)('%s', ([, text, end]) => {
  expect(endOfReading(text)).toBe(end);
});

test('of many short lines as many are read as their cost allows, and none in part', () => {
  const line = '- Tưới cây.\n';
  const end = endOfReading(line.repeat(1_000_000));
  expect(end % line.length).toBe(0);
  expect(end / line.length).toBe(Math.floor(limit / (line.length + paragraphCost)));
});

test('what was cut is not cut again', () => {
  for (const line of ['a\n', 'abc def\n', `${'x'.repeat(5000)}\n`, `${'x'.repeat(500_000)}\n`]) {
    const whole = line.repeat(Math.ceil((3 * limit) / line.length));
    const once = whole.slice(0, endOfReading(whole));
    expect(endOfReading(once)).toBe(once.length);
  }
});
