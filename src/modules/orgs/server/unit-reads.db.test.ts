import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  latestFigures,
  latestFiguresBelow,
  unitsAbove,
  unitsBelow,
  unitTreeOn,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenPlaces, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

test('units below: by kind, by sector, and there on the day', async () => {
  const root = await givenUnit(db);
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union', sector: null });
  const school = await givenUnit(db, { parent: ward, sector: 'public_service' });
  const mill = await givenUnit(db, { parent: ward, sector: 'enterprise', foundedOn: '2025-07-01' });
  const gone = await givenUnit(db, { parent: ward, endedOn: '2025-07-01' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const ids = (wish: Parameters<typeof unitsBelow>[2]): Promise<string[]> =>
    officer.read(async (tx) => (await unitsBelow(tx, root.path, wish)).map((unit) => unit.id).toSorted());

  expect(await ids({})).toEqual([ward, school, mill, gone].map((unit) => unit.id).toSorted());
  expect(await ids({ kinds: ['grassroots_union'], activeOn: '2025-06-30' })).toEqual([school.id, gone.id].toSorted());
  // The day it ends is the first day without it, and the day of founding the first one with it.
  expect(await ids({ kinds: ['grassroots_union'], activeOn: '2025-07-01' })).toEqual([school.id, mill.id].toSorted());
  expect(await ids({ sectors: ['public_service'] })).toEqual([school.id]);
  expect(await ids({ kinds: ['provincial_federation'], includeSelf: true })).toEqual([root.id]);
});

test('units of a path whose text begins alike are not below', async () => {
  const root = await givenUnit(db);
  const one = await givenUnit(db, { parent: root });
  await sql`update org_unit set path = ${`${one.path.slice(0, -1)}7.`} where id = ${(await givenUnit(db, { parent: root })).id}`.execute(
    db.services.database.db,
  );
  expect(await db.system.read((tx) => unitsBelow(tx, one.path))).toEqual([]);
});

test('units above come from the root down, and are seen by name from below', async () => {
  const root = await givenUnit(db);
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union' });
  const school = await givenUnit(db, { parent: ward });
  const chair = db.as(await givenActor(db, 'officer', school));
  const above = await chair.read((tx) => unitsAbove(tx, school.path));
  expect(above.map((unit) => unit.id)).toEqual([root.id, ward.id]);
});

test('the latest figure counts: by as-of date, then by entry; later ones are not known yet', async () => {
  const root = await givenUnit(db, { figures: { members: 40, women_members: 20 } });
  const handle = db.services.database.db;
  await sql`insert into org_figure (unit_id, population_id, as_of_on, value, created_at) values
    (${root.id}, 'members', '2025-06-30', 50, '2025-07-01'), (${root.id}, 'members', '2025-06-30', 52, '2025-07-02'),
    (${root.id}, 'members', '2025-12-31', 60, '2026-01-02')`.execute(handle);
  const on = (date: string): Promise<Record<string, number>> =>
    db.system.read(async (tx) =>
      Object.fromEntries((await latestFigures(tx, [root.id], date)).map((row) => [row.populationId, row.value])),
    );
  expect(await on('2025-06-29')).toEqual({ members: 40, women_members: 20 });
  expect(await on('2025-06-30')).toEqual({ members: 52, women_members: 20 });
  expect(await on('2026-03-01')).toEqual({ members: 60, women_members: 20 });
  expect(await on('2019-12-31')).toEqual({});
});

test('figures below a path leave out units that are not there on the day', async () => {
  const root = await givenUnit(db);
  const here = await givenUnit(db, { parent: root, figures: { members: 12 } });
  await givenUnit(db, { parent: root, figures: { members: 99 }, endedOn: '2025-07-01' });
  const rows = await db.system.read((tx) => latestFiguresBelow(tx, root.path, '2025-07-01', ['members']));
  expect(rows).toEqual([{ unitId: here.id, populationId: 'members', value: 12, asOfOn: '2020-01-01' }]);
});

test('the tree of a day has the parents and the names of that day', async () => {
  const root = await givenUnit(db);
  const district = await givenUnit(db, { parent: root, kind: 'district_federation', endedOn: '2025-07-01' });
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union', foundedOn: '2025-07-01' });
  const school = await givenUnit(db, { parent: ward, name: 'CĐCS Trường Sao Mai' });
  const handle = db.services.database.db;
  await sql`update org_relation set valid_from = '2025-07-01' where child_id = ${school.id}`.execute(handle);
  await sql`insert into org_relation (child_id, parent_id, type, valid_from, valid_to)
            values (${school.id}, ${district.id}, 'direct_parent', '2020-01-01', '2025-07-01')`.execute(handle);
  await sql`update org_unit_name set valid_from = '2025-07-01' where unit_id = ${school.id}`.execute(handle);
  await sql`insert into org_unit_name (unit_id, name, valid_from, valid_to)
            values (${school.id}, 'CĐCS Trường Mầm non 5', '2020-01-01', '2025-07-01')`.execute(handle);
  await givenPlaces(db);
  const officer = db.as(await givenActor(db, 'officer', root));
  const on = (date: string): Promise<string[]> =>
    officer.read(async (tx) =>
      (await unitTreeOn(tx, root.id, date)).map((unit) => `${unit.depth} ${unit.path} ${unit.name}`),
    );

  const label = school.path.slice(ward.path.length);
  expect(await on('2025-06-30')).toEqual([
    `0 ${root.path} ${root.name}`,
    `1 ${district.path} ${district.name}`,
    `2 ${district.path}${label} CĐCS Trường Mầm non 5`,
  ]);
  expect(await on('2025-07-01')).toEqual([
    `0 ${root.path} ${root.name}`,
    `1 ${ward.path} ${ward.name}`,
    `2 ${ward.path}${label} CĐCS Trường Sao Mai`,
  ]);
});

test('each read is one query or two, however many units', async () => {
  const root = await givenUnit(db);
  for (let index = 0; index < 12; index += 1) await givenUnit(db, { parent: root, figures: { members: index } });
  await db.system.read(async (tx) => {
    const ids = (await unitsBelow(tx, root.path)).map((unit) => unit.id);
    expect(await db.queriesOf(() => unitsBelow(tx, root.path))).toBe(1);
    expect(await db.queriesOf(() => latestFigures(tx, ids, '2026-01-01'))).toBe(1);
    expect(await db.queriesOf(() => latestFiguresBelow(tx, root.path, '2026-01-01'))).toBe(1);
    expect(await db.queriesOf(() => unitTreeOn(tx, root.id, '2026-01-01'))).toBe(2);
  });
});
