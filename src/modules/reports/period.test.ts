import { expect, test } from 'vitest';
import { dueOn, latestPeriod, periodOf, runningPeriod, type PeriodKind } from '#app/modules/reports/period.ts';

const spans: [PeriodKind, number, number, string, string][] = [
  ['half_year', 2026, 1, '2025-12-01', '2026-05-31'],
  ['nine_months', 2026, 1, '2025-12-01', '2026-08-31'],
  ['year', 2026, 1, '2025-12-01', '2026-11-30'],
  ['quarter', 2026, 1, '2026-01-01', '2026-03-31'],
  ['quarter', 2026, 4, '2026-10-01', '2026-12-31'],
  ['month', 2028, 2, '2028-02-01', '2028-02-29'],
  ['month', 2026, 12, '2026-12-01', '2026-12-31'],
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
  const rule = { kind: 'half_year' as const, from: '01-01', to: '06-20', dueDays: { 4: 2, 3: 4, 2: 6 } };
  const half = periodOf('half_year', 2026, 1, rule);
  expect(half).toMatchObject({ from: '2026-01-01', to: '2026-06-20' });
  expect(dueOn(half, 3, rule)).toBe('2026-06-24');
});

test.for([
  ['half_year', '2026-05-31', '2026-05-31'],
  ['half_year', '2026-05-30', '2025-05-31'],
  ['quarter', '2026-04-01', '2026-03-31'],
  ['year', '2026-01-05', '2025-11-30'],
] as [PeriodKind, string, string][])('the latest complete %s on %s ended on %s', ([kind, today, to]) => {
  expect(latestPeriod(kind, today).to).toBe(to);
});

test('the running year changes on the first of December', () => {
  expect(runningPeriod('year', '2026-11-30')?.year).toBe(2026);
  expect(runningPeriod('year', '2026-12-01')?.year).toBe(2027);
});
