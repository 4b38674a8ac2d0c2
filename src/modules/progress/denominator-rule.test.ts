import { expect, test } from 'vitest';
import { standingIn } from '#app/modules/progress/denominator-rule.ts';

const year = { key: '2026', from: '2026-01-01', to: '2026-12-31' };
const term = { key: 'all', from: '2023-01-01', to: '2028-12-31' };
const quarter = { key: '2026-Q2', from: '2026-04-01', to: '2026-06-30' };

test.for([
  ['there before the year', year, '2020-01-01', null, '2026-06-30', 'counted'],
  ['founded on the first day', year, '2026-01-01', null, '2026-06-30', 'counted'],
  ['founded with half a year left', year, '2026-07-02', null, '2026-12-31', 'counted'],
  ['founded with a little less than 180 days left', year, '2026-07-06', null, '2026-12-31', 'too_new'],
  ['founded late, seen before', year, '2026-10-01', null, '2026-06-30', 'not_yet'],
  ['founded late, seen after', year, '2026-10-01', null, '2026-12-31', 'too_new'],
  ['founded in the middle of a term', term, '2026-01-01', null, '2026-02-01', 'counted'],
  ['founded half a quarter before its end', quarter, '2026-05-15', null, '2026-06-30', 'counted'],
  ['founded in the last weeks of a quarter', quarter, '2026-05-20', null, '2026-06-30', 'too_new'],
  ['ended in the year, seen before', year, '2020-01-01', '2026-07-01', '2026-06-30', 'counted'],
  ['ended on the day', year, '2020-01-01', '2026-07-01', '2026-07-01', 'ended'],
  ['ended after the period', quarter, '2020-01-01', '2026-07-01', '2026-12-31', 'counted'],
] as const)('%s', ([, period, foundedOn, endedOn, on, expected]) => {
  expect(standingIn({ foundedOn, endedOn }, period, on)).toBe(expected);
});
