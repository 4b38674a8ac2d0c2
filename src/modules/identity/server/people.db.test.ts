import { expect, test } from 'vitest';
import { readEnv } from '#app/platform/env.ts';
import { makeContext } from '#app/platform/context.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  authFor,
  createAccount,
  endGrant,
  grantRole,
  listPeople,
  renewPasswordLink,
  rolesPerPage,
  setPassword,
} from '#app/modules/identity/server/index.ts';

const db = testDatabase();
const auth = () => authFor(db.services, readEnv({ AUTH_SECRET: 'bi-mat-chi-dung-trong-kiem-thu-0123456789' }));
const account = {
  name: 'Đinh Thị Hòa',
  username: 'dinh.hoa',
  email: 'hoa@example.test',
  role: 'officer' as const,
  validFrom: '2026-01-01',
  validTo: null,
};

async function branch() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { name: 'Công đoàn phường Sông Đà', parent: root, kind: 'commune_union' });
  const union = await givenUnit(db, { name: 'CĐCS May Ánh Sao', parent: ward });
  const admin = await givenActor(db, 'administrator', ward, 'Trần Quản');
  return { root, ward, union, admin };
}

test('an administrator sees who acts at the unit and below it, and nobody of another branch or above', async () => {
  const { root, ward, union, admin } = await branch();
  await givenActor(db, 'officer', root, 'Người cấp trên');
  await givenActor(db, 'officer', union, 'Lê Cơ Sở');
  await givenActor(db, 'officer', await givenUnit(db, { parent: root }), 'Người nhánh khác');

  const people = await listPeople(db.as(admin), { unitId: ward.id });
  expect(people.roles.map((role) => `${role.userName} · ${role.unitName}`)).toEqual([
    'Trần Quản · Công đoàn phường Sông Đà',
    'Lê Cơ Sở · CĐCS May Ánh Sao',
  ]);
  expect(people.total).toBe(2);
  const own = await listPeople(db.as(admin), { unitId: ward.id, isOwnOnly: true });
  expect(own.roles.map((role) => role.userName)).toEqual(['Trần Quản']);
});

test.for([
  ['hoa', ['Đinh Thị Hòa']],
  ['dinh thi', ['Đinh Thị Hòa']],
  ['dinh.hoa', ['Đinh Thị Hòa']],
  ['ĐINH', ['Đinh Thị Hòa']],
  ['may anh sao', ['Lê Cơ Sở', 'Đinh Thị Hòa']],
  ['100%', []],
] as const)('searching "%s" without accents finds %j', async ([query, names]) => {
  const { ward, union, admin } = await branch();
  await createAccount(db.as(admin), { ...account, unitId: union.id });
  await givenActor(db, 'officer', union, 'Lê Cơ Sở');
  const { roles } = await listPeople(db.as(admin), { unitId: ward.id, query });
  expect(roles.map((role) => role.userName).toSorted()).toEqual(names.toSorted());
});

test('roles that have ended show only when asked for; a role to come shows', async () => {
  const { ward, union, admin } = await branch();
  const ctx = db.as(admin);
  const { userId } = await createAccount(ctx, { ...account, unitId: union.id, validTo: '2026-02-28' });
  await grantRole(ctx, { login: 'dinh.hoa', unitId: ward.id, role: 'viewer', validFrom: '2027-01-01', validTo: null });
  const of = async (withEnded: boolean) =>
    (await listPeople(ctx, { unitId: ward.id, withEnded })).roles
      .filter((role) => role.userId === userId)
      .map((role) => role.role);
  expect(await of(false)).toEqual(['viewer']);
  expect(await of(true)).toEqual(['viewer', 'officer']);
});

test('the list comes in pages and costs the same queries at any size', async () => {
  const { ward, union, admin } = await branch();
  const ctx = db.as(admin);
  const few = await db.queriesOf(() => listPeople(ctx, { unitId: ward.id }));
  for (let count = 0; count < rolesPerPage + 2; count += 1) await givenActor(db, 'viewer', union);
  let second;
  const many = await db.queriesOf(async () => {
    second = await listPeople(ctx, { unitId: ward.id, page: 2 });
  });
  expect(second).toMatchObject({ total: rolesPerPage + 3, roles: { length: 3 } });
  expect(many).toBe(few);
});

test('who does not administer a unit learns nothing of its people', async () => {
  const { root, ward, union } = await branch();
  const wish = { unitId: ward.id };
  await expect(listPeople(db.as(await givenActor(db, 'officer', ward)), wish)).rejects.toMatchObject({
    code: 'forbidden',
  });
  // The unit above is known by name; its people are not.
  await expect(listPeople(db.as(await givenActor(db, 'administrator', union)), wish)).rejects.toMatchObject({
    code: 'forbidden',
  });
  const beside = await givenUnit(db, { parent: root });
  await expect(listPeople(db.as(await givenActor(db, 'administrator', beside)), wish)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a new link to set a password replaces the former one', async () => {
  const { union, admin } = await branch();
  const first = await createAccount(db.as(admin), { ...account, unitId: union.id });
  expect(first.isMailed).toBe(false);
  const second = await renewPasswordLink(db.as(admin), { userId: first.userId });

  const password = 'sau-nam-cay-bang';
  await expect(setPassword(db.system, auth(), { token: first.token, password })).rejects.toMatchObject({
    code: 'not_found',
  });
  const { unitId } = { unitId: union.id };
  const before = await listPeople(db.as(admin), { unitId });
  expect(before.roles.map((role) => role.hasPassword)).toEqual([false]);
  await setPassword(db.system, auth(), { token: second.token, password });
  const after = await listPeople(db.as(admin), { unitId });
  expect(after.roles.map((role) => role.hasPassword)).toEqual([true]);
});

test('nobody gets hold of more than they administer by way of a password', async () => {
  const { root, ward, union, admin } = await branch();
  const above = await givenActor(db, 'officer', root);
  const both = await givenActor(db, 'officer', union);
  await grantRole(db.as(await givenActor(db, 'administrator', root)), {
    login: both.userId,
    unitId: root.id,
    role: 'approver',
    validFrom: '2026-01-01',
    validTo: null,
  });
  const ctx = db.as(admin);
  await expect(renewPasswordLink(ctx, { userId: both.userId })).rejects.toMatchObject({
    code: 'identity.holds_more_elsewhere',
  });
  await expect(renewPasswordLink(ctx, { userId: above.userId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(renewPasswordLink(ctx, { userId: admin.userId })).rejects.toMatchObject({
    code: 'identity.role_above_own',
  });
  const officer = db.as(await givenActor(db, 'officer', ward));
  await expect(renewPasswordLink(officer, { userId: both.userId })).rejects.toMatchObject({ code: 'not_found' });
  expect(await db.count('user_verification')).toBe(0);
});

test('the same role is not given twice for the same days, but again after its end', async () => {
  const { union, admin } = await branch();
  const ctx = db.as(admin);
  const someone = await givenActor(db, 'viewer', union);
  const wish = { login: someone.userId, unitId: union.id, role: 'officer' as const };
  const first = await grantRole(ctx, { ...wish, validFrom: '2026-01-01', validTo: '2026-06-30' });
  await expect(grantRole(ctx, { ...wish, validFrom: '2026-06-30', validTo: null })).rejects.toMatchObject({
    code: 'identity.already_granted',
  });
  await grantRole(ctx, { ...wish, validFrom: '2026-07-01', validTo: null });
  await endGrant(ctx, { grantId: first });
  await grantRole(ctx, { ...wish, validFrom: '2026-03-20', validTo: '2026-03-31' });
});

test('with a mail server the link also goes out, with the commit of the account', async () => {
  const { union, admin } = await branch();
  const sent = { send: () => Promise.resolve(), close: () => undefined };
  // The getter of the open database must stay one, so the services are not spread.
  const services = Object.create(db.services, { mail: { value: sent } }) as typeof db.services;
  const made = await createAccount(makeContext(services, admin), { ...account, unitId: union.id });
  expect(made.isMailed).toBe(true);
  expect(await db.count('mail_outbox')).toBe(1);
  await expect(createAccount(makeContext(services, admin), { ...account, unitId: union.id })).rejects.toMatchObject({
    code: 'identity.taken',
  });
  expect(await db.count('mail_outbox')).toBe(1);
});
