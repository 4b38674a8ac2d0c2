import { expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import type { SentMeasure } from '#app/modules/measures/measure-forms.ts';
import { valueOf } from '#app/modules/measures/measure-value.ts';
import {
  addMeasure,
  countingMeasures,
  declareMeasure,
  foldFacts,
  getMeasure,
  measureCatalogue,
  measureValues,
  retireMeasure,
} from '#app/modules/measures/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();
const year = { from: '2026-01-01', to: '2026-12-31' };

const sent = (wish: Partial<SentMeasure> = {}): SentMeasure => ({
  name: 'Buổi phát thanh đầu ca',
  unit: 'buổi',
  groupId: 'media',
  way: 'activities',
  formIds: ['broadcast'],
  topicIds: [],
  populationIds: [],
  numeratorName: '',
  denominatorName: '',
  numeratorId: '',
  denominatorId: '',
  sharedId: '',
  least: null,
  validFrom: '2026-01-01',
  ...wish,
});
const officerOf = async (unit: GivenUnit) => db.as(await givenActor(db, 'officer', unit));
const namesAt = async (unit: GivenUnit) => {
  const groups = await (await officerOf(unit)).read((tx) => measureCatalogue(tx, unit.id));
  return groups.flatMap((group) => group.measures.map((measure) => measure.nameVi));
};

async function family() {
  const province = await givenUnit(db);
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const [a, b] = [await givenUnit(db, { parent: ward, name: 'A' }), await givenUnit(db, { parent: ward, name: 'B' })];
  return { province, ward, a, b, aside: await givenUnit(db, { parent: province }) };
}

test('the groups of the field are there, each with its measures', async () => {
  const { a } = await family();
  const groups = await (await officerOf(a)).read((tx) => measureCatalogue(tx, a.id));
  expect(groups).toHaveLength(18);
  expect(groups.every((group) => group.measures.length > 0)).toBe(true);
});

test('a unit’s own measure is seen and counted by it and below, and by nobody beside it', async () => {
  const { ward, a, aside } = await family();
  const { measureId } = await addMeasure(await officerOf(ward), ward.id, sent());
  expect(await namesAt(ward)).toContain('Buổi phát thanh đầu ca');
  expect(await namesAt(a)).toContain('Buổi phát thanh đầu ca');
  expect(await namesAt(aside)).not.toContain('Buổi phát thanh đầu ca');
  const counts = async (unit: GivenUnit) =>
    (await db.system.read((tx) => countingMeasures(tx, unit.id))).some((one) => one.id === measureId);
  expect([await counts(a), await counts(aside)]).toEqual([true, false]);
  await expect(
    (await officerOf(aside)).read((tx) => getMeasure(tx, { unitId: aside.id, measureId, ...year })),
  ).rejects.toMatchObject({ code: 'not_found' });
  expect(await db.audited()).toEqual(['measures.add']);
  expect(await db.queued('measures.count-past')).toHaveLength(1);
});

test('a retired measure stays, and may not be retired again or stated', async () => {
  const { ward } = await family();
  const ctx = await officerOf(ward);
  const { measureId } = await addMeasure(ctx, ward.id, sent({ way: 'declared' }));
  await retireMeasure(ctx, measureId, '2026-03-01');
  expect(await namesAt(ward)).toContain('Buổi phát thanh đầu ca');
  await expect(retireMeasure(ctx, measureId, '2026-04-01')).rejects.toMatchObject({ code: 'measure.retired' });
  const state = { unitId: ward.id, measureId, asOfOn: '2026-03-01', value: 3, denominator: null, note: '' };
  await expect(declareMeasure(ctx, state)).rejects.toMatchObject({ code: 'measure.retired' });
  await declareMeasure(ctx, { ...state, asOfOn: '2026-02-28' });
});

test.for([
  ['a viewer', 'viewer', 'forbidden'],
  ['a contributor', 'contributor', 'forbidden'],
] as const)('%s adds no measure', async ([, role, code]) => {
  const { ward } = await family();
  await expect(addMeasure(db.as(await givenActor(db, role, ward)), ward.id, sent())).rejects.toMatchObject({ code });
});

test('a form, topic or group that is in no table is refused', async () => {
  const { ward } = await family();
  const attempt = addMeasure(await officerOf(ward), ward.id, sent({ formIds: ['dance'], groupId: 'none' }));
  await expect(attempt).rejects.toMatchObject({ code: 'invalid', problems: { formIds: 'field_invalid' } });
});

test('a stated share is the sum of the parts over the sum of the wholes, each unit’s latest', async () => {
  const { ward, a, b } = await family();
  const { measureId } = await addMeasure(
    await officerOf(ward),
    ward.id,
    sent({ way: 'declared_ratio', numeratorName: 'Tổ đạt', denominatorName: 'Tổng số tổ' }),
  );
  const state = async (unit: GivenUnit, asOfOn: string, value: number, denominator: number) =>
    declareMeasure(await officerOf(unit), { unitId: unit.id, measureId, asOfOn, value, denominator, note: '' });
  await state(a, '2026-01-31', 1, 10);
  await state(a, '2026-02-28', 9, 10);
  await state(b, '2026-02-28', 30, 90);
  const page = await (await officerOf(ward)).read((tx) => getMeasure(tx, { unitId: ward.id, measureId, ...year }));
  expect(page.value).toEqual({ kind: 'share', value: 39, of: 100, silentCount: 0 });
  expect(page.branches.map((one) => [one.name, one.value.value, one.value.of])).toEqual([
    ['A', 9, 10],
    ['B', 30, 90],
  ]);
});

test('a share of units counts the grassroots unions that have the number', async () => {
  const { ward, a } = await family();
  await declareMeasure(await officerOf(a), {
    unitId: a.id,
    measureId: 'law_bookcases',
    asOfOn: '2025-11-30',
    value: 2,
    denominator: null,
    note: 'Kiểm kê',
  });
  const [sums] = await db.system.read((tx) => measureValues(tx, { unitId: ward.id, ...year, withBranches: false }));
  const rule = { source: 'unit_share', measureId: 'law_bookcases', least: 1 } as const;
  expect(sums && valueOf({ id: 'law_bookcase_units', rule }, sums)).toEqual({
    kind: 'share',
    value: 1,
    of: 2,
    silentCount: 1,
  });
  // A stock of last year is still there this year.
  expect(sums?.totals.get('law_bookcases')).toBe(2);
});

test('what activities count may not be stated as well', async () => {
  const { a } = await family();
  const state = { unitId: a.id, measureId: 'contests', asOfOn: '2026-03-01', value: 3, denominator: null, note: '' };
  await expect(declareMeasure(await officerOf(a), state)).rejects.toMatchObject({ code: 'measure.not_declared' });
});

test('nothing stated is not nought, and a stated nought is no silence', async () => {
  const { ward, a, b } = await family();
  const page = async (unit: GivenUnit) =>
    (await officerOf(unit)).read((tx) => getMeasure(tx, { unitId: ward.id, measureId: 'law_bookcases', ...year }));
  expect((await page(ward)).value.value).toBeNull();

  const none = { measureId: 'law_bookcases', asOfOn: '2026-02-28', value: 0, denominator: null, note: '' };
  await declareMeasure(await officerOf(a), { ...none, unitId: a.id });
  const before = await page(ward);
  expect([before.value.value, before.branches.map((one) => one.value.value)]).toEqual([0, [0, null]]);
  await foldAll(db.system, foldFacts);
  expect((await page(ward)).branches.map((one) => one.value.value)).toEqual([0, null]);

  // Whoever had some and has none left says nought too.
  for (const [asOfOn, value] of [
    ['2026-01-31', 4],
    ['2026-02-15', 0],
  ] as const)
    await declareMeasure(await officerOf(b), { ...none, unitId: b.id, asOfOn, value });
  expect((await page(ward)).branches.map((one) => one.value.value)).toEqual([0, 0]);
});

test('a measure opens into its branches, and only the acting unit states figures', async () => {
  const { ward, a } = await family();
  const page = await (
    await officerOf(ward)
  ).read((tx) => getMeasure(tx, { unitId: a.id, measureId: 'law_bookcases', ...year }));
  const undone = await givenUnit(db, { parent: ward, name: 'C', foundedOn: '2026-01-10', endedOn: '2026-01-10' });
  const all = await (
    await officerOf(ward)
  ).read((tx) => getMeasure(tx, { unitId: ward.id, measureId: 'law_bookcases', ...year }));
  expect(all.branches.map((one) => one.unitId)).not.toContain(undone.id);
  expect([page.unit.name, page.above.map((one) => one.id), page.mayDeclare]).toEqual(['A', [ward.id], false]);
});

test('a unit makes measures of others: a ratio of sums, a share of units', async () => {
  const { ward, a, b } = await family();
  const officer = await officerOf(ward);
  const state = async (unit: GivenUnit, measureId: string, value: number) =>
    declareMeasure(await officerOf(unit), {
      ...{ unitId: unit.id, measureId, asOfOn: '2026-01-31', value, denominator: null, note: '' },
    });
  await state(a, 'law_bookcases', 3);
  await state(b, 'law_bookcases', 1);
  await state(b, 'speakers', 8);
  const valueAt = async (wish: Partial<SentMeasure>) => {
    const { measureId } = await addMeasure(officer, ward.id, sent(wish));
    return (await officer.read((tx) => getMeasure(tx, { unitId: ward.id, measureId, ...year }))).value;
  };
  const ratio = { way: 'ratio', unit: '', numeratorId: 'law_bookcases', denominatorId: 'speakers' } as const;
  expect(await valueAt(ratio)).toEqual({ kind: 'share', value: 4, of: 8, silentCount: 0 });
  const share = { way: 'unit_share', unit: '', sharedId: 'law_bookcases', least: 2 } as const;
  expect(await valueAt(share)).toEqual({ kind: 'share', value: 1, of: 2, silentCount: 0 });
});

test.for([
  [{ way: 'ratio', numeratorId: 'speakers', denominatorId: 'speakers' }, 'denominatorId', 'field_ratio_of_one'],
  [{ way: 'ratio', numeratorId: 'activities', denominatorId: 'speakers' }, 'denominatorId', 'field_ratio_mixed'],
  [{ way: 'ratio', numeratorId: 'law_bookcase_units', denominatorId: 'speakers' }, 'numeratorId', 'field_invalid'],
  [{ way: 'unit_share', sharedId: 'known_persons', least: 1 }, 'sharedId', 'field_invalid'],
  [{ way: 'unit_share', sharedId: 'nothing', least: 1 }, 'sharedId', 'field_invalid'],
] as const)('%j is refused at its field', async ([wish, field, problem]) => {
  const { ward } = await family();
  await expect(addMeasure(await officerOf(ward), ward.id, sent(wish))).rejects.toMatchObject({
    code: 'invalid',
    problems: { [field]: problem },
  });
});
