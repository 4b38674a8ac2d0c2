import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { nobody, roles, type Actor } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

// Below the operations and their policies: the database itself, asked with the scopes of each role.
test.for(roles)('%s at one unit: another branch reads as empty and cannot be written', async (role) => {
  const root = await givenUnit(db);
  const own = await givenUnit(db, { parent: root });
  const foreign = await givenUnit(db, { parent: root, figures: { members: 40 } });
  const actor = await givenActor(db, role, own);

  const seen = await db.as(actor).read(async (tx) => {
    const units = await sql<{ id: string }>`select id from org_unit where id = ${foreign.id}`.execute(tx.db);
    const figures = await sql`select 1 from org_figure where unit_id = ${foreign.id}`.execute(tx.db);
    const grants = await sql`select 1 from role_grant where unit_id = ${foreign.id}`.execute(tx.db);
    return units.rows.length + figures.rows.length + grants.rows.length;
  });
  expect(seen).toBe(0);

  const write = db.as(actor).transaction(async (tx) => {
    await sql`insert into org_figure (unit_id, population_id, as_of_on, value) values (${foreign.id}, 'members', '2026-01-01', 1)`.execute(
      tx.db,
    );
    await tx.audit('test.write');
  });
  await expect(write).rejects.toThrow(/row-level security/);

  const updated = await db.as(actor).transaction(async (tx) => {
    const result = await sql`update org_unit set name = 'x' where id = ${foreign.id}`.execute(tx.db);
    await tx.audit('test.write');
    return result.numAffectedRows ?? 0n;
  });
  expect(updated).toBe(0n);
});

test('whoever has no role, or only one over part of the federation, is not taken for one who reads all', async () => {
  const root = await givenUnit(db, { figures: { members: 40 } });
  const own = await givenUnit(db, { parent: root, figures: { members: 4 } });
  const seen = (actor: Actor): Promise<number> =>
    db.as(actor).read(async (tx) => (await sql`select 1 from org_figure`.execute(tx.db)).rows.length);
  expect(await seen(nobody)).toBe(0);
  expect(await seen(await givenActor(db, 'officer', own))).toBe(1);
  expect(await seen(await givenActor(db, 'officer', root))).toBe(2);
  // A second federation beside: the first one's officers do not see it.
  await givenUnit(db, { figures: { members: 7 } });
  expect(await seen(await givenActor(db, 'officer', root))).toBe(2);
});

test('a viewer writes nothing, not even at the own unit', async () => {
  const own = await givenUnit(db);
  const actor = await givenActor(db, 'viewer', own);
  const write = db.as(actor).transaction(async (tx) => {
    await sql`insert into org_figure (unit_id, population_id, as_of_on, value) values (${own.id}, 'members', '2026-01-01', 1)`.execute(
      tx.db,
    );
    await tx.audit('test.write');
  });
  await expect(write).rejects.toThrow(/row-level security/);
});

test('nobody writes into the log of a unit that they do not see', async () => {
  const root = await givenUnit(db);
  const own = await givenUnit(db, { parent: root });
  const foreign = await givenUnit(db, { parent: root });
  const officer = db.as(await givenActor(db, 'officer', own));
  const write = officer.transaction((tx) => tx.audit('test.write', { orgUnitId: foreign.id }));
  await expect(write).rejects.toThrow(/row-level security/);
});

test('an id opens a name only of whoever holds a role in sight or above', async () => {
  const root = await givenUnit(db);
  const own = await givenUnit(db, { parent: root });
  const beside = await givenUnit(db, { parent: root });
  const officer = await givenActor(db, 'officer', own, 'Người mình');
  const above = await givenActor(db, 'approver', root, 'Người trên');
  const foreign = await givenActor(db, 'officer', beside, 'Người khác nhánh');
  const names = (actor: Actor): Promise<string[]> =>
    db.as(actor).read(async (tx) => {
      const ids = [officer.userId, above.userId, foreign.userId];
      const { rows } = await sql<{ name: string }>`select name from app_user_names(${ids}) order by name`.execute(
        tx.db,
      );
      return rows.map((row) => row.name);
    });
  expect(await names(officer)).toEqual(['Người mình', 'Người trên']);
  expect(await names(above)).toEqual(['Người khác nhánh', 'Người mình', 'Người trên']);
  expect(await names(nobody)).toEqual([]);
  // Who was there once is still named in what they did.
  await sql`update role_grant set valid_to = '2021-01-01' where user_id = ${above.userId}`.execute(
    db.services.database.db,
  );
  expect(await names(officer)).toEqual(['Người mình', 'Người trên']);
});

test('a delivery never becomes one of another plan or issuer', async () => {
  const own = await givenUnit(db);
  const officer = db.as(await givenActor(db, 'officer', own));
  for (const column of ['plan_id', 'issuer_unit_id']) {
    const write = officer.transaction((tx) =>
      sql`update plan_delivery set ${sql.ref(column)} = ${own.id}`.execute(tx.db),
    );
    await expect(write).rejects.toThrow(/permission denied/);
  }
});

test('a write without an audit entry is refused and rolled back', async () => {
  const own = await givenUnit(db);
  const actor = await givenActor(db, 'officer', own);
  const write = db.as(actor).transaction(async (tx) => {
    await tx.db
      .insertInto('orgFigure')
      .values({ unitId: own.id, populationId: 'members', asOfOn: '2026-01-01', value: 1 })
      .execute();
  });
  await expect(write).rejects.toThrow(/without an audit entry/);
  expect(await db.count('orgFigure')).toBe(0);
});

test('a transaction inside a transaction is refused instead of hanging', async () => {
  const own = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', own));
  await expect(ctx.transaction(() => ctx.transaction(async () => 1))).rejects.toThrow(/inside another/);
});
