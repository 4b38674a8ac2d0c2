import { expect, test } from 'vitest';
import { byUrgency, markOf, type DueItem } from '#app/modules/home/home-items.ts';

const today = '2026-06-30';

test.for([
  ['2026-06-28', 'late', 2],
  ['2026-06-30', 'risk', 0],
  ['2026-07-07', 'risk', -7],
  ['2026-07-08', 'neutral', -8],
  [null, 'neutral', null],
] as const)('due on %s: %s, %s days', ([dueOn, state, days]) => {
  expect(markOf(dueOn, today)).toEqual({ state, days });
});

test('the longest overdue stands first, what has no day before what has more than a week', () => {
  const item = (id: string, dueOn: string | null): DueItem => ({ id, kind: 'activity', title: id, href: '/', dueOn });
  const items = [
    item('in a month', '2026-07-30'),
    item('without a day', null),
    item('in a week', '2026-07-07'),
    item('long ago', '2026-05-01'),
    item('yesterday', '2026-06-29'),
  ];
  expect(items.toSorted(byUrgency(today)).map((one) => one.id)).toEqual([
    'long ago',
    'yesterday',
    'in a week',
    'without a day',
    'in a month',
  ]);
});
