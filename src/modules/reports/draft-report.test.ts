import { expect, test } from 'vitest';
import {
  draftReport,
  targetSentence,
  type ReportFactsGathered,
  type TargetFacts,
} from '#app/modules/reports/draft-report.ts';

const target: TargetFacts = {
  rootId: 't1',
  statement: 'Mỗi CĐCS ít nhất 01 hoạt động',
  unitText: '',
  kind: 'share',
  actual: 3,
  of: 4,
  needed: 100,
  state: 'late',
};

const nothing: ReportFactsGathered = {
  from: '2025-12-01',
  to: '2026-05-31',
  plans: [],
  total: { activityCount: 0, attendanceCount: 0, unitCount: 0, costDong: 0 },
  forms: [],
  unlinkedCount: 0,
  children: [],
  childWords: [],
  adjustments: new Map(),
};

const sentences: [Partial<TargetFacts>, string][] = [
  [{}, 'Mỗi CĐCS ít nhất 01 hoạt động: 3/4 (75%), chưa đạt (cần 100%).'],
  [{ actual: 4, state: 'met' }, 'Mỗi CĐCS ít nhất 01 hoạt động: 4/4 (100%), đạt.'],
  [
    { actual: 999, of: 1000, state: 'risk' },
    'Mỗi CĐCS ít nhất 01 hoạt động: 999/1.000 (99,9%), đang thực hiện, có nguy cơ không kịp (cần 100%).',
  ],
  [
    { kind: 'count', actual: 5, of: null, needed: 6, unitText: 'lớp', state: 'open' },
    'Mỗi CĐCS ít nhất 01 hoạt động: 5 lớp, đang thực hiện (cần 6).',
  ],
  [{ kind: 'none' }, 'Mỗi CĐCS ít nhất 01 hoạt động: chưa có số liệu.'],
  [{ statement: 'Có dấu chấm cuối.', actual: 4, state: 'met' }, 'Có dấu chấm cuối: 4/4 (100%), đạt.'],
];

test.for(sentences)('%o reads %s', ([change, sentence]) => {
  expect(targetSentence({ ...target, ...change })).toBe(sentence);
});

test('a share is never rounded up to what was not reached', () => {
  expect(targetSentence({ ...target, actual: 9999, of: 10_000 })).toContain('(99,9%)');
});

test('an empty half-year says so and still has every section that a person fills', () => {
  const sections = draftReport(nothing);
  expect(sections.map((section) => section.slot)).toEqual(['results', 'difficulties', 'proposals', 'next']);
  expect(sections[0]?.drafted).toBe('Từ 1/12/2025 đến 31/5/2026 chưa ghi nhận hoạt động nào.');
});

test('plans stand in their order with their figures, and what units below wrote is taken over with their names', () => {
  const sections = draftReport({
    ...nothing,
    total: { activityCount: 1200, attendanceCount: 45_000, unitCount: 170, costDong: 1_500_000 },
    forms: [{ name: 'Tuyên truyền miệng', activityCount: 1200, attendanceCount: 45_000 }],
    plans: [
      {
        planId: 'p1',
        title: 'Giáo dục truyền thống',
        numberText: '12/KH-LĐLĐ',
        targets: [target],
        tasks: [
          { statement: 'Gửi tài liệu', state: 'done', dueOn: null, doneNote: '' },
          { statement: 'Sơ kết', state: 'open', dueOn: '2026-12-15', doneNote: '' },
          { statement: 'Tập huấn', state: 'open', dueOn: '2026-04-30', doneNote: '' },
        ],
      },
    ],
    children: [
      { name: 'CĐ phường A', status: 'accepted' },
      { name: 'CĐ phường B', status: 'none' },
    ],
    childWords: [{ unitName: 'CĐ phường A', difficulties: 'Thiếu cán bộ.', proposals: '' }],
    adjustments: new Map([['t1', { amount: 1, reasons: ['CĐ phường A: bổ sung một đơn vị'] }]]),
  });
  expect(sections.map((section) => section.slot)).toEqual([
    'results',
    'plan:p1',
    'below',
    'difficulties',
    'proposals',
    'next',
  ]);
  expect(sections[0]?.drafted).toContain(
    '1.200 hoạt động tuyên truyền tại 170 đơn vị, với 45.000 lượt người tham dự; kinh phí 1.500.000 đồng.',
  );
  expect(sections[1]).toMatchObject({
    heading: 'Giáo dục truyền thống (số 12/KH-LĐLĐ)',
    figures: [
      { computed: 3, computedOf: 4, explanation: { adjustment: 1, reasons: ['CĐ phường A: bổ sung một đơn vị'] } },
    ],
  });
  expect(sections[2]?.drafted).toContain('Chưa báo cáo: CĐ phường B.');
  expect(sections[3]?.drafted).toBe('- CĐ phường A: Thiếu cán bộ.');
  expect(sections[5]?.drafted).toBe('- Tập huấn (quá hạn 30/4/2026)\n- Sơ kết (hạn 15/12/2026)');
});
