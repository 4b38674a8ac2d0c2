import { expect, test } from 'vitest';
import { guessLinks } from '#app/modules/activities/guess-links.ts';
import type { PlanItem } from '#app/modules/activities/plan-item.ts';

const item = (id: string, statement: string, more: Partial<PlanItem> = {}): PlanItem => ({
  kind: 'target',
  id,
  rootId: id,
  planId: 'plan',
  planTitle: 'Kế hoạch',
  planNumber: '',
  isOwnPlan: false,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  statement,
  shape: 'unit_rate',
  binds: 'each_unit',
  sectorIds: [],
  kindIds: ['grassroots_union'],
  isCounted: true,
  whoseVi: [],
  whoseEn: [],
  ...more,
});
const heritage = item('heritage', 'Mỗi CĐCS có ít nhất một hoạt động giáo dục truyền thống trong năm');
const law = item('law', 'Trên 90% đoàn viên được phổ biến chính sách, pháp luật mới', {
  shape: 'coverage',
  binds: 'tree',
});
const training = item('training', 'Mở hai lớp tập huấn nghiệp vụ cho cán bộ', { shape: 'count', binds: 'issuer' });
const all = [heritage, law, training];
const facts = {
  formId: 'other',
  topicIds: [],
  title: '',
  startsOn: '2026-03-01',
  unit: { kindId: 'grassroots_union', sectorId: 'enterprise' },
};
const ids = (more: object, items = all): string[] => guessLinks(items, { ...facts, ...more }).map((one) => one.id);

test.for([
  ['the topic', { topicIds: ['history'] }, ['heritage']],
  ['the topic before the form', { formId: 'law_education', topicIds: ['history'] }, ['heritage']],
  ['the form', { formId: 'heritage_trip' }, ['heritage']],
  ['two topics', { topicIds: ['history', 'law_policy'] }, ['heritage', 'law']],
  ['nothing in common', { formId: 'welfare' }, []],
  ['a day after the plan', { topicIds: ['history'], startsOn: '2027-01-01' }, []],
  ['a unit of another kind', { topicIds: ['history'], unit: { kindId: 'commune_union', sectorId: null } }, []],
  [
    'people reached by a unit above',
    { topicIds: ['law_policy'], unit: { kindId: 'commune_union', sectorId: null } },
    ['law'],
  ],
  ['what binds the issuer only', { formId: 'training' }, []],
] as const)('%s', ([, more, expected]) => {
  expect(ids(more)).toEqual(expected);
});

// Titles as chairs of grassroots unions write them, most with "other" pressed and no topic ticked.
const spoken: [string, string, string | undefined][] = [
  ['Nói chuyện truyền thống nhân 28/7', 'heritage', undefined],
  ['Thăm Nghĩa trang liệt sĩ, thắp hương tri ân', 'heritage', undefined],
  ['Hành trình về nguồn: Pác Bó 2026', 'heritage', undefined],
  ['Sinh hoạt chuyên đề lịch sử Công đoàn Việt Nam', 'heritage', undefined],
  ['Đưa đoàn viên đi Bảo tàng tỉnh', 'heritage', undefined],
  ['Phổ biến Bộ luật Lao động cho tổ may 3', 'law', undefined],
  ['Tuyên truyền chính sách BHXH mới', 'law', undefined],
  ['Ký cam kết chấp hành luật giao thông', 'law', undefined],
  ['Lớp tập huấn kỹ năng viết tin', 'training', undefined],
  ['Bồi dưỡng cán bộ công đoàn mới', 'training', undefined],
  ['Treo 5 băng rôn ở cổng', 'visual', undefined],
  ['Thay khẩu hiệu, cờ phướn trước lễ', 'visual', undefined],
  ['Giải cầu lông nữ', 'sport', undefined],
  ['Hội thao khối thi đua số 2', 'sport', 'sport'],
  ['Tọa đàm về nhà ở xã hội', 'housing', 'talk'],
  ['Tập huấn', 'training', 'training'],
];
const plans = [
  ...all.map((one) => ({ ...one, binds: 'tree' })),
  item('visual', 'Mỗi đơn vị treo ít nhất 02 băng rôn, khẩu hiệu trực quan', { shape: 'per_unit_count' }),
  item('sport', 'Hằng năm tổ chức 01 giải cầu lông, hội thao', { shape: 'count', binds: 'tree' }),
  item('housing', 'Mỗi CĐCS một hoạt động về nhà ở cho công nhân'),
];
test.for(spoken)('“%s” serves %s', ([title, expected, formId]) => {
  expect(ids({ title, ...(formId ? { formId } : {}) }, plans)[0]).toBe(expected);
});

test.for(['Họp tổ công đoàn tháng 3', 'Hoạt động của CĐCS quý I', 'Tổng kết năm'])(
  '“%s” says nothing to go by',
  (title) => {
    expect(ids({ title }, plans)).toEqual([]);
  },
);

test('the issuer itself serves its own count', () => {
  expect(ids({ formId: 'training' }, [heritage, { ...training, isOwnPlan: true }])).toEqual(['training']);
});

test('a plan with one countable target needs no words', () => {
  expect(ids({}, [heritage])).toEqual(['heritage']);
});

test('a sector that is not the unit’s is not guessed', () => {
  expect(ids({ topicIds: ['law_policy'] }, [{ ...law, sectorIds: ['administrative'] }, heritage])).toEqual([]);
});
