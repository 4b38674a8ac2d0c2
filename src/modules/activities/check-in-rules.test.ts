import { expect, test } from 'vitest';
import { checkInState, personKey, type CheckInState } from '#app/modules/activities/check-in-rules.ts';

const held = { startsOn: '2026-03-16', endsOn: '2026-03-17', status: 'planned' };
const closed = new Date('2026-03-16T03:00:00Z');

test.for<[string, object, Date | null, string, CheckInState]>([
  ['on its first day', {}, null, '2026-03-16', 'open'],
  ['on its last day', {}, null, '2026-03-17', 'open'],
  ['the day before', {}, null, '2026-03-15', 'not_yet'],
  ['the day after', {}, null, '2026-03-18', 'over'],
  ['closed by its organiser', {}, closed, '2026-03-16', 'closed'],
  ['closed and past', {}, closed, '2026-03-18', 'over'],
  ['cancelled', { status: 'cancelled' }, null, '2026-03-16', 'cancelled'],
  ['recorded as done already', { status: 'done' }, null, '2026-03-16', 'open'],
])('%s', ([, change, closedAt, today, state]) => {
  expect(checkInState({ ...held, ...change }, { closedAt }, today)).toBe(state);
});

test.for<[string, [string, string], [string, string], boolean]>([
  ['with and without accents', ['Nguyễn Thị Hoa', ''], ['nguyen thi  hoa', ''], true],
  ['two sections', ['Nguyễn Thị Hoa', 'Tổ 1'], ['Nguyễn Thị Hoa', 'Tổ 2'], false],
  ['the section written otherwise', ['Nguyễn Thị Hoa', 'Tổ 1'], ['Nguyễn Thị Hoa', 'tổ  1'], true],
  ['two names', ['Nguyễn Thị Hoa', ''], ['Nguyễn Thị Hòa An', ''], false],
])('one person: %s', ([, one, other, isSame]) => {
  expect(personKey(...one) === personKey(...other)).toBe(isSame);
});
