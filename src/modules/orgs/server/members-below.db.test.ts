import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { absorbUnits, declareFigure, openUnitTree, transferUnit } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { memberFaults } from '#app/modules/orgs/server/testing/member-faults.ts';

const db = testDatabase();
const decision = { decisionNumber: '1/QĐ', decidedOn: '2026-02-20', effectiveOn: '2026-03-01' };

test('sums of members follow every declaration, correction, move and end', async () => {
  const root = await givenUnit(db, { kind: 'confederation' });
  const province = await givenUnit(db, { parent: root, kind: 'provincial_federation' });
  const north = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const south = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const school = await givenUnit(db, { parent: north, figures: { members: 40, workers: 90 } });
  const mill = await givenUnit(db, { parent: south, figures: { members: 200 } });
  const ctx = db.as(await givenActor(db, 'officer', root));
  const sums = async (): Promise<(number | null)[]> => {
    const lines = await openUnitTree(ctx, [root.id, province.id]);
    return [root, north, south].map(({ id }) => lines.find((line) => line.id === id)?.memberCount ?? null);
  };

  expect(await sums()).toEqual([240, 40, 200]);
  await declareFigure(ctx, { unitId: school.id, asOfOn: '2026-03-01', values: { members: 45 } });
  await declareFigure(ctx, { unitId: school.id, asOfOn: '2025-03-01', values: { members: 1 } });
  expect(await sums()).toEqual([245, 45, 200]);
  await transferUnit(ctx, { ...decision, unitId: school.id, version: 1, toParentId: south.id });
  expect(await sums()).toEqual([245, null, 245]);
  await transferUnit(ctx, { ...decision, unitId: south.id, version: 1, toParentId: root.id });
  expect(await sums()).toEqual([245, null, 245]);
  await absorbUnits(ctx, { ...decision, unitIds: [mill.id], successorId: school.id });
  expect(await sums()).toEqual([45, null, 45]);
  expect(await memberFaults(db.services.database.db)).toEqual([]);
});

test('a list of units asks the same queries whatever stands below', async () => {
  const root = await givenUnit(db, { kind: 'confederation' });
  const ctx = db.as(await givenActor(db, 'officer', root));
  const budget = async (): Promise<number> => db.queriesOf(() => openUnitTree(ctx, [root.id]));
  await givenUnit(db, { parent: root, figures: { members: 3 } });
  const few = await budget();
  for (let at = 0; at < 30; at += 1) await givenUnit(db, { parent: root, figures: { members: at } });
  expect(await budget()).toBe(few);
  expect(few).toBeLessThanOrEqual(4);
});
