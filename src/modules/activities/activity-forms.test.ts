import { expect, test } from 'vitest';
import { recordActivityForm } from '#app/modules/activities/activity-forms.ts';

const sent = (more: object) =>
  recordActivityForm.safeParse({ formId: 'sport', startsOn: '2026-03-01', requestKey: 'abcdefgh', ...more });
const problemsOf = (more: object) =>
  sent(more).error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);

test('the shortest record: a form and a day', () => {
  expect(sent({}).data).toMatchObject({
    formId: 'sport',
    startsOn: '2026-03-01',
    endsOn: '2026-03-01',
    attendance: [],
    costs: [],
    links: [],
    title: '',
  });
});

test.for([
  [
    'attendances alone, nobody twice',
    { attendanceCount: '40', personCount: '' },
    true,
    { attendanceCount: 40, personCount: 40 },
  ],
  [
    'attendances alone, persons unknown',
    { attendanceCount: '40', personCount: '' },
    false,
    { attendanceCount: 40, personCount: null },
  ],
  ['both', { attendanceCount: '1.200', personCount: '400' }, true, { attendanceCount: 1200, personCount: 400 }],
  ['persons alone', { attendanceCount: '', personCount: '12' }, false, { attendanceCount: 12, personCount: 12 }],
] as const)('%s', ([, group, isOnceEach, expected]) => {
  const typed = { attendance: { members: group }, ...(isOnceEach ? { isOnceEach: 'yes' } : {}) };
  expect(sent(typed).data?.attendance).toEqual([{ populationId: 'members', ...expected }]);
});

test('a group left empty is not a group of nobody', () => {
  expect(sent({ attendance: { members: { attendanceCount: '', personCount: '' } } }).data?.attendance).toEqual([]);
});

test.for([
  [{ startsOn: '2026-02-30' }, 'startsOn field_date'],
  [{ endsOn: '2026-02-01' }, 'endsOn field_ends_before_start'],
  [
    { attendance: { members: { attendanceCount: '4', personCount: '5' } } },
    'attendance.members.personCount field_more_persons_than_attendances',
  ],
  [{ attendance: { members: { attendanceCount: 'bốn' } } }, 'attendance.members.attendanceCount field_whole_number'],
  [{ attendance: { members: { attendanceCount: '-4' } } }, 'attendance.members.attendanceCount field_whole_number'],
  [{ attendance: { members: { attendanceCount: '9999999999' } } }, 'attendance.members.attendanceCount field_too_big'],
  [{ links: ['plan:1'] }, 'links field_invalid'],
] as const)('%j is refused', ([more, problem]) => {
  expect(problemsOf(more)).toEqual([problem]);
});

test('amounts are read as typed', () => {
  expect(sent({ costs: { union_budget: '2.500.000', employer: '' } }).data?.costs).toEqual([
    { costSourceId: 'union_budget', amountDong: 2_500_000 },
  ]);
});

test('held files that were let go of do not come along, and the rest count toward the most that are sent', () => {
  const ids = Array.from({ length: 20 }, (_, index) => `00000000-0000-4000-8000-0000000000${String(index + 10)}`);
  const file = new File(['x'], 'a.txt');
  expect(sent({ heldFiles: ids, droppedFiles: ids.slice(1) }).data?.heldFiles).toEqual(ids.slice(0, 1));
  expect(problemsOf({ heldFiles: ids, files: [file] })).toEqual(['files field_too_many']);
  expect(problemsOf({ heldFiles: ids, droppedFiles: ids.slice(0, 1), files: [file] })).toBeUndefined();
});
