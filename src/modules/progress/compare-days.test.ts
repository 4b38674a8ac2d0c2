import { expect, test } from 'vitest';
import { compareDays } from '#app/modules/progress/compare-days.ts';
import type { Cadence } from '#app/modules/progress/periods.ts';

const span = { from: '2025-01-01', to: '2030-12-31' };
const targets = (...cadences: Cadence[]) => cadences.map((cadence) => ({ rule: { cadence }, dueOn: null }));

test.for<[string, Cadence[], string, [string, string[]][]]>([
  ['a plan without periods has only its own day', ['once'], '2026-02-10', [['2026-02-10', []]]],
  [
    'periods that are over, the newest first, each once',
    ['half_yearly', 'half_yearly'],
    '2026-02-10',
    [
      ['2026-02-10', []],
      ['2025-12-31', ['2025-H2']],
      ['2025-06-30', ['2025-H1']],
    ],
  ],
  [
    'a quarter and a year that end on one day are one choice',
    ['quarterly', 'yearly'],
    '2026-01-15',
    [
      ['2026-01-15', []],
      ['2025-12-31', ['2025-Q4', '2025']],
      ['2025-09-30', ['2025-Q3']],
      ['2025-06-30', ['2025-Q2']],
      ['2025-03-31', ['2025-Q1']],
    ],
  ],
  [
    'a period that ends on the day is that day',
    ['quarterly'],
    '2025-06-30',
    [
      ['2025-06-30', []],
      ['2025-03-31', ['2025-Q1']],
    ],
  ],
])('%s', ([, cadences, on, expected]) => {
  const days = compareDays(targets(...cadences), span, on);
  expect(days.map((day) => [day.on, day.periods.map((period) => period.key)])).toEqual(expected);
});
