import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { deliverPlan } from '#app/modules/plans/server/cascade/deliver-plan.ts';
import { tellReceivers } from '#app/modules/plans/server/cascade/tell-receivers.job.ts';
import { givenDraftPlan, givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';

const db = testDatabase();

const delivered = async (planId: string): Promise<Record<string, string>> => {
  const { rows } = await sql<{ name: string; purpose: string; due: string | null }>`
    select u.name, d.purpose, d.adopt_due_on as due from plan_delivery d join org_unit u on u.id = d.unit_id
    where d.plan_id = ${planId}`.execute(db.services.database.db);
  return Object.fromEntries(rows.map((row) => [row.name, `${row.purpose} ${row.due ?? '-'}`]));
};

test('the lines become the units of the day of issue: ended and future ones get nothing', async () => {
  const confederation = await givenUnit(db, { kind: 'confederation', name: 'Tổng' });
  const province = await givenUnit(db, { parent: confederation, kind: 'provincial_federation', name: 'Tỉnh' });
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union', name: 'Phường' });
  await givenUnit(db, { parent: ward, name: 'Trường' });
  await givenUnit(db, { parent: ward, name: 'Đã giải thể', endedOn: '2026-03-16' });
  await givenUnit(db, { parent: ward, name: 'Sắp lập', foundedOn: '2026-03-17' });
  const plan = await givenDraftPlan(db, province, {
    adoptDueOn: '2026-05-01',
    recipients: [
      { rule: 'unit', unit: confederation, purpose: 'inform' },
      { rule: 'descendants' },
      { rule: 'none', label: 'Báo địa phương' },
      { rule: 'children', purpose: 'archive', label: 'Lưu: VT' },
    ],
  });
  const ctx = db.as(await givenActor(db, 'officer', province));

  const counts = await ctx.transaction(async (tx) => {
    const result = await deliverPlan(tx, {
      id: plan.id,
      orgUnitId: province.id,
      orgPath: province.path,
      adoptDueOn: '2026-05-01',
    });
    await tx.audit('plan.issue');
    return result;
  });

  expect(counts).toEqual({ act: 2, inform: 1 });
  expect(await delivered(plan.id)).toEqual({
    Tổng: 'inform -',
    Phường: 'act 2026-05-01',
    Trường: 'act 2026-05-01',
  });
  expect(await db.queued('plans.tell-receivers')).toEqual([
    { name: 'plans.tell-receivers', data: { planId: plan.id } },
  ]);
});

test('lines that are meant for units and find none stop the issue; a plan without such lines goes out', async () => {
  const province = await givenUnit(db);
  const lonely = await givenDraftPlan(db, province, { recipients: [{ rule: 'children' }] });
  const quiet = await givenDraftPlan(db, province, { recipients: [{ rule: 'none' }] });
  const ctx = db.as(await givenActor(db, 'officer', province));
  const deliver = (id: string) =>
    ctx.transaction((tx) => deliverPlan(tx, { id, orgUnitId: province.id, orgPath: province.path, adoptDueOn: null }));

  await expect(deliver(lonely.id)).rejects.toMatchObject({ code: 'plan.no_recipients' });
  expect(await deliver(quiet.id)).toEqual({ act: 0, inform: 0 });
  expect(await db.queued()).toEqual([]);
});

test('an officer of another branch cannot deliver a plan in the issuer’s name', async () => {
  const root = await givenUnit(db);
  const issuer = await givenUnit(db, { parent: root });
  await givenUnit(db, { parent: issuer });
  const plan = await givenDraftPlan(db, issuer);
  const stranger = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: root })));
  const attempt = stranger.transaction(async (tx) => {
    await sql`insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
              values (${plan.id}, ${issuer.id}, ${issuer.id}, 'act', now())`.execute(tx.db);
  });
  await expect(attempt).rejects.toThrow(/row-level security/);
});

test('the receivers are told once, those who act by mail too, and only by who holds a role there', async () => {
  const province = await givenUnit(db, { name: 'Tỉnh' });
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const informed = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const officer = await givenActor(db, 'officer', ward);
  await givenActor(db, 'viewer', ward);
  await givenActor(db, 'officer', informed);
  const plan = await givenIssuedPlan(db, province, {
    number: '7/KH-CĐ',
    recipients: [
      { rule: 'unit', unit: ward },
      { rule: 'unit', unit: informed, purpose: 'inform' },
    ],
  });

  await tellReceivers.run({ planId: plan.id }, db.system);
  await tellReceivers.run({ planId: plan.id }, db.system);

  expect(await db.count('notice')).toBe(2);
  const { rows } = await sql<{ userId: string }>`select user_id from notice_mail`.execute(db.services.database.db);
  expect(rows).toEqual([{ userId: officer.userId }]);
});
