import { expect, test } from 'vitest';
import {
  dueDates,
  resolveRecipients,
  type AddressableUnit,
  type DeliveryPurpose,
  type RecipientLine,
} from '#app/modules/plans/delivery-recipients.ts';

const unit = (id: string, path: string, parentId: string | null, kindId: string): AddressableUnit => ({
  id,
  path,
  parentId,
  kindId,
});
// A province with its office, two wards, and grassroots unions under the first ward and under the province itself.
const units = [
  unit('above', '.1.', null, 'confederation'),
  unit('province', '.1.2.', 'above', 'provincial_federation'),
  unit('office', '.1.2.3.', 'province', 'department'),
  unit('ward1', '.1.2.4.', 'province', 'commune_union'),
  unit('ward2', '.1.2.5.', 'province', 'commune_union'),
  unit('school', '.1.2.4.6.', 'ward1', 'grassroots_union'),
  unit('factory', '.1.2.4.7.', 'ward1', 'grassroots_union'),
  unit('hospital', '.1.2.8.', 'province', 'grassroots_union'),
];
const line = (ruleKind: string, more: Partial<RecipientLine> = {}): RecipientLine => ({
  purpose: 'act',
  ruleKind,
  ruleUnitId: null,
  ruleKindIds: [],
  unitIds: [],
  ...more,
});

const cases: [string, RecipientLine[], Record<string, DeliveryPurpose>][] = [
  ['no line, no unit', [], {}],
  ['a line without a rule reaches nobody', [line('none')], {}],
  ['an archive line reaches nobody', [line('children', { purpose: 'archive' })], {}],
  ['one unit, to know', [line('unit', { ruleUnitId: 'above', purpose: 'inform' })], { above: 'inform' }],
  [
    'units named by hand, where no rule finds them',
    [line('none', { unitIds: ['school', 'hospital'] })],
    { school: 'act', hospital: 'act' },
  ],
  [
    'units named by hand, besides those of the rule',
    [line('kind', { ruleKindIds: ['commune_union'], unitIds: ['hospital'] })],
    { ward1: 'act', ward2: 'act', hospital: 'act' },
  ],
  ['a unit named by hand that ended before the day', [line('none', { unitIds: ['gone'] })], {}],
  ['a unit rule that names none', [line('unit')], {}],
  ['a unit that ended before the day', [line('unit', { ruleUnitId: 'gone' })], {}],
  ['direct children', [line('children')], { office: 'act', ward1: 'act', ward2: 'act', hospital: 'act' }],
  ['children of another unit', [line('children', { ruleUnitId: 'ward1' })], { school: 'act', factory: 'act' }],
  ['all below a ward', [line('descendants', { ruleUnitId: 'ward1' })], { school: 'act', factory: 'act' }],
  ['a kind', [line('kind', { ruleKindIds: ['commune_union'] })], { ward1: 'act', ward2: 'act' }],
  [
    'two kinds, at any depth',
    [line('kind', { ruleKindIds: ['grassroots_union', 'department'] })],
    { office: 'act', school: 'act', factory: 'act', hospital: 'act' },
  ],
  [
    'acting goes before knowing, whichever line comes first',
    [
      line('children', { purpose: 'inform' }),
      line('unit', { ruleUnitId: 'ward1' }),
      line('unit', { ruleUnitId: 'ward2', purpose: 'inform' }),
    ],
    { office: 'inform', ward1: 'act', ward2: 'inform', hospital: 'inform' },
  ],
  ['the issuer is not its own addressee', [line('unit', { ruleUnitId: 'province' })], {}],
];

test.for(cases)('%s', ([, lines, expected]) => {
  const found = resolveRecipients(lines, units, 'province');
  expect(Object.fromEntries(found.map((one) => [one.unitId, one.purpose]))).toEqual(expected);
  expect(found).toHaveLength(Object.keys(expected).length);
});

test.for([
  ['act', null, { acknowledgeDueOn: '2026-03-19', adoptDueOn: '2026-03-31' }],
  ['act', '2026-04-30', { acknowledgeDueOn: '2026-03-19', adoptDueOn: '2026-04-30' }],
  ['act', '2026-03-17', { acknowledgeDueOn: '2026-03-17', adoptDueOn: '2026-03-17' }],
  ['inform', '2026-04-30', { acknowledgeDueOn: null, adoptDueOn: null }],
] as const)('due dates: %s, plan says %s', ([purpose, adoptDueOn, expected]) => {
  expect(dueDates(purpose, '2026-03-16', adoptDueOn)).toEqual(expected);
});
