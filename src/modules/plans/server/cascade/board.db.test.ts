import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { sendDigests } from '#app/modules/notices/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { getBoard } from '#app/modules/plans/server/cascade/board-queries.ts';
import { acknowledgePlan } from '#app/modules/plans/server/cascade/receive-plan.ts';
import { remindLate } from '#app/modules/plans/server/cascade/remind-late.ts';
import { tellLate } from '#app/modules/plans/server/cascade/tell-late.job.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';

const db = testDatabase();

async function givenBranches(): Promise<Record<'province' | 'ward' | 'beside' | 'school' | 'factory', GivenUnit>> {
  const province = await givenUnit(db, { name: 'Tỉnh' });
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union', name: 'Phường' });
  const beside = await givenUnit(db, { parent: province, kind: 'commune_union', name: 'Xã' });
  const school = await givenUnit(db, { parent: ward, name: 'Trường' });
  const factory = await givenUnit(db, { parent: ward, name: 'Nhà máy' });
  return { province, ward, beside, school, factory };
}

test('the issuer sees every branch; a middle unit its own; a stranger nothing', async () => {
  const { province, ward, beside, school, factory } = await givenBranches();
  const plan = await givenIssuedPlan(db, province, { recipients: [{ rule: 'descendants' }] });
  await acknowledgePlan(db.as(await givenActor(db, 'officer', school)), { planId: plan.id });
  db.setNow('2026-03-21T02:00:00Z');

  const issuer = db.as(await givenActor(db, 'viewer', province));
  const board = await getBoard(issuer, { planId: plan.id });
  expect(board.counts).toMatchObject({ addressed: 4, received: 1, acknowledged: 1, adopted: 0, late: 3 });
  expect(board.lines.map((line) => [line.name, line.counts.addressed, line.counts.late, line.hasBelow])).toEqual([
    ['Phường', 3, 2, true],
    ['Xã', 1, 1, false],
  ]);
  expect(board.mayRemind).toBe(false);

  const inside = await getBoard(issuer, { planId: plan.id, branch: ward.path });
  expect(inside.lines.map((line) => line.name)).toEqual(['Phường', 'Trường', 'Nhà máy']);
  expect(inside.trail.map((step) => step.name)).toEqual(['Tỉnh', 'Phường']);
  const late = await getBoard(issuer, { planId: plan.id, branch: ward.path, show: 'late' });
  expect(late.units.map((row) => row.name)).toEqual(['Phường', 'Nhà máy']);

  const middle = db.as(await givenActor(db, 'officer', ward));
  const own = await getBoard(middle, { planId: plan.id });
  expect(own.branch.path).toBe(ward.path);
  expect(own.counts.addressed).toBe(3);
  expect(own.toRemind).toBe(1);
  await expect(getBoard(middle, { planId: plan.id, branch: beside.path })).rejects.toMatchObject({ code: 'not_found' });
  await expect(getBoard(middle, { planId: plan.id, branch: province.path })).rejects.toMatchObject({
    code: 'not_found',
  });

  const leaf = await getBoard(db.as(await givenActor(db, 'officer', factory)), { planId: plan.id });
  expect(leaf.counts.addressed).toBe(1);
  const stranger = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  await expect(getBoard(stranger, { planId: plan.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('a unit that was not addressed itself still heads its branch', async () => {
  const { province, school, factory } = await givenBranches();
  const plan = await givenIssuedPlan(db, province, { recipients: [{ rule: 'kind', kinds: ['grassroots_union'] }] });
  const board = await getBoard(db.as(await givenActor(db, 'officer', province)), { planId: plan.id });
  expect(board.lines).toMatchObject([{ name: 'Phường', own: null, counts: { addressed: 2 }, hasBelow: true }]);
  expect([school.path, factory.path].every((path) => path.startsWith(board.lines[0]?.path ?? '-'))).toBe(true);
});

test('reminding reaches those who are late, once a day, in the application and in one mail', async () => {
  const { province, ward, beside } = await givenBranches();
  const plan = await givenIssuedPlan(db, province);
  const officer = await givenActor(db, 'officer', ward);
  const issuer = db.as(await givenActor(db, 'officer', province));
  expect(await remindLate(issuer, { planId: plan.id })).toEqual({ reminded: 0, already: 0, withoutPerson: 0 });

  db.setNow('2026-03-21T02:00:00Z');
  expect(await remindLate(issuer, { planId: plan.id })).toEqual({ reminded: 2, already: 0, withoutPerson: 1 });
  expect(await remindLate(issuer, { planId: plan.id })).toEqual({ reminded: 0, already: 2, withoutPerson: 0 });
  expect(await db.queued('plans.tell-late')).toEqual([
    { name: 'plans.tell-late', data: { planId: plan.id, day: '2026-03-21' } },
  ]);
  expect((await getBoard(issuer, { planId: plan.id })).toRemind).toBe(0);

  // One has moved between the press and the job.
  await acknowledgePlan(db.as(await givenActor(db, 'officer', beside)), { planId: plan.id });
  await tellLate.run({ planId: plan.id, day: '2026-03-21' }, db.system);
  await tellLate.run({ planId: plan.id, day: '2026-03-21' }, db.system);
  expect(await db.count('notice')).toBe(1);
  db.setNow('2026-03-21T02:03:00Z');
  await sendDigests.run({}, db.system);
  const mails = await sql<{ toAddress: string }>`select to_address from mail_outbox`.execute(db.services.database.db);
  expect(mails.rows).toEqual([{ toAddress: `${officer.userId}@example.test` }]);

  // The evening of the same day in Vietnam, then the next morning: UTC has the same date for both.
  db.setNow('2026-03-21T16:30:00Z');
  expect((await remindLate(issuer, { planId: plan.id })).reminded).toBe(0);
  db.setNow('2026-03-21T17:30:00Z');
  expect((await remindLate(issuer, { planId: plan.id })).reminded).toBe(1);
});

test('a middle unit reminds its own branch, not itself and not the others; a contributor nobody', async () => {
  const { province, ward, beside } = await givenBranches();
  const plan = await givenIssuedPlan(db, province, { recipients: [{ rule: 'descendants' }] });
  db.setNow('2026-03-21T02:00:00Z');
  const middle = db.as(await givenActor(db, 'officer', ward));
  await expect(remindLate(middle, { planId: plan.id, branch: beside.path })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(remindLate(middle, { planId: plan.id, branch: province.path })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await remindLate(middle, { planId: plan.id })).reminded).toBe(2);
  const contributor = db.as(await givenActor(db, 'contributor', province));
  await expect(remindLate(contributor, { planId: plan.id })).rejects.toMatchObject({ code: 'forbidden' });
  const stranger = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  await expect(remindLate(stranger, { planId: plan.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('the board of 1,300 deliveries takes as many queries as that of three', async () => {
  const { province, ward } = await givenBranches();
  const handle = db.services.database.db;
  await sql`
    insert into org_unit (id, kind_id, parent_id, path, name, name_sort, name_key, founded_on)
    select gen_random_uuid(), 'grassroots_union', ${ward.id}, ${ward.path} || nextval('org_unit_label') || '.', 'CĐCS ' || n, 'x', 'x', '2020-01-01'
    from generate_series(1, 1300) n`.execute(handle);
  const plan = await givenIssuedPlan(db, province, { recipients: [{ rule: 'descendants' }] });
  const small = await givenIssuedPlan(db, province, { recipients: [{ rule: 'children' }] });
  const ctx = db.as(await givenActor(db, 'officer', province));

  const queries: number[] = [];
  for (const planId of [small.id, plan.id])
    queries.push(await db.queriesOf(() => getBoard(ctx, { planId, branch: ward.path })));
  // Scopes, the plan, the deliveries, the names; a server's begin and commit count too.
  expect(queries[0]).toBe(queries[1]);
  expect(queries[1]).toBeLessThanOrEqual(6);
  db.setNow('2026-03-21T02:00:00Z');
  expect((await getBoard(ctx, { planId: plan.id })).counts).toMatchObject({ addressed: 1304, late: 1304 });
  const page = await getBoard(ctx, { planId: plan.id, show: 'late', page: 14 });
  expect([page.unitTotal, page.units.length]).toEqual([1304, 4]);
  expect(await db.queriesOf(() => remindLate(ctx, { planId: plan.id }))).toBeLessThanOrEqual(12);
});

test('a plan that is not issued has no board', async () => {
  const { province } = await givenBranches();
  const ctx = db.as(await givenActor(db, 'officer', province));
  await expect(getBoard(ctx, { planId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
});
