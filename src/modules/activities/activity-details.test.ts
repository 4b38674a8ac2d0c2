import { expect, test } from 'vitest';
import { changedParts, contributionsOf } from '#app/modules/activities/activity-details.ts';

const held = {
  startsOn: '2026-03-01',
  attendance: [
    { populationId: 'members', attendanceCount: 120, personCount: 40 },
    { populationId: 'workers', attendanceCount: 15, personCount: null },
  ],
  costs: [
    { costSourceId: 'union_budget', amountDong: 2_000_000 },
    { costSourceId: 'employer', amountDong: 500_000 },
  ],
};
const line = (one: { measureId: string; populationId: string | null; targetRootId: string | null; value: number }) =>
  `${one.targetRootId ?? '-'} ${one.measureId} ${one.populationId ?? '-'} ${one.value}`;

test('an activity counts once for the measures and once for each target, never attendances as persons', () => {
  expect(contributionsOf(held, ['a', 'b', 'a']).map(line)).toEqual(
    ['-', 'a', 'b'].flatMap((root) => [
      `${root} activities - 1`,
      `${root} attendances members 120`,
      `${root} persons members 40`,
      `${root} attendances workers 15`,
      `${root} cost - 2500000`,
    ]),
  );
});

test('nothing spent and nobody counted leave only the activity itself', () => {
  expect(contributionsOf({ startsOn: '2026-03-01', attendance: [], costs: [] }, []).map(line)).toEqual([
    '- activities - 1',
  ]);
});

test('another order of rows is no change, another figure is', () => {
  const before = { title: 'Hội nghị', attendance: held.attendance };
  expect(changedParts(before, { title: 'Hội nghị', attendance: held.attendance.toReversed() })).toEqual([]);
  expect(changedParts(before, { title: 'Hội nghị 2', attendance: held.attendance.slice(1) })).toEqual([
    'title',
    'attendance',
  ]);
});
