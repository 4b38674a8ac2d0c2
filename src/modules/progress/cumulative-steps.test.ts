import { expect, test } from 'vitest';
import { cumulativeSteps, stepGains } from '#app/modules/progress/cumulative-steps.ts';

const all = (from: string, to: string) => ({ key: 'all', from, to });

test.for<[string, string, string, string, string[]]>([
  ['each year that is over', '2024-03-01', '2028-12-31', '2026-03-16', ['to-2024', 'to-2025']],
  ['nothing in the first year', '2026-01-01', '2028-12-31', '2026-03-16', []],
  ['on the last day of a year it is not over', '2025-01-01', '2028-12-31', '2025-12-31', []],
  ['the day after it is', '2025-01-01', '2028-12-31', '2026-01-01', ['to-2025']],
  ['the last year is the period itself', '2024-01-01', '2025-12-31', '2027-05-01', ['to-2024']],
  ['a plan of one year has none', '2025-01-01', '2025-12-31', '2026-03-16', []],
])('%s', ([, from, to, on, keys]) => {
  const steps = cumulativeSteps(all(from, to), { from, to }, on);
  expect(steps.map((step) => step.key)).toEqual(keys);
  expect(steps.every((step) => step.from === from)).toBe(true);
});

test('a period with a rhythm has no steps', () => {
  const year = { key: '2026', from: '2026-01-01', to: '2026-12-31' };
  expect(cumulativeSteps(year, { from: '2024-01-01', to: '2028-12-31' }, '2026-03-16')).toEqual([]);
});

test('a year’s own part is what it added', () => {
  expect(stepGains([40, 65, 65])).toEqual([40, 25, 0]);
});
