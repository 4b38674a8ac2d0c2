import { expect, test } from 'vitest';
import {
  dueOn,
  latestOwed,
  latestPeriod,
  periodOf,
  usualRules,
  runningPeriod,
  type PeriodKind,
} from '#app/modules/reports/period.ts';

const spans: [PeriodKind, number, number, string, string][] = [
  ['half_year', 2026, 1, '2025-12-01', '2026-05-31'],
  ['nine_months', 2026, 1, '2025-12-01', '2026-08-31'],
  ['year', 2026, 1, '2025-12-01', '2026-11-30'],
  ['quarter', 2026, 1, '2026-01-01', '2026-03-15'],
  ['quarter', 2026, 3, '2026-07-01', '2026-09-15'],
  ['month', 2026, 1, '2025-12-16', '2026-01-15'],
  ['month', 2026, 12, '2026-11-16', '2026-12-15'],
];

test.for(spans)('%s %i/%i runs from %s to %s', ([kind, year, index, from, to]) => {
  expect(periodOf(kind, year, index)).toMatchObject({ from, to });
});

test('each tier has its own day, grassroots first', () => {
  const half = periodOf('half_year', 2026, 1);
  expect([4, 3, 2].map((tier) => dueOn(half, tier))).toEqual(['2026-06-05', '2026-06-10', '2026-06-15']);
  expect(dueOn(half, 6)).toBe('2026-06-05');
});

test('a rule of one’s own moves the days', () => {
  const rule = {
    kind: 'half_year' as const,
    from: '01-01',
    to: '06-20',
    dueDays: { 4: 2, 3: 4, 2: 6 },
    isOwed: true,
    owedIndexes: null,
  };
  const half = periodOf('half_year', 2026, 1, rule);
  expect(half).toMatchObject({ from: '2026-01-01', to: '2026-06-20' });
  expect(dueOn(half, 3, rule)).toBe('2026-06-24');
});

test.for([
  ['half_year', '2026-05-31', '2026-05-31'],
  ['half_year', '2026-05-30', '2025-05-31'],
  ['quarter', '2026-04-01', '2026-03-15'],
  ['year', '2026-01-05', '2025-11-30'],
] as [PeriodKind, string, string][])('the latest complete %s on %s ended on %s', ([kind, today, to]) => {
  expect(latestPeriod(kind, today).to).toBe(to);
});

test('the running year changes on the first of December', () => {
  expect(runningPeriod('year', '2026-11-30')?.year).toBe(2026);
  expect(runningPeriod('year', '2026-12-01')?.year).toBe(2027);
});

test('months that a rule counts from first to last day keep their last day', () => {
  const rule = { ...usualRules.month, from: '01-01', to: '01-31' };
  const days = [1, 2, 4, 12].map((index) => periodOf('month', 2028, index, rule));
  expect(days.map((one) => [one.from, one.to])).toEqual([
    ['2028-01-01', '2028-01-31'],
    ['2028-02-01', '2028-02-29'],
    ['2028-04-01', '2028-04-30'],
    ['2028-12-01', '2028-12-31'],
  ]);
});

test('of a kind that is not asked for nothing is owed, and of quarters those that are named', () => {
  expect(latestOwed('month', '2026-06-20')).toBeNull();
  expect(latestOwed('half_year', '2026-06-20')?.to).toBe('2026-05-31');
  const quarters = { ...usualRules.quarter, isOwed: true };
  expect(latestOwed('quarter', '2026-07-20', quarters)).toMatchObject({ index: 1, year: 2026 });
  expect(latestOwed('quarter', '2026-09-15', quarters)).toMatchObject({ index: 3, year: 2026 });
});
