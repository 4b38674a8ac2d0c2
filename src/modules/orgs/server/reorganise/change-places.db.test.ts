import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Tx } from '#app/platform/context.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  absorbUnits,
  foundUnit,
  registerTreeKeeper,
  transferUnit,
  type TreeChange,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-02-20', effectiveOn: '2026-03-01' };

async function givenBranch() {
  const root = await givenUnit(db);
  const north = await givenUnit(db, { parent: root, kind: 'commune_union' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union' });
  const school = await givenUnit(db, { parent: north });
  const group = await givenUnit(db, { parent: school });
  return { root, north, south, school, group, ctx: db.as(await givenActor(db, 'officer', root)) };
}

const places = async (unit: { id: string }): Promise<unknown[]> =>
  (
    await sql`select path, valid_from, valid_to from unit_place where unit_id = ${unit.id} order by valid_from`.execute(
      db.services.database.db,
    )
  ).rows;

afterEach(() => registerTreeKeeper({ subject: 'test', before: async () => {}, after: async () => {} }));

test('a move ends the places of the whole branch and begins new ones, made of the labels of their time', async () => {
  const { ctx, north, south, school, group } = await givenBranch();
  await transferUnit(ctx, { ...decision, unitId: school.id, version: 1, toParentId: south.id });
  expect(await places(group)).toEqual([
    { path: group.path, validFrom: '2020-01-01', validTo: '2026-03-01' },
    { path: south.path + group.path.slice(north.path.length), validFrom: '2026-03-01', validTo: null },
  ]);
  // And back on the same day: as if it had never gone.
  await transferUnit(ctx, { ...decision, unitId: school.id, version: 2, toParentId: north.id });
  expect(await places(group)).toEqual([{ path: group.path, validFrom: '2020-01-01', validTo: null }]);
  expect(await treeFaults(db)).toEqual([]);
});

test('a change dated before a unit below moved away takes along where that unit stood in between', async () => {
  const { ctx, root, north, south, school, group } = await givenBranch();
  await transferUnit(ctx, { ...decision, unitId: group.id, version: 1, toParentId: south.id });
  await transferUnit(ctx, {
    ...decision,
    effectiveOn: '2026-02-20',
    unitId: school.id,
    version: 1,
    toParentId: root.id,
  });
  expect(await places(group)).toEqual([
    { path: group.path, validFrom: '2020-01-01', validTo: '2026-02-20' },
    { path: root.path + group.path.slice(north.path.length), validFrom: '2026-02-20', validTo: '2026-03-01' },
    { path: south.path + group.path.slice(school.path.length), validFrom: '2026-03-01', validTo: null },
  ]);
});

test('a circle in the past is refused, though today there would be none', async () => {
  const { ctx, root, school, group } = await givenBranch();
  await transferUnit(ctx, { ...decision, unitId: group.id, version: 1, toParentId: root.id });
  const move = { ...decision, unitId: school.id, version: 1, toParentId: group.id };
  await expect(transferUnit(ctx, { ...move, effectiveOn: '2026-02-20' })).rejects.toMatchObject({ code: 'orgs.cycle' });
  await transferUnit(ctx, move);
  expect(await treeFaults(db)).toEqual([]);
});

test('whoever keeps sums hears of every unit whose place changes, before and after; of founded ones after only', async () => {
  const { ctx, north, south, school, group } = await givenBranch();
  const heard: [string, TreeChange, number][] = [];
  const hear =
    (when: string) =>
    async (tx: Tx, change: TreeChange): Promise<void> => {
      const { rows } = await sql`select 1 from unit_place where valid_to is null`.execute(tx.db);
      heard.push([when, { ...change, unitIds: change.unitIds.toSorted() }, rows.length]);
    };
  registerTreeKeeper({ subject: 'test', before: hear('before'), after: hear('after') });

  const { unitId } = await foundUnit(ctx, { ...decision, name: 'Mới', kindId: 'union_group', parentId: school.id });
  expect(heard).toEqual([['after', { unitIds: [unitId], effectiveOn: '2026-03-01' }, 6]]);
  heard.length = 0;
  await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id });
  const all = [north.id, school.id, group.id, unitId].toSorted();
  expect(heard).toEqual([
    ['before', { unitIds: all, effectiveOn: '2026-03-01' }, 6],
    ['after', { unitIds: all, effectiveOn: '2026-03-01' }, 5],
  ]);
});
