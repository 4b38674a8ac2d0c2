import { expect, test } from 'vitest';
import { changedParts, contributionsOf } from '#app/modules/activities/activity-details.ts';

const held = {
  formId: 'visual',
  topicIds: [],
  quantities: [{ measureId: 'panels', amount: 3 }],
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
  expect(
    contributionsOf(
      held,
      ['a', 'b', 'a'].map((rootId) => ({ rootId, measureIds: [] })),
    ).map(line),
  ).toEqual(
    ['-', 'a', 'b'].flatMap((root) => [
      `${root} activities - 1`,
      `${root} attendances members 120`,
      `${root} persons members 40`,
      `${root} attendances workers 15`,
      `${root} cost - 2500000`,
    ]),
  );
});

test('a measure with a rule counts for itself, and for a target that names it', () => {
  const panels = { id: 'panels', rule: { source: 'activities', count: 'quantity', formIds: ['visual'] } } as const;
  const campaigns = { id: 'visual_actions', rule: { source: 'activities', count: 'activities' } } as const;
  const measures = [panels, campaigns].map((one) => ({ ...one, validFrom: null, retiredOn: null }));
  const targets = [
    { rootId: 'a', measureIds: ['panels'] },
    { rootId: 'b', measureIds: ['activities'] },
  ];
  const told = contributionsOf(held, targets, measures).map(line);
  expect(told.filter((one) => /panels|visual_actions/.test(one))).toEqual([
    '- panels - 3',
    '- visual_actions - 1',
    'a panels - 3',
  ]);
});

test('nothing spent and nobody counted leave only the activity itself', () => {
  expect(contributionsOf({ ...held, attendance: [], costs: [], quantities: [] }, []).map(line)).toEqual([
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
