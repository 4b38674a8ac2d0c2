import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { auditPageSize, listAudit } from '#app/modules/audit/server/index.ts';

const db = testDatabase();

async function branch() {
  const root = await givenUnit(db);
  const ward = await givenUnit(db, { parent: root });
  const union = await givenUnit(db, { parent: ward });
  return { root, ward, union, admin: await givenActor(db, 'administrator', ward, 'Trần Quản') };
}

test('the log of a branch holds what was done in it, latest first, with the names of those who did it', async () => {
  const { root, ward, union, admin } = await branch();
  const clerk = await givenActor(db, 'officer', union, 'Lê Cơ Sở');
  await db.as(clerk).transaction((tx) => tx.audit('plan.submit', { orgUnitId: union.id, subject: 'plan:1' }));
  await db.system.transaction((tx) =>
    tx.audit('identity.create-account', { orgUnitId: ward.id, detail: { by: admin.userId, role: 'officer' } }),
  );
  await db.system.transaction((tx) => tx.audit('plan.issue', { orgUnitId: root.id }));
  await db.system.transaction((tx) => tx.audit('plan.tell_late', { orgUnitId: union.id }));

  const { lines, next } = await listAudit(db.as(admin), { unitId: ward.id });
  expect(lines.map((line) => [line.action, line.userName])).toEqual([
    ['plan.tell_late', null],
    ['identity.create-account', 'Trần Quản'],
    ['plan.submit', 'Lê Cơ Sở'],
  ]);
  expect(lines[1]?.detail).toEqual({ role: 'officer' });
  expect(next).toBeNull();
});

test('it is narrowed by area, days of Vietnam, person and unit', async () => {
  const { ward, union, admin } = await branch();
  const clerk = await givenActor(db, 'officer', union);
  db.setNow('2026-03-14T17:30:00Z'); // the 15th in Vietnam
  await db.as(clerk).transaction((tx) => tx.audit('plan.submit', { orgUnitId: union.id }));
  db.setNow('2026-03-16T02:00:00Z');
  await db.as(admin).transaction((tx) => tx.audit('orgs.edit-unit', { orgUnitId: ward.id }));
  const actions = async (wish: Omit<Parameters<typeof listAudit>[1], 'unitId'>) =>
    (await listAudit(db.as(admin), { unitId: ward.id, ...wish })).lines.map((line) => line.action);

  expect(await actions({ area: 'plan' })).toEqual(['plan.submit']);
  expect(await actions({ to: '2026-03-15' })).toEqual(['plan.submit']);
  expect(await actions({ to: '2026-03-14' })).toEqual([]);
  expect(await actions({ from: '2026-03-16' })).toEqual(['orgs.edit-unit']);
  expect(await actions({ userId: clerk.userId })).toEqual(['plan.submit']);
  expect(await actions({ isOwnOnly: true })).toEqual(['orgs.edit-unit']);
});

test('pages follow one another without a gap while new entries arrive', async () => {
  const { ward, admin } = await branch();
  const write = (count: number) =>
    db.system.transaction(async (tx) => {
      for (let one = 0; one < count; one += 1) await tx.audit('plan.read', { orgUnitId: ward.id });
    });
  await write(auditPageSize + 3);
  const ctx = db.as(admin);
  const first = await listAudit(ctx, { unitId: ward.id });
  await write(2);
  const second = await listAudit(ctx, { unitId: ward.id, before: first.next ?? 0 });
  expect(first.lines).toHaveLength(auditPageSize);
  expect(second.lines.map((line) => line.id)).toEqual([3, 2, 1]);
  expect(second.next).toBeNull();
});

test('only administrators of the unit or of one above read its log', async () => {
  const { root, ward, union } = await branch();
  const read = async (actor: Awaited<ReturnType<typeof givenActor>>) => listAudit(db.as(actor), { unitId: ward.id });
  expect(await read(await givenActor(db, 'administrator', root))).toMatchObject({ unit: { id: ward.id } });
  await expect(read(await givenActor(db, 'officer', ward))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(read(await givenActor(db, 'administrator', union))).rejects.toMatchObject({ code: 'forbidden' });
  const beside = await givenUnit(db, { parent: root });
  await expect(read(await givenActor(db, 'administrator', beside))).rejects.toMatchObject({ code: 'not_found' });
});
