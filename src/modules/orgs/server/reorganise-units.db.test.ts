import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  absorbUnits,
  closeRelations,
  dissolveUnit,
  foundUnit,
  mergeUnits,
  registerWorkKeeper,
  renameUnit,
  splitUnit,
  transferUnit,
  unitTreeOn,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-02-20', effectiveOn: '2026-03-01' };
const pathOf = async (unit: { id: string }): Promise<string> => (await db.row('orgUnit', unit.id))?.['path'] as string;

async function givenBranch() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const school = await givenUnit(db, { parent: north, name: 'CĐCS Trường Hoa Ban' });
  const group = await givenUnit(db, { parent: school, kind: 'union_group', name: 'Tổ 1' });
  const officer = await givenActor(db, 'officer', root);
  return { root, north, south, school, group, ctx: db.as(officer) };
}

test('the system founds the first unit of a federation, and only the first', async () => {
  const first = { ...decision, name: 'LĐLĐ tỉnh', kindId: 'provincial_federation', parentId: null };
  const { unitId } = await foundUnit(db.system, first);
  expect(await db.row('orgUnit', unitId)).toMatchObject({ name: 'LĐLĐ tỉnh', parentId: null, foundedOn: '2026-03-01' });
  await expect(foundUnit(db.system, first)).rejects.toMatchObject({ code: 'orgs.unknown_parent' });
  expect(await treeFaults(db)).toEqual([]);
});

test('a person cannot found a second federation', async () => {
  const { ctx } = await givenBranch();
  const input = { ...decision, name: 'Khác', kindId: 'provincial_federation', parentId: null };
  await expect(foundUnit(ctx, input)).rejects.toMatchObject({ code: 'orgs.unknown_parent' });
});

test('founding writes unit, name, code, relation, decision and audit in one transaction', async () => {
  const { ctx, north } = await givenBranch();
  const { unitId } = await foundUnit(ctx, {
    ...decision,
    name: 'CĐCS May Sao Mai',
    shortName: 'May SM',
    code: 'DB-77',
    kindId: 'grassroots_union',
    sectorId: 'enterprise',
    parentId: north.id,
  });
  expect(await db.row('orgUnit', unitId)).toMatchObject({
    parentId: north.id,
    searchKey: ' cdcs may sao mai  may sm  db 77',
  });
  expect(await db.audited()).toEqual(['orgs.found-unit']);
  expect(await db.count('reorganisation')).toBe(1);
  expect(await treeFaults(db)).toEqual([]);
  const again = { ...decision, name: 'Khác', code: 'DB-77', kindId: 'grassroots_union', parentId: north.id };
  await expect(foundUnit(ctx, again)).rejects.toMatchObject({ code: 'orgs.code_taken' });
  const namesake = { ...decision, name: 'cđcs may  sao mai', kindId: 'grassroots_union', parentId: north.id };
  await expect(foundUnit(ctx, namesake)).rejects.toMatchObject({ code: 'orgs.name_taken' });
});

test('a rename keeps the old name with its dates and findable', async () => {
  const { ctx, north } = await givenBranch();
  await renameUnit(ctx, { ...decision, unitId: north.id, version: 1, name: 'Công đoàn phường Mường Thanh' });
  const { rows } =
    await sql`select name, valid_from, valid_to from org_unit_name where unit_id = ${north.id} order by valid_from`.execute(
      db.services.database.db,
    );
  expect(rows).toEqual([
    { name: 'Công đoàn phường Bắc', validFrom: '2020-01-01', validTo: '2026-03-01' },
    { name: 'Công đoàn phường Mường Thanh', validFrom: '2026-03-01', validTo: null },
  ]);
  expect((await db.row('orgUnit', north.id))?.['searchKey']).toContain(' cong doan phuong bac');
  const late = { ...decision, unitId: north.id, version: 1, name: 'X' };
  await expect(renameUnit(ctx, late)).rejects.toMatchObject({ code: 'conflict' });
});

test('a transfer carries the whole branch, and the tree of the day before is as it was', async () => {
  const { ctx, root, north, south, school, group } = await givenBranch();
  const outcome = await transferUnit(ctx, { ...decision, unitId: school.id, version: 1, toParentId: south.id });
  expect(outcome.carriedCount).toBe(1);
  expect(await pathOf(group)).toBe(
    `${south.path}${school.path.slice(north.path.length)}${group.path.slice(school.path.length)}`,
  );
  expect(await treeFaults(db)).toEqual([]);
  const parentOn = async (date: string): Promise<string | null | undefined> =>
    ctx.read(async (tx) => (await unitTreeOn(tx, root.id, date)).find((unit) => unit.id === school.id)?.parentId);
  expect(await parentOn('2026-02-28')).toBe(north.id);
  expect(await parentOn('2026-03-01')).toBe(south.id);
  expect(await db.audited()).toEqual(['orgs.transfer-unit']);
});

test('a merger ends its units, founds the new one, and moves what stood below', async () => {
  const { ctx, root, north, south, school, group } = await givenBranch();
  const outcome = await mergeUnits(ctx, {
    ...decision,
    unitIds: [north.id, south.id],
    parentId: root.id,
    name: 'Công đoàn phường Bắc Nam',
    kindId: 'commune_union',
  });
  expect(outcome.ended.map((unit) => unit.id).toSorted()).toEqual([north.id, south.id].toSorted());
  expect(outcome.moved).toEqual([
    { units: [{ id: school.id, name: school.name }], toName: 'Công đoàn phường Bắc Nam' },
  ]);
  expect(outcome.carriedCount).toBe(1);
  expect(await db.row('orgUnit', school.id)).toMatchObject({ parentId: outcome.unitId });
  // The past of the ended units comes into the sight of those who carry on.
  expect(await db.row('orgUnit', north.id)).toMatchObject({ endedOn: '2026-03-01', parentId: outcome.unitId });
  expect((await pathOf(group)).startsWith(await pathOf({ id: outcome.unitId }))).toBe(true);
  const map =
    await sql`select unit_id, successor_id from reorganisation_unit where role = 'ended' order by unit_id`.execute(
      db.services.database.db,
    );
  expect(map.rows).toEqual([north.id, south.id].toSorted().map((unitId) => ({ unitId, successorId: outcome.unitId })));
  expect(await treeFaults(db)).toEqual([]);
});

test('absorbing ends grants and positions of the ended unit the day before', async () => {
  const { ctx, north, south } = await givenBranch();
  const chair = await givenActor(db, 'officer', north);
  const outcome = await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id });
  expect(outcome).toMatchObject({ unitId: south.id, grantsEndedCount: 1 });
  const { rows } = await sql`select valid_to from role_grant where user_id = ${chair.userId}`.execute(
    db.services.database.db,
  );
  expect(rows).toEqual([{ validTo: '2026-02-28' }]);
  expect(await treeFaults(db)).toEqual([]);
});

test('a dissolution needs a receiver for what stands below', async () => {
  const { ctx, north, south, school } = await givenBranch();
  const input = { ...decision, unitId: north.id, version: 1 };
  await expect(dissolveUnit(ctx, input)).rejects.toMatchObject({ code: 'orgs.has_children', params: { count: 1 } });
  await dissolveUnit(ctx, { ...input, childrenToId: south.id });
  expect(await db.row('orgUnit', school.id)).toMatchObject({ parentId: south.id });
  expect(await treeFaults(db)).toEqual([]);
});

test('a split shares out the units below; when the old one ends, none may be left', async () => {
  const { ctx, root, north, school } = await givenBranch();
  const part = (name: string, childIds: string[]) => ({ name, kindId: 'commune_union', childIds });
  const split = { ...decision, unitId: north.id, version: 1, isEnding: true };
  await expect(splitUnit(ctx, { ...split, parts: [part('A', []), part('B', [])] })).rejects.toMatchObject({
    code: 'orgs.has_children',
  });
  await expect(splitUnit(ctx, { ...split, parts: [part('A', [school.id])] })).rejects.toMatchObject({
    code: 'orgs.too_few_units',
  });
  const outcome = await splitUnit(ctx, { ...split, parts: [part('A', [school.id]), part('B', [])] });
  expect(await db.row('orgUnit', school.id)).toMatchObject({ parentId: outcome.founded[0]?.id });
  expect(await db.row('orgUnit', outcome.founded[1]?.id ?? '')).toMatchObject({ parentId: root.id });
  expect(await treeFaults(db)).toEqual([]);
});

test('a preview says what would happen and changes nothing', async () => {
  const { ctx, north, south } = await givenBranch();
  const outcome = await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id }, 'preview');
  expect(outcome.ended).toEqual([{ id: north.id, name: north.name, successorName: south.name }]);
  expect(await db.row('orgUnit', north.id)).toMatchObject({ endedOn: null, version: 1 });
  expect(await db.audited()).toEqual([]);
  expect(await db.queued()).toEqual([]);
});

type Branch = Awaited<ReturnType<typeof givenBranch>>;
const refusals: [string, string, (b: Branch) => Promise<unknown>][] = [
  [
    'a merger of one',
    'orgs.too_few_units',
    (b) =>
      mergeUnits(b.ctx, {
        ...decision,
        unitIds: [b.north.id, b.north.id],
        parentId: b.root.id,
        name: 'X',
        kindId: 'commune_union',
      }),
  ],
  [
    'absorbing itself',
    'orgs.same_unit',
    (b) => absorbUnits(b.ctx, { ...decision, unitIds: [b.north.id], successorId: b.north.id }),
  ],
  [
    'absorbing into a unit below',
    'orgs.cycle',
    (b) => absorbUnits(b.ctx, { ...decision, unitIds: [b.north.id], successorId: b.school.id }),
  ],
  [
    'merging a unit and one below it',
    'orgs.nested_units',
    (b) =>
      mergeUnits(b.ctx, {
        ...decision,
        unitIds: [b.north.id, b.school.id],
        parentId: b.root.id,
        name: 'X',
        kindId: 'commune_union',
      }),
  ],
  [
    'merging under one that ends',
    'orgs.cycle',
    (b) =>
      mergeUnits(b.ctx, {
        ...decision,
        unitIds: [b.north.id, b.south.id],
        parentId: b.school.id,
        name: 'X',
        kindId: 'commune_union',
      }),
  ],
  [
    'a transfer below itself',
    'orgs.cycle',
    (b) => transferUnit(b.ctx, { ...decision, unitId: b.north.id, version: 1, toParentId: b.group.id }),
  ],
  [
    'a transfer to itself',
    'orgs.same_unit',
    (b) => transferUnit(b.ctx, { ...decision, unitId: b.north.id, version: 1, toParentId: b.north.id }),
  ],
  [
    'a transfer to where it is',
    'orgs.nothing_changes',
    (b) => transferUnit(b.ctx, { ...decision, unitId: b.school.id, version: 1, toParentId: b.north.id }),
  ],
  [
    'children given to one that ends with them',
    'orgs.cycle',
    (b) => dissolveUnit(b.ctx, { ...decision, unitId: b.north.id, version: 1, childrenToId: b.school.id }),
  ],
  [
    'children given to the one that ends',
    'orgs.same_unit',
    (b) => dissolveUnit(b.ctx, { ...decision, unitId: b.north.id, version: 1, childrenToId: b.north.id }),
  ],
  [
    'an effective date that has not come',
    'orgs.future_effective',
    (b) => dissolveUnit(b.ctx, { ...decision, effectiveOn: '2026-03-17', unitId: b.group.id, version: 1 }),
  ],
  [
    'effective before founding',
    'orgs.before_founding',
    (b) => dissolveUnit(b.ctx, { ...decision, effectiveOn: '2019-12-31', unitId: b.group.id, version: 1 }),
  ],
  [
    'founded before the parent',
    'orgs.before_founding',
    (b) =>
      foundUnit(b.ctx, {
        ...decision,
        effectiveOn: '2019-12-31',
        name: 'X',
        kindId: 'union_group',
        parentId: b.school.id,
      }),
  ],
  [
    'the same name again',
    'orgs.nothing_changes',
    (b) => renameUnit(b.ctx, { ...decision, unitId: b.north.id, version: 1, name: b.north.name }),
  ],
  [
    'the first unit split',
    'orgs.unknown_parent',
    async (b) =>
      splitUnit(db.as(await givenActor(db, 'administrator', b.root)), {
        ...decision,
        unitId: b.root.id,
        version: 1,
        isEnding: false,
        parts: [{ name: 'X', kindId: 'commune_union', childIds: [] }],
      }),
  ],
];

test.for(refusals)('%s is refused with %s, and nothing is written', async ([, code, act]) => {
  const branch = await givenBranch();
  await expect(act(branch)).rejects.toMatchObject({ code });
  expect(await db.count('reorganisation')).toBe(0);
  expect(await db.audited()).toEqual([]);
});

test('an ended unit takes part in nothing, and a change before a later one is refused', async () => {
  const { ctx, south, school, group, north } = await givenBranch();
  await transferUnit(ctx, { ...decision, unitId: school.id, version: 1, toParentId: south.id });
  const earlier = { ...decision, effectiveOn: '2026-02-01' };
  await expect(
    transferUnit(ctx, { ...earlier, unitId: school.id, version: 2, toParentId: north.id }),
  ).rejects.toMatchObject({
    code: 'orgs.before_last_change',
    params: { date: '2026-03-01' },
  });
  await dissolveUnit(ctx, { ...decision, unitId: group.id, version: 1 });
  await expect(
    foundUnit(ctx, { ...decision, name: 'X', kindId: 'union_group', parentId: group.id }),
  ).rejects.toMatchObject({ code: 'orgs.ended' });
  await expect(absorbUnits(ctx, { ...decision, unitIds: [school.id], successorId: group.id })).rejects.toMatchObject({
    code: 'orgs.ended',
  });
});

test('who decides stands above all that changes: neither the unit itself nor a foreign branch', async () => {
  const { north, south, school } = await givenBranch();
  const own = db.as(await givenActor(db, 'administrator', north));
  const dissolve = { ...decision, unitId: north.id, version: 1 };
  await expect(dissolveUnit(own, dissolve)).rejects.toMatchObject({ code: 'forbidden' });
  const move = { ...decision, unitId: school.id, version: 1, toParentId: south.id };
  await expect(transferUnit(own, move)).rejects.toMatchObject({ code: 'not_found' });
  const foreign = db.as(await givenActor(db, 'officer', south));
  await expect(dissolveUnit(foreign, dissolve)).rejects.toMatchObject({ code: 'not_found' });
  const viewer = db.as(await givenActor(db, 'viewer', north));
  await expect(transferUnit(viewer, { ...move, toParentId: north.id })).rejects.toMatchObject({ code: 'forbidden' });
});

test('links from another branch to an ended unit are closed by the job, which may run twice', async () => {
  const { root, north, south, school } = await givenBranch();
  const handle = db.services.database.db;
  const other = await givenUnit(db, { parent: root, kind: 'commune_union' });
  const far: GivenUnit = await givenUnit(db, { parent: other });
  await sql`insert into org_relation (child_id, parent_id, type, valid_from) values (${far.id}, ${school.id}, 'managed_by', '2024-01-01')`.execute(
    handle,
  );
  const northOfficer = db.as(await givenActor(db, 'officer', north));
  expect(south).toBeDefined();
  await dissolveUnit(northOfficer, { ...decision, unitId: school.id, version: 1, childrenToId: north.id });
  const open = async (): Promise<number> =>
    (
      await sql`select 1 from org_relation where child_id = ${far.id} and type = 'managed_by' and valid_to is null`.execute(
        handle,
      )
    ).rows.length;
  expect(await open()).toBe(1);
  const [job] = await db.queued('orgs.close-relations');
  await closeRelations.run(job?.data as { unitId: string }, db.system);
  await closeRelations.run(job?.data as { unitId: string }, db.system);
  expect(await open()).toBe(0);
  expect((await db.audited()).filter((action) => action === 'orgs.close-relation')).toHaveLength(1);
});

test('other subjects hand over the open work of a unit that ends, in the same transaction', async () => {
  const { ctx, north, south } = await givenBranch();
  const handed: unknown[] = [];
  registerWorkKeeper({
    subject: 'test',
    kinds: [
      { key: 'test_open', alone: 'close' },
      { key: 'test_none', alone: 'close' },
    ],
    countOpen: async (_tx, unitIds) =>
      unitIds.flatMap((unitId) => [
        { unitId, key: 'test_open', count: 3, lateCount: 2 },
        { unitId, key: 'test_none', count: 0, lateCount: 0 },
      ]),
    handOver: async (_tx, endings) => {
      for (const { from, to, choiceOf } of endings) handed.push({ from, to, choice: choiceOf('test_open') });
    },
  });
  const outcome = await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id });
  registerWorkKeeper({ subject: 'test', kinds: [], countOpen: async () => [], handOver: async () => {} });
  expect(outcome.openWork).toEqual([
    { key: 'test_open', count: 3, lateCount: 2, choice: 'successor', unitName: north.name, successorName: south.name },
  ]);
  expect(handed).toEqual([{ from: north.id, to: south.id, choice: 'successor' }]);
});
