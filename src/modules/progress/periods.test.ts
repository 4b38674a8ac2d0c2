import { expect, test } from 'vitest';
import { dueInPeriod, periodOn, periodsUntil, type Cadence } from '#app/modules/progress/periods.ts';

const span = { from: '2023-08-27', to: '2025-12-31' };
const line = (p: { key: string; from: string; to: string }) => `${p.key} ${p.from}..${p.to}`;

test.for<[Cadence, string | null, string, string]>([
  ['yearly', null, '2024-02-29', '2024 2024-01-01..2024-12-31'],
  ['yearly', null, '2023-09-01', '2023 2023-01-01..2023-12-31'],
  ['yearly', null, '2030-01-01', '2025 2025-01-01..2025-12-31'],
  ['half_yearly', null, '2024-07-01', '2024-H2 2024-07-01..2024-12-31'],
  ['quarterly', null, '2024-05-31', '2024-Q2 2024-04-01..2024-06-30'],
  ['monthly', null, '2024-02-10', '2024-02 2024-02-01..2024-02-29'],
  ['two_yearly', null, '2024-12-31', '2023-2024 2023-01-01..2024-12-31'],
  ['two_yearly', null, '2025-01-01', '2025-2026 2025-01-01..2026-12-31'],
  ['five_yearly', null, '2025-01-01', '2023-2027 2023-01-01..2027-12-31'],
  ['once', null, '2024-01-01', 'all 2023-08-27..2025-12-31'],
  ['by_date', '2024-06-30', '2024-01-01', 'all 2023-08-27..2025-12-31'],
  ['by_date', '2026-06-30', '2024-01-01', 'all 2023-08-27..2026-06-30'],
  ['term', null, '2024-01-01', 'all 2023-08-27..2025-12-31'],
  ['yearly', null, '2020-01-01', '2023 2023-01-01..2023-12-31'],
])('%s due %s on %s', ([cadence, due, on, expected]) => {
  expect(line(periodOn(cadence, span, due, on))).toBe(expected);
});

test('a plan that names no end and no deadline is taken to run to the end of its year', () => {
  expect(line(periodOn('once', { from: '2026-01-05', to: null }, null, '2026-02-01'))).toBe(
    'all 2026-01-05..2026-12-31',
  );
});

test('the periods of a plan so far, oldest first', () => {
  expect(periodsUntil('yearly', span, null, '2025-03-01').map((p) => p.key)).toEqual(['2023', '2024', '2025']);
  expect(periodsUntil('quarterly', span, null, '2024-01-01').map((p) => p.key)).toEqual([
    '2023-Q3',
    '2023-Q4',
    '2024-Q1',
  ]);
});

test.for([
  ['2024-06-30', '2024-06-30'],
  [null, '2024-12-31'],
  ['2025-06-30', '2024-12-31'],
] as const)('a yearly target due %s falls due in 2024 on %s', ([due, expected]) => {
  expect(dueInPeriod({ key: '2024', from: '2024-01-01', to: '2024-12-31' }, due, span)).toBe(expected);
});

test('the plan’s end is the deadline of its last period', () => {
  const period = { key: '2024', from: '2024-01-01', to: '2024-12-31' };
  expect(dueInPeriod(period, null, { from: '2024-01-01', to: '2024-09-30' })).toBe('2024-09-30');
});
