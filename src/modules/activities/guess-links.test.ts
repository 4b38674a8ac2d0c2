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

test('the issuer itself serves its own count', () => {
  expect(ids({ formId: 'training' }, [heritage, { ...training, isOwnPlan: true }])).toEqual(['training']);
});

test('a plan with one countable target needs no words', () => {
  expect(ids({}, [heritage])).toEqual(['heritage']);
});

test('a sector that is not the unit’s is not guessed', () => {
  expect(ids({ topicIds: ['law_policy'] }, [{ ...law, sectorIds: ['administrative'] }, heritage])).toEqual([]);
});
