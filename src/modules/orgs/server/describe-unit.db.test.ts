import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  addPosition,
  addRelation,
  declareFigure,
  editUnitDetails,
  endPosition,
  endRelation,
  latestFigures,
  savePerson,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

async function givenSchool() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường' });
  const school = await givenUnit(db, { parent: ward, name: 'CĐCS Trường Hoa Ban' });
  return { root, ward, school, ctx: db.as(await givenActor(db, 'approver', school)) };
}
const details = { symbol: 'CĐCS', sectorId: 'public_service', address: 'Tổ 3', email: '', phone: '', code: 'A-1' };

test('figures: a correction is a new row, and the one entered last counts', async () => {
  const { school, ctx } = await givenSchool();
  const input = { unitId: school.id, asOfOn: '2026-01-01', source: 'Báo cáo năm' };
  await declareFigure(ctx, { ...input, values: { members: 48, women_members: 30 } });
  db.setNow('2026-03-17T02:00:00Z');
  await declareFigure(ctx, { ...input, values: { members: 47 } });
  expect(await db.count('orgFigure')).toBe(3);
  const rows = await ctx.read((tx) => latestFigures(tx, [school.id], '2026-03-01'));
  expect(Object.fromEntries(rows.map((row) => [row.populationId, row.value]))).toEqual({
    members: 47,
    women_members: 30,
  });
  expect(await db.audited()).toEqual(['orgs.declare-figure', 'orgs.declare-figure']);
});

test('figures: neither of a day to come, nor before founding, nor none at all', async () => {
  const { school, ctx } = await givenSchool();
  const input = { unitId: school.id, values: { members: 1 } };
  await expect(declareFigure(ctx, { ...input, asOfOn: '2026-03-17' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(declareFigure(ctx, { ...input, asOfOn: '2019-12-31' })).rejects.toMatchObject({
    code: 'orgs.before_founding',
  });
  await expect(declareFigure(ctx, { ...input, asOfOn: '2026-01-01', values: {} })).rejects.toMatchObject({
    problems: { values: 'field_required' },
  });
});

test('people and positions: entered, changed, ended with a date, never deleted', async () => {
  const { school, ctx } = await givenSchool();
  const personId = await savePerson(ctx, { unitId: school.id, fullName: 'Lò Thị Mai', phone: '0912' });
  await savePerson(ctx, { unitId: school.id, personId, fullName: 'Lò Thị Mai Anh' });
  expect(await db.row('person', personId)).toMatchObject({ fullName: 'Lò Thị Mai Anh', phone: '' });
  const positionId = await addPosition(ctx, {
    personId,
    unitId: school.id,
    body: 'Ban Chấp hành',
    title: 'Chủ tịch',
    validFrom: '2025-01-01',
  });
  await expect(endPosition(ctx, { positionId, on: '2024-12-31' })).rejects.toMatchObject({ code: 'invalid' });
  await endPosition(ctx, { positionId, on: '2026-03-01' });
  expect(await db.row('personPosition', positionId)).toMatchObject({ validTo: '2026-03-01' });
  await expect(endPosition(ctx, { positionId, on: '2026-03-02' })).rejects.toMatchObject({ code: 'conflict' });
});

test('details: two people at one form, one is told; a former code stays findable', async () => {
  const { school, ctx } = await givenSchool();
  await editUnitDetails(ctx, { ...details, unitId: school.id, version: 1 });
  await expect(editUnitDetails(ctx, { ...details, unitId: school.id, version: 1 })).rejects.toMatchObject({
    code: 'conflict',
  });
  await editUnitDetails(ctx, { ...details, unitId: school.id, version: 2, code: 'B-2' });
  const { rows } = await sql`select code, valid_to from org_unit_code order by code`.execute(db.services.database.db);
  expect(rows).toEqual([
    { code: 'A-1', validTo: '2026-03-16' },
    { code: 'B-2', validTo: null },
  ]);
  expect((await db.row('orgUnit', school.id))?.['searchKey']).toContain(' a 1');
});

test('other relations: added and ended with dates, once at a time', async () => {
  const { root, school } = await givenSchool();
  const ctx = db.as(await givenActor(db, 'officer', school));
  const link = { unitId: school.id, toUnitId: root.id, type: 'professional_line' as const, validFrom: '2025-01-01' };
  await addRelation(ctx, link);
  await expect(addRelation(ctx, link)).rejects.toMatchObject({ code: 'orgs.relation_exists' });
  await expect(addRelation(ctx, { ...link, toUnitId: school.id })).rejects.toMatchObject({ code: 'orgs.same_unit' });
  await expect(addRelation(ctx, { ...link, type: 'managed_by', validFrom: '2019-01-01' })).rejects.toMatchObject({
    code: 'orgs.before_founding',
  });
  const { rows } = await sql<{ id: string }>`select id from org_relation where type = 'professional_line'`.execute(
    db.services.database.db,
  );
  const relationId = rows[0]?.id ?? '';
  await endRelation(ctx, { relationId, on: '2026-01-01' });
  expect(await db.row('orgRelation', relationId)).toMatchObject({ validTo: '2026-01-01' });
  await addRelation(ctx, { ...link, validFrom: '2026-01-01' });
});

test('the direct parent is not ended as other relations are', async () => {
  const { school } = await givenSchool();
  const ctx = db.as(await givenActor(db, 'officer', school));
  const { rows } = await sql<{ id: string }>`select id from org_relation where child_id = ${school.id}`.execute(
    db.services.database.db,
  );
  await expect(endRelation(ctx, { relationId: rows[0]?.id ?? '', on: '2026-01-01' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a viewer and an officer of another branch describe nothing', async () => {
  const { root, school } = await givenSchool();
  const viewer = db.as(await givenActor(db, 'viewer', school));
  const stranger = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: root })));
  const figure = { unitId: school.id, asOfOn: '2026-01-01', values: { members: 1 } };
  for (const [ctx, code] of [
    [viewer, 'forbidden'],
    [stranger, 'not_found'],
  ] as const) {
    await expect(declareFigure(ctx, figure)).rejects.toMatchObject({ code });
    await expect(savePerson(ctx, { unitId: school.id, fullName: 'X' })).rejects.toMatchObject({ code });
    await expect(editUnitDetails(ctx, { ...details, unitId: school.id, version: 1 })).rejects.toMatchObject({ code });
  }
});
