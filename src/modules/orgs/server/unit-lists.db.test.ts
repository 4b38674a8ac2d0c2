import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  absorbUnits,
  declareFigure,
  foundUnit,
  getUnitHistory,
  getUnitPage,
  offerUnits,
  openUnitTree,
  renameUnit,
  savePerson,
  searchUnits,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-02-20', effectiveOn: '2026-03-01' };

async function givenProvince() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh Điện Biên' });
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Mường Thanh' });
  const zone = await givenUnit(db, {
    parent: root,
    kind: 'industrial_zone_union',
    name: 'Công đoàn các KCN',
    figures: { members: 900 },
  });
  const school = await givenUnit(db, { parent: ward, name: 'CĐCS Trường Điện Biên Đông', figures: { members: 40 } });
  const mill = await givenUnit(db, { parent: ward, name: 'CĐCS May Sao Mai', figures: { members: 60 } });
  await givenUnit(db, { parent: mill, kind: 'union_group', name: 'Tổ may 1', figures: { members: 25 } });
  await givenUnit(db, { parent: zone, name: 'CĐCS Gạch', figures: { members: 100 } });
  return { root, ward, zone, school, mill, officer: db.as(await givenActor(db, 'officer', root)) };
}

test('the tree opens level by level, in Vietnamese order, with children and members', async () => {
  const { root, ward, officer } = await givenProvince();
  const shown = async (open: string[]): Promise<string[]> =>
    (await openUnitTree(officer, open)).map(
      (line) => `${line.name} ${line.childCount} ${line.memberCount}${line.isMemberSum ? ' Σ' : ''}`,
    );
  // The branch sums what the grassroots unions declare; a group inside one is part of it and not counted again.
  expect(await shown([])).toEqual(['LĐLĐ tỉnh Điện Biên 2 200 Σ']);
  expect(await shown([root.id])).toEqual([
    'Công đoàn các KCN 1 900',
    'Công đoàn phường Mường Thanh 2 100 Σ',
    'LĐLĐ tỉnh Điện Biên 2 200 Σ',
  ]);
  expect(await shown([ward.id])).toEqual([
    'CĐCS May Sao Mai 1 60',
    'CĐCS Trường Điện Biên Đông 0 40',
    'LĐLĐ tỉnh Điện Biên 2 200 Σ',
  ]);
});

test('the tree begins at one’s own unit, and what stands outside cannot be opened', async () => {
  const { root, ward, zone } = await givenProvince();
  const chair = db.as(await givenActor(db, 'officer', ward));
  const shown = (await openUnitTree(chair, [root.id, zone.id])).map((line) => line.name);
  expect(shown).toEqual(['Công đoàn phường Mường Thanh']);
});

test('the search reads no accents, finds parts of names in any order, and keeps to one’s own scope', async () => {
  const { officer, ward } = await givenProvince();
  const found = async (typed: string, ctx = officer): Promise<string[]> =>
    (await searchUnits(ctx, typed)).hits.map((hit) => hit.name);
  expect(await found('dien bien')).toEqual(['LĐLĐ tỉnh Điện Biên', 'CĐCS Trường Điện Biên Đông']);
  expect(await found('Điện Biên')).toEqual(await found('dien bien'));
  expect(await found('mai sao')).toEqual(['CĐCS May Sao Mai']);
  expect(await found('cong doan')).toEqual(['Công đoàn các KCN', 'Công đoàn phường Mường Thanh']);
  expect(await found('ien bien')).toEqual([]);
  expect(await found('%')).toEqual([]);
  expect(await found('dien bien', db.as(await givenActor(db, 'viewer', ward)))).toEqual(['CĐCS Trường Điện Biên Đông']);
});

test('the search finds former names, short names and codes, and says by which', async () => {
  const { officer, ward, zone } = await givenProvince();
  await renameUnit(officer, { ...decision, unitId: ward.id, version: 1, name: 'Công đoàn phường Noong Bua' });
  await foundUnit(officer, {
    ...decision,
    name: 'CĐCS Thủy điện Nậm Rốm',
    shortName: 'TĐNR',
    code: 'DB-204',
    kindId: 'grassroots_union',
    parentId: zone.id,
  });
  const found = async (typed: string): Promise<(string | null)[][]> =>
    (await searchUnits(officer, typed)).hits.map((hit) => [hit.name, hit.foundBy, hit.parentName]);
  expect(await found('muong thanh')).toEqual([
    ['Công đoàn phường Noong Bua', 'Công đoàn phường Mường Thanh', 'LĐLĐ tỉnh Điện Biên'],
  ]);
  expect(await found('tdnr')).toEqual([['CĐCS Thủy điện Nậm Rốm', 'TĐNR', 'Công đoàn các KCN']]);
  expect(await found('db-204')).toEqual([['CĐCS Thủy điện Nậm Rốm', 'DB-204', 'Công đoàn các KCN']]);
});

test('ended units come last in a search', async () => {
  const { officer, school, mill } = await givenProvince();
  await absorbUnits(officer, { ...decision, unitIds: [mill.id], successorId: school.id });
  const { hits } = await searchUnits(officer, 'cdcs');
  expect(hits.at(-1)).toMatchObject({ name: 'CĐCS May Sao Mai', endedOn: '2026-03-01' });
  expect((await searchUnits(officer, 'cdcs', { activeOnly: true })).hits).toHaveLength(2);
  expect((await searchUnits(officer, 'cdcs', { limit: 1 })).hasMore).toBe(true);
});

test('a unit’s page: names, place, relations, figures, people, predecessors', async () => {
  const { root, officer, school, mill, ward } = await givenProvince();
  await savePerson(officer, { unitId: school.id, fullName: 'Lò Văn Ba' });
  await declareFigure(officer, { unitId: school.id, asOfOn: '2026-01-01', values: { members: 44 } });
  await absorbUnits(officer, { ...decision, unitIds: [mill.id], successorId: school.id });
  const page = await getUnitPage(officer, school.id);
  expect(page.unit).toMatchObject({ name: school.name, childCount: 1, may: { reorganise: true } });
  expect(page.unit.above.map((unit) => unit.id)).toEqual([root.id, ward.id]);
  expect(page.figures.map((row) => `${row.asOfOn} ${row.value}`)).toEqual(['2026-01-01 44', '2020-01-01 40']);
  expect(page.people.map((person) => person.fullName)).toEqual(['Lò Văn Ba']);
  expect(page.decisions).toMatchObject([
    {
      kind: 'absorb',
      roles: ['successor'],
      others: [
        { name: mill.name, role: 'ended', successorId: school.id },
        { name: 'Tổ may 1', role: 'moved' },
      ],
    },
  ]);
  const history = await getUnitHistory(officer, school.id);
  expect(history.names.map((row) => row.name)).toEqual([school.name]);
  expect(history.relations.map((row) => [row.type, row.otherName])).toEqual([['direct_parent', ward.name]]);
});

test('a page of another branch is not there', async () => {
  const { ward, zone } = await givenProvince();
  const chair = db.as(await givenActor(db, 'officer', ward));
  await expect(getUnitPage(chair, zone.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('the number of queries does not grow with the number of units', async () => {
  const { root, ward, zone, officer } = await givenProvince();
  for (let index = 0; index < 15; index += 1) await givenUnit(db, { parent: ward, figures: { members: index } });
  const cost = async (work: () => Promise<unknown>): Promise<number> =>
    (await db.queriesOf(work)) - (await db.queriesOf(() => officer.read(async () => 0)));
  expect(await cost(() => openUnitTree(officer, [root.id, ward.id, zone.id]))).toBe(1);
  expect(await cost(() => searchUnits(officer, 'don vi'))).toBe(1);
  expect(await cost(() => getUnitPage(officer, ward.id))).toBe(5);
  expect(await cost(() => getUnitHistory(officer, ward.id))).toBe(4);
});

test('a decision offers likely units, and what is ticked stays in sight whatever is searched', async () => {
  const { root, ward, zone, school, mill, officer } = await givenProvince();
  const other = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Điện Biên Phủ' });
  await givenUnit(db, { parent: root, kind: 'department', name: 'Ban Công tác công đoàn' });
  const names = async (...wish: Parameters<typeof offerUnits> extends [unknown, ...infer R] ? R : never) =>
    (await offerUnits(officer, ...wish)).map(({ name }) => name);
  // What stands below a unit that ends may go to its like and to what is above, not to an office.
  expect(await names(ward.id, 'dissolve', {})).toEqual([other.name, root.name]);
  expect(await names(mill.id, 'transfer', {})).toEqual([zone.name, other.name, root.name]);
  expect(await names(ward.id, 'merge', { find: 'sao mai', unitIds: [other.id, 'nonsense'] })).toEqual([
    other.name,
    mill.name,
  ]);
  expect(await names(mill.id, 'transfer', { toParentId: zone.id, find: 'không có' })).toEqual([zone.name]);
  expect(await names(school.id, 'rename', {})).toEqual([]);
});
