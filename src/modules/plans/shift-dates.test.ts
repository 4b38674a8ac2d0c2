import { expect, test } from 'vitest';
import { dateShift } from '#app/modules/plans/shift-dates.ts';

const cases: [string, string, string, string][] = [
  ['2025-01-01', '2026-01-01', '2025-07-28', '2026-07-28'],
  ['2024-01-01', '2025-01-01', '2024-02-29', '2025-02-28'],
  ['2024-01-01', '2028-01-01', '2024-02-29', '2028-02-29'],
  ['2026-01-01', '2026-04-01', '2026-01-20', '2026-04-20'],
  ['2026-04-01', '2026-07-01', '2026-06-30', '2026-09-29'],
  ['2026-07-01', '2026-01-01', '2026-08-01', '2026-02-01'],
];
test.for(cases)('a plan from %s moved to %s: %s becomes %s', ([from, to, date, expected]) => {
  expect(dateShift(from, to)(date)).toBe(expected);
});
