import { expect, test } from 'vitest';
import { tallyUnit } from '#app/modules/progress/tally-unit.ts';
import type { Tally } from '#app/modules/progress/tally.ts';
import type { TargetRule, UnitInput } from '#app/modules/progress/target-rule.ts';

const rule = (wish: Partial<TargetRule> = {}): TargetRule => ({
  shape: 'coverage',
  measureId: 'persons',
  isStock: false,
  populationIds: ['members'],
  figurePopulationIds: ['members'],
  sectorIds: [],
  kindIds: ['grassroots_union'],
  comparator: '>=',
  value: 90,
  isPercent: true,
  minPerUnit: 1,
  binds: 'tree',
  cadence: 'yearly',
  planUnitId: 'issuer',
  ...wish,
});
const input = (wish: Partial<Omit<UnitInput, 'unit'>> & { unit?: Partial<UnitInput['unit']> } = {}): UnitInput => ({
  period: { key: '2026', from: '2026-01-01', to: '2026-12-31' },
  on: '2026-06-30',
  byMeasure: new Map(),
  persons: 0,
  declared: 40,
  declaration: null,
  doubts: 0,
  ...wish,
  unit: {
    id: 'unit',
    kindId: 'grassroots_union',
    sectorId: 'enterprise',
    foundedOn: '2020-01-01',
    endedOn: null,
    ...wish.unit,
  },
});
/** The parts that are not zero. */
const told = (tally: Tally) =>
  Object.fromEntries(
    Object.entries(tally).filter(([, value]) => (Array.isArray(value) ? value.some(Boolean) : value !== 0)),
  );
const held = (count: number) => new Map([['activities', count]]);

test('a unit whose founding was undone was never there: it is neither silent nor ended', () => {
  const withdrawn = { foundedOn: '2026-03-01', endedOn: '2026-03-01' };
  for (const shape of ['coverage', 'unit_rate', 'count', 'ratio', 'declared_rate', 'qualitative'] as const)
    expect([shape, told(tallyUnit(rule({ shape }), input({ unit: withdrawn })))]).toEqual([shape, {}]);
  expect(told(tallyUnit(rule(), input({ unit: { ...withdrawn, kindId: 'department' } })))).toEqual({});
});

test.for<[string, Partial<TargetRule>, Parameters<typeof input>[0], object]>([
  [
    'coverage: persons of declared',
    {},
    { persons: 30, byMeasure: held(1) },
    { numerator: 30, denominator: 40, reported: 1 },
  ],
  ['coverage: nobody yet', {}, {}, { denominator: 40, notReported: 1 }],
  [
    'coverage: an activity without persons counted has been reported',
    {},
    { byMeasure: held(1) },
    { denominator: 40, reported: 1 },
  ],
  [
    'coverage: no unit adds more than it has',
    {},
    { persons: 95, byMeasure: held(4) },
    { numerator: 40, denominator: 40, reported: 1 },
  ],
  [
    'coverage: no declared figure, no share',
    {},
    { persons: 30, declared: null, byMeasure: held(1) },
    { reported: 1, withoutFigure: 1 },
  ],
  [
    'coverage: a unit above fills what is left',
    {},
    { persons: 30, unit: { kindId: 'commune_union' } },
    { notApplicable: 1, fromOthers: 30 },
  ],
  [
    'coverage by sector: guests of a unit above are of no known sector',
    { sectorIds: ['enterprise'] },
    { persons: 30, unit: { kindId: 'commune_union', sectorId: null } },
    { notApplicable: 1 },
  ],
  ['coverage by sector: another sector', { sectorIds: ['administrative'] }, { persons: 30 }, { notApplicable: 1 }],
  [
    'coverage by sector: the sector',
    { sectorIds: ['enterprise'] },
    { persons: 30, byMeasure: held(1) },
    { numerator: 30, denominator: 40, reported: 1 },
  ],
  [
    'unit rate: reached',
    { shape: 'unit_rate', measureId: 'activities' },
    { byMeasure: held(1) },
    { numerator: 1, denominator: 1, reported: 1 },
  ],
  [
    'unit rate: nothing reported',
    { shape: 'unit_rate', measureId: 'activities' },
    {},
    { denominator: 1, notReported: 1 },
  ],
  [
    'unit rate: one of two asked',
    { shape: 'unit_rate', measureId: 'activities', minPerUnit: 2 },
    { byMeasure: held(1) },
    { denominator: 1, reported: 1 },
  ],
  [
    'unit rate: none of what it states is an answer',
    { shape: 'unit_rate', measureId: 'bookcases', isStated: true },
    { byMeasure: new Map([['bookcases', 0]]) },
    { denominator: 1, reported: 1 },
  ],
  [
    'unit rate: work that was taken back is none',
    { shape: 'unit_rate', measureId: 'activities' },
    { byMeasure: held(0) },
    { denominator: 1, notReported: 1 },
  ],
  [
    'unit rate: another kind',
    { shape: 'unit_rate', measureId: 'activities' },
    { byMeasure: held(9), unit: { kindId: 'commune_union' } },
    { notApplicable: 1 },
  ],
  [
    'unit rate: founded too late',
    { shape: 'unit_rate', measureId: 'activities' },
    { on: '2026-12-31', byMeasure: held(1), unit: { foundedOn: '2026-11-01' } },
    { tooNew: 1 },
  ],
  [
    'unit rate: ended leaves with what it reached',
    { shape: 'unit_rate', measureId: 'activities' },
    { byMeasure: held(1), unit: { endedOn: '2026-04-01' } },
    { ended: 1 },
  ],
  [
    'unit rate: not founded yet is not there',
    { shape: 'unit_rate', measureId: 'activities' },
    { unit: { foundedOn: '2026-08-01' } },
    {},
  ],
  [
    'per unit: the number asked',
    { shape: 'per_unit_count', measureId: 'activities', value: 3 },
    { byMeasure: held(3) },
    { numerator: 1, denominator: 1, reported: 1 },
  ],
  [
    'per unit: one short',
    { shape: 'per_unit_count', measureId: 'activities', value: 3 },
    { byMeasure: held(2) },
    { denominator: 1, reported: 1 },
  ],
  [
    'own count: the issuer’s',
    { shape: 'count', measureId: 'activities', binds: 'issuer' },
    { byMeasure: held(2), unit: { id: 'issuer', kindId: 'provincial_federation' } },
    { numerator: 2, reported: 1 },
  ],
  [
    'own count: others’ work is theirs',
    { shape: 'count', measureId: 'activities', binds: 'issuer' },
    { byMeasure: held(2) },
    { notApplicable: 1 },
  ],
  [
    'count of the tree: every unit, ended ones too',
    { shape: 'count', measureId: 'activities' },
    { byMeasure: held(2), unit: { endedOn: '2026-03-01' } },
    { numerator: 2, reported: 1 },
  ],
  [
    'declared rate: as declared',
    { shape: 'declared_rate' },
    { declaration: { numerator: 38, denominator: 40, rating: null } },
    { numerator: 38, denominator: 40, reported: 1 },
  ],
  ['declared rate: not yet declared is not zero of something', { shape: 'declared_rate' }, {}, { notReported: 1 }],
  [
    'declared rate: one that the issuer declares alone',
    { shape: 'declared_rate', binds: 'issuer' },
    {},
    { notApplicable: 1 },
  ],
  [
    'grade',
    { shape: 'qualitative' },
    { declaration: { numerator: null, denominator: null, rating: 4 } },
    { reported: 1, ratings: [0, 0, 0, 1] },
  ],
  ['no grade', { shape: 'qualitative' }, {}, { notReported: 1 }],
  [
    'a doubt goes with its figure',
    { shape: 'unit_rate', measureId: 'activities' },
    { byMeasure: held(1), doubts: 1 },
    { numerator: 1, denominator: 1, reported: 1, doubts: 1 },
  ],
])('%s', ([, ruleWish, inputWish, expected]) => {
  expect(told(tallyUnit(rule(ruleWish), input(inputWish)))).toEqual(expected);
});
