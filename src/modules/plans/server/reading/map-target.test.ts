import { expect, test } from 'vitest';
import { mapTargets } from '#app/modules/plans/server/reading/map-target.ts';
import { readItems } from '#app/modules/plans/server/testing/read-items.ts';
import type { ReadTarget } from '#app/vanban/plan-document.ts';

// Sentences written for these tests, in the shapes that plans of the field have.
const text = [
  'Mỗi năm, 100% các CĐCS có ít nhất 01 hoạt động giới thiệu di tích của địa phương cho đoàn viên, người lao động.',
  'Phấn đấu mỗi năm có trên 88% ĐVNLĐ trong các đơn vị hành chính sự nghiệp và hơn 62% trở lên ĐVNLĐ trong các doanh nghiệp được học tập, quán triệt nghị quyết.',
  'Hằng năm có 100% cán bộ công đoàn chủ chốt, 92% trở lên đoàn viên, người lao động trong các đơn vị có công đoàn được quán triệt chính sách mới.',
  'Trong nhiệm kỳ, Công đoàn ngành tổ chức 04 lớp tập huấn cho cán bộ công đoàn.',
  'Hằng năm, 100% các CĐCS, đoàn viên, CNVCLĐ thực hiện nghiêm kỷ luật lao động.',
  'Có 90% trở lên gia đình đoàn viên đạt gia đình văn hóa.',
  'Định kỳ 2 năm và 5 năm có 92% cơ quan, đơn vị đạt chuẩn văn hóa.',
  '100% công đoàn cấp trên cơ sở đưa tin lên trang của đơn vị.',
  'Phát hành tờ gấp đến 100% CĐCS trong tháng 10/2026.',
  'Công đoàn các phường mỗi đơn vị ít nhất có 03 tin.',
  'Công đoàn cơ sở trực thuộc có ít nhất 7 tin.',
  'Hằng năm tổ chức 01 giải thể thao.',
].join('\n');
const read = readItems(text);
const line = (at: number): string => text.split('\n')[at] ?? '';
const one = (target: ReadTarget) => mapTargets([target], 2026)[0];

test('a rate of units with a minimum in the same clause is one target over units, not over people', () => {
  const rate = read.target(line(0), { value: 100, population: 'các CĐCS', period: 'yearly' });
  const minimum = read.target(line(0), {
    value: 1,
    unit: 'count',
    unitText: 'hoạt động',
    comparator: '>=',
    population: 'đoàn viên, người lao động',
    period: 'yearly',
  });
  expect(mapTargets([rate, minimum], 2026)).toMatchObject([
    {
      shape: 'unit_rate',
      measureId: 'activities',
      value: 100,
      comparator: '=',
      minPerUnit: 1,
      kindIds: ['grassroots_union'],
      populationId: null,
      cadence: 'yearly',
      binds: 'tree',
      review: 'sure',
    },
  ]);
});

test('two thresholds of one sentence by sector stay two targets', () => {
  const office = read.target('trên 88% ĐVNLĐ trong các đơn vị hành chính sự nghiệp', {
    value: 88,
    comparator: '>',
    comparatorText: 'trên 88%',
    population: 'ĐVNLĐ trong các đơn vị hành chính sự nghiệp',
    measure: 'được học tập, quán triệt nghị quyết',
    sector: 'hành chính sự nghiệp',
    period: 'yearly',
  });
  const enterprise = read.target('hơn 62% trở lên ĐVNLĐ trong các doanh nghiệp', {
    value: 62,
    comparator: '>=',
    comparatorText: 'hơn 62% trở lên',
    population: 'ĐVNLĐ trong các doanh nghiệp',
    measure: 'được học tập, quán triệt nghị quyết',
    sector: 'doanh nghiệp',
    period: 'yearly',
  });
  expect(mapTargets([office, enterprise], 2026)).toMatchObject([
    {
      shape: 'coverage',
      measureId: 'persons',
      populationId: 'members_and_workers',
      sectorIds: ['administrative', 'public_service'],
      comparator: '>',
      value: 88,
      review: 'sure',
    },
    {
      shape: 'coverage',
      sectorIds: ['enterprise', 'state_enterprise'],
      comparator: '>=',
      value: 62,
      review: 'unsure',
      doubt: 'comparator',
    },
  ]);
});

test('two populations of one sentence stay two targets, and people in units are people', () => {
  const key = read.target('100% cán bộ công đoàn chủ chốt', {
    value: 100,
    population: 'cán bộ công đoàn chủ chốt',
    measure: 'được quán triệt chính sách mới',
    period: 'yearly',
    deadline: '2028',
  });
  const all = read.target('92% trở lên đoàn viên, người lao động trong các đơn vị có công đoàn', {
    value: 92,
    comparator: '>=',
    population: 'đoàn viên, người lao động trong các đơn vị có công đoàn',
    measure: 'được quán triệt chính sách mới',
    period: 'yearly',
    deadline: '2028',
  });
  expect(mapTargets([key, all], 2026)).toMatchObject([
    { shape: 'coverage', populationId: 'key_officers', dueOn: '2028-12-31', kindIds: [] },
    { shape: 'coverage', populationId: 'members_and_workers', sectorIds: [], kindIds: [] },
  ]);
});

const shapes: [string, ReadTarget, object][] = [
  [
    'own count of a term binds the issuer',
    read.target(line(3), {
      value: 4,
      unit: 'count',
      unitText: 'lớp tập huấn',
      period: 'term',
      population: 'Công đoàn ngành',
    }),
    { shape: 'count', measureId: 'training_courses', cadence: 'term', unit: 'lớp tập huấn', value: 4 },
  ],
  [
    'own count without a subject binds the issuer',
    read.target(line(11), { value: 1, unit: 'count', unitText: 'giải thể thao', period: 'yearly' }),
    { shape: 'count', measureId: 'sport_events', binds: 'issuer', cadence: 'yearly' },
  ],
  [
    'conduct is rated by the units themselves',
    read.target(line(4), {
      value: 100,
      population: 'các CĐCS, đoàn viên, CNVCLĐ',
      measure: 'thực hiện nghiêm kỷ luật lao động',
      period: 'yearly',
    }),
    { shape: 'qualitative', measureId: 'self_rating', cadence: 'yearly', review: 'sure' },
  ],
  [
    'households are declared',
    read.target(line(5), {
      value: 90,
      comparator: '>=',
      population: 'gia đình đoàn viên',
      measure: 'đạt gia đình văn hóa',
    }),
    { shape: 'declared_rate', measureId: 'declared_numerator', populationId: 'households' },
  ],
  [
    'a tier of units, one piece of news at least',
    read.target(line(7), {
      value: 100,
      population: 'công đoàn cấp trên cơ sở',
      measure: 'đưa tin lên trang của đơn vị',
    }),
    { shape: 'unit_rate', minPerUnit: 1, kindIds: expect.arrayContaining(['commune_union', 'local_sector_union']) },
  ],
  [
    'distribution to every unit is told by the units that have it',
    read.target(line(8), {
      value: 100,
      population: 'CĐCS',
      measure: 'phát hành tờ gấp đến CĐCS',
      period: 'by-date',
      deadline: '2026-10',
    }),
    { shape: 'distribution', measureId: 'received', binds: 'tree', cadence: 'by_date', dueOn: '2026-10-31' },
  ],
  [
    'so many by each unit',
    read.target(line(9), {
      value: 3,
      unit: 'count',
      unitText: 'tin',
      comparator: '>=',
      population: 'mỗi công đoàn phường',
      period: 'quarterly',
    }),
    {
      shape: 'per_unit_count',
      measureId: 'news',
      binds: 'each_unit',
      kindIds: ['commune_union'],
      cadence: 'quarterly',
    },
  ],
  [
    'so many by a group together',
    read.target(line(10), {
      value: 7,
      unit: 'count',
      unitText: 'tin',
      comparator: '>=',
      population: 'Công đoàn cơ sở trực thuộc',
    }),
    { shape: 'count', measureId: 'news', binds: 'tree', kindIds: ['grassroots_union'] },
  ],
];
test.for(shapes)('%s', ([, target, expected]) => {
  expect(one(target)).toMatchObject(expected);
});

test('every two and every five years are two windows', () => {
  const target = read.target(line(6), {
    value: 92,
    population: 'cơ quan, đơn vị',
    measure: 'đạt chuẩn văn hóa',
    period: 'other',
    periodText: 'Định kỳ 2 năm và 5 năm',
  });
  expect(mapTargets([target], 2026).map(({ shape, cadence }) => [shape, cadence])).toEqual([
    ['declared_rate', 'two_yearly'],
    ['declared_rate', 'five_yearly'],
  ]);
});

test('what the reader was unsure of, and people it cannot name, are to be looked at', () => {
  expect(
    one({ ...read.target(line(5), { value: 90, population: 'gia đình đoàn viên' }), confidence: 0.5 }),
  ).toMatchObject({
    review: 'unsure',
    doubt: 'reader',
  });
  expect(one(read.target(line(5), { value: 90, population: 'khách tham quan', measure: 'hài lòng' }))).toMatchObject({
    review: 'unsure',
    doubt: 'population',
    populationId: null,
  });
});

// What is counted, from the words behind the number.
test.for<[string, string, string]>([
  ['Mỗi quý tổ chức 03 buổi tuyên truyền miệng cho công nhân.', 'buổi', 'oral_sessions'],
  ['Mở 02 lớp tập huấn nghiệp vụ tuyên giáo.', 'lớp tập huấn', 'training_courses'],
  ['Mở 02 lớp bồi dưỡng cho cán bộ mới.', 'lớp', 'training_courses'],
  ['Lắp 12 tấm panô trên trục đường chính.', 'tấm', 'panels'],
  ['Treo 30 băng rôn, khẩu hiệu.', 'băng rôn', 'banners'],
  ['In 5.000 tờ gấp về Luật Công đoàn.', 'tờ', 'leaflets'],
  ['Tổ chức 02 hội nghị báo cáo viên.', 'hội nghị báo cáo viên', 'speakers_conferences'],
  ['Tổ chức 01 cuộc thi trực tuyến tìm hiểu pháp luật.', 'cuộc thi', 'contests'],
  ['Có 01 hội diễn văn nghệ trong nhiệm kỳ.', 'hội diễn', 'performances'],
  ['Tổ chức 02 chuyến về nguồn.', 'chuyến', 'heritage_trips'],
  ['Có 04 cuộc đối thoại với người lao động.', 'cuộc', 'dialogues'],
  ['Gửi 10 tin về Ban biên tập.', 'tin', 'news'],
  ['Thu hút 2.000 lượt người tham gia.', 'lượt người', 'attendances'],
  ['Tổ chức 06 cuộc cho đoàn viên dịp 28/7.', 'cuộc', 'activities'],
  ['Mỗi đơn vị 02 hoạt động chào mừng.', 'hoạt động', 'activities'],
])('%s counts %s as %s', ([quote, unitText, expected]) => {
  const source = readItems(quote);
  expect(mapTargets([source.target(quote, { value: 2, unit: 'count', unitText })], 2026)[0]?.measureId).toBe(expected);
});
