import { expect, test } from 'vitest';
import { measuresOf, type ActivityRule, type MeasuredActivity } from '#app/modules/measures/measure-rule.ts';

const held: MeasuredActivity = {
  formId: 'visual',
  topicIds: ['history', 'safety'],
  startsOn: '2026-03-10',
  attendance: [
    { populationId: 'members', attendanceCount: 60, personCount: 40 },
    { populationId: 'workers', attendanceCount: 15, personCount: null },
  ],
  costs: [
    { costSourceId: 'union_budget', amountDong: 2_000_000 },
    { costSourceId: 'employer', amountDong: 500_000 },
  ],
  quantities: [
    { measureId: 'it', amount: 4 },
    { measureId: 'other', amount: 9 },
  ],
};
type Span = { validFrom?: string; retiredOn?: string };
const told = (rule: Omit<ActivityRule, 'source'>, span: Span = {}, activity = held) =>
  measuresOf(activity, [
    {
      id: 'it',
      rule: { source: 'activities', ...rule },
      validFrom: span.validFrom ?? null,
      retiredOn: span.retiredOn ?? null,
    },
  ]).map((one) => `${one.populationId ?? '-'} ${one.value}`);

test.for<[string, Omit<ActivityRule, 'source'>, Span, string[]]>([
  ['an activity of any form', { count: 'activities' }, {}, ['- 1']],
  ['of the form', { count: 'activities', formIds: ['visual', 'culture'] }, {}, ['- 1']],
  ['of another form', { count: 'activities', formIds: ['culture'] }, {}, []],
  ['an empty list asks for nothing', { count: 'activities', formIds: [], topicIds: [] }, {}, ['- 1']],
  ['of one of its topics', { count: 'activities', topicIds: ['safety'] }, {}, ['- 1']],
  ['of another topic', { count: 'activities', topicIds: ['health'] }, {}, []],
  ['form and topic both', { count: 'activities', formIds: ['visual'], topicIds: ['health'] }, {}, []],
  ['for an audience that came', { count: 'activities', populationIds: ['workers'] }, {}, ['- 1']],
  ['for an audience that did not', { count: 'activities', populationIds: ['officers'] }, {}, []],
  ['attendances by group', { count: 'attendances' }, {}, ['members 60', 'workers 15']],
  ['attendances of one group', { count: 'attendances', populationIds: ['workers'] }, {}, ['workers 15']],
  ['persons only where somebody counted them', { count: 'persons' }, {}, ['members 40']],
  ['cost of all sources', { count: 'cost' }, {}, ['- 2500000']],
  ['cost of one source', { count: 'cost', costSourceIds: ['employer'] }, {}, ['- 500000']],
  ['cost of a source that gave nothing', { count: 'cost', costSourceIds: ['mobilised'] }, {}, []],
  ['its own quantity, not another’s', { count: 'quantity', formIds: ['visual'] }, {}, ['- 4']],
  ['on its first day', { count: 'activities' }, { validFrom: '2026-03-10' }, ['- 1']],
  ['the day before', { count: 'activities' }, { validFrom: '2026-03-11' }, []],
  ['on the last day before it is retired', { count: 'activities' }, { retiredOn: '2026-03-11' }, ['- 1']],
  ['once it is retired', { count: 'activities' }, { retiredOn: '2026-03-10' }, []],
])('%s', ([, rule, span, expected]) => {
  expect(told(rule, span)).toEqual(expected);
});
