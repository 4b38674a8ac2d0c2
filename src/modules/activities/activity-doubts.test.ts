import { expect, test } from 'vitest';
import { doubtsOf } from '#app/modules/activities/activity-doubts.ts';

const declared = new Map([['members', 40]]);
const oneDay = { startsOn: '2026-03-01', endsOn: '2026-03-01' };
const twoDays = { startsOn: '2026-03-01', endsOn: '2026-03-02' };

test.for([
  ['as many persons as declared', oneDay, 'members', 40, 40, 0],
  ['more persons than declared', oneDay, 'members', 41, 41, 1],
  ['uncounted persons, more attendances on one day', oneDay, 'members', 41, null, 1],
  ['more attendances over two days, persons uncounted', twoDays, 'members', 80, null, 0],
  ['more attendances than declared but fewer persons', oneDay, 'members', 80, 40, 0],
  ['a group that the unit never declared', oneDay, 'workers', 900, 900, 0],
] as const)('%s', ([, days, populationId, attendanceCount, personCount, expected]) => {
  const doubts = doubtsOf({ ...days, attendance: [{ populationId, attendanceCount, personCount }] }, declared, []);
  expect(doubts).toHaveLength(expected);
});

test.for([
  ['2026-01-01', '2026-12-31', 0],
  [null, null, 0],
  ['2026-03-02', null, 1],
  ['2026-01-01', '2026-02-28', 1],
] as const)('a plan from %s to %s', ([validFrom, validTo, expected]) => {
  const plan = { planId: 'p', planTitle: 'Kế hoạch', validFrom, validTo };
  expect(doubtsOf({ ...oneDay, attendance: [] }, declared, [plan])).toHaveLength(expected);
});
