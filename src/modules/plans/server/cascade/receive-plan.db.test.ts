import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { nextStep } from '#app/modules/plans/delivery-status.ts';
import { adoptPlan } from '#app/modules/plans/server/cascade/adopt-plan.ts';
import { dueForUnit, lateBelow } from '#app/modules/plans/server/cascade/due-queries.ts';
import { getDeliveredPlan, listInbox, plansToDo } from '#app/modules/plans/server/cascade/inbox-queries.ts';
import { acknowledgePlan, openDelivered } from '#app/modules/plans/server/cascade/receive-plan.ts';
import { getPlanReview } from '#app/modules/plans/server/get-plan-review.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';

const db = testDatabase();

async function givenProvince(): Promise<{
  province: GivenUnit;
  ward: GivenUnit;
  beside: GivenUnit;
  school: GivenUnit;
}> {
  const province = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const beside = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const school = await givenUnit(db, { parent: ward });
  return { province, ward, beside, school };
}
const delivery = async (planId: string, unitId: string): Promise<Record<string, unknown>> => {
  const { rows } = await sql<Record<string, unknown>>`
    select * from plan_delivery where plan_id = ${planId} and unit_id = ${unitId}`.execute(db.services.database.db);
  return rows[0] ?? {};
};

test('the inbox holds what was sent to the unit one acts for, and opening it there marks it received', async () => {
  const { province, ward, beside } = await givenProvince();
  const plan = await givenIssuedPlan(db, province, {
    recipients: [{ rule: 'unit', unit: ward }],
    targets: [{ statement: 'Trên 90% đoàn viên' }],
    tasks: ['Mở lớp'],
  });
  const officer = await givenActor(db, 'officer', ward);
  const viewer = await givenActor(db, 'viewer', ward);
  const fromAbove = await givenActor(db, 'officer', province);
  const stranger = await givenActor(db, 'officer', beside);

  expect((await listInbox(db.as(officer))).lines).toMatchObject([
    { planId: plan.id, title: plan.title, issuer: 'LĐLĐ tỉnh', purpose: 'act', openedAt: null },
  ]);
  expect((await listInbox(db.as(stranger))).lines).toEqual([]);
  expect((await listInbox(db.as(fromAbove))).lines).toEqual([]);
  await expect(getDeliveredPlan(db.as(stranger), plan.id)).rejects.toMatchObject({ code: 'plan.not_addressed' });
  await expect(openDelivered(db.as(stranger), plan.id)).rejects.toMatchObject({ code: 'plan.not_addressed' });
  await expect(openDelivered(db.as(fromAbove), plan.id)).rejects.toMatchObject({ code: 'plan.not_addressed' });

  await openDelivered(db.as(viewer), plan.id);
  expect((await delivery(plan.id, ward.id))['openedAt']).toBeNull();
  await openDelivered(db.as(officer), plan.id);
  await openDelivered(db.as(officer), plan.id);
  expect((await delivery(plan.id, ward.id))['openedAt']).toEqual(new Date('2026-03-16T02:00:00Z'));
  expect((await db.audited()).filter((action) => action === 'plan.open')).toHaveLength(1);
  expect(await getDeliveredPlan(db.as(officer), plan.id)).toMatchObject({
    targets: [{ statement: 'Trên 90% đoàn viên' }],
    tasks: [{ statement: 'Mở lớp' }],
  });
});

test('acknowledging twice is acknowledging once', async () => {
  const { province, ward } = await givenProvince();
  const plan = await givenIssuedPlan(db, province);
  const officer = await givenActor(db, 'officer', ward);
  await acknowledgePlan(db.as(officer), { planId: plan.id });
  db.setNow('2026-03-18T02:00:00Z');
  await acknowledgePlan(db.as(await givenActor(db, 'approver', ward)), { planId: plan.id });

  expect(await delivery(plan.id, ward.id)).toMatchObject({
    openedAt: new Date('2026-03-16T02:00:00Z'),
    acknowledgedAt: new Date('2026-03-16T02:00:00Z'),
    acknowledgedBy: officer.userId,
  });
  expect((await db.audited()).filter((action) => action === 'plan.acknowledge')).toHaveLength(1);
});

test('who makes a plan of one that was sent has acknowledged that, once', async () => {
  const { province, ward } = await givenProvince();
  const plan = await givenIssuedPlan(db, province, { targets: [{ statement: 'Trên 90% đoàn viên' }] });
  const officer = db.as(await givenActor(db, 'officer', ward));
  await adoptPlan(officer, { planId: plan.id, title: '', targets: [], tasks: [], defaultOwner: 'Ban Chấp hành' });
  db.setNow('2026-03-18T02:00:00Z');
  await acknowledgePlan(officer, { planId: plan.id });
  const { rows } = await sql`
    select org_unit_id, happened_on, value from fact where measure_id = 'acknowledged'`.execute(
    db.services.database.db,
  );
  expect(rows).toEqual([{ orgUnitId: ward.id, happenedOn: '2026-03-16', value: 1 }]);
});

test('who may not speak for the unit does not acknowledge for it', async () => {
  const { province, ward, school } = await givenProvince();
  const plan = await givenIssuedPlan(db, province, { recipients: [{ rule: 'unit', unit: ward }] });
  const attempt = async (role: 'viewer' | 'contributor' | 'officer', unit: GivenUnit) =>
    acknowledgePlan(db.as(await givenActor(db, role, unit)), { planId: plan.id });
  await expect(attempt('viewer', ward)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(attempt('contributor', ward)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(attempt('officer', province)).rejects.toMatchObject({ code: 'plan.not_addressed' });
  await expect(attempt('officer', school)).rejects.toMatchObject({ code: 'plan.not_addressed' });
});

test('a receiver reads the issuer’s plan and cannot touch it', async () => {
  const { province, ward } = await givenProvince();
  const plan = await givenIssuedPlan(db, province, { targets: [{ statement: 'Trên 90%' }] });
  const ctx = db.as(await givenActor(db, 'approver', ward));
  const touched = await ctx.transaction(async (tx) => {
    const head = await sql`update plan set title = 'x' where id = ${plan.id}`.execute(tx.db);
    const items = await sql`update plan_target set value = 1 where plan_id = ${plan.id}`.execute(tx.db);
    const gone = await sql`delete from plan_target where plan_id = ${plan.id}`.execute(tx.db);
    const others = await sql`
      update plan_delivery set acknowledged_at = now() where plan_id = ${plan.id} and unit_id <> ${ward.id}`.execute(
      tx.db,
    );
    await tx.audit('test.touch');
    return [head, items, gone, others].map((result) => result.numAffectedRows);
  });
  expect(touched).toEqual([0n, 0n, 0n, 0n]);
  expect(await ctx.read((tx) => tx.db.selectFrom('planTarget').select('statement').execute())).toEqual([
    { statement: 'Trên 90%' },
  ]);
});

test('what is due, what is late below, and the two ways to tell lateness agree day by day', async () => {
  const { province, ward, beside } = await givenProvince();
  const plan = await givenIssuedPlan(db, province, {
    recipients: [{ rule: 'children' }, { rule: 'unit', unit: beside, purpose: 'inform' }],
  });
  const officer = await givenActor(db, 'officer', ward);
  const above = await givenActor(db, 'officer', province);
  const stranger = await givenActor(db, 'officer', await givenUnit(db));
  const late = async (actor: typeof above, path: string) =>
    (await db.as(actor).read((tx) => lateBelow(tx, path))).map((one) => one.late);

  for (const [day, expected] of [
    ['2026-03-19', 0],
    ['2026-03-20', 2],
  ] as const) {
    db.setNow(`${day}T02:00:00Z`);
    expect(await late(above, province.path)).toEqual(expected ? [expected] : []);
    const [line] = (await listInbox(db.as(officer))).lines;
    expect((nextStep(line!, day)?.daysLate ?? 0) > 0).toBe(expected > 0);
    expect((await listInbox(db.as(officer))).counts.late).toBe(expected > 0 ? 1 : 0);
  }
  expect(await late(above, ward.path)).toEqual([]);
  expect(await late(stranger, province.path)).toEqual([]);
  expect(await db.as(officer).read((tx) => dueForUnit(tx, ward.id))).toMatchObject([
    { planId: plan.id, step: 'acknowledge', dueOn: '2026-03-19', daysLate: 1 },
  ]);

  await acknowledgePlan(db.as(officer), { planId: plan.id });
  expect(await db.as(officer).read((tx) => dueForUnit(tx, ward.id))).toMatchObject([
    { step: 'adopt', dueOn: '2026-03-31', daysLate: -11 },
  ]);
  expect(await late(above, province.path)).toEqual([1]);
  expect(await db.as(officer).read((tx) => plansToDo(tx))).toBe(1);
});

test('who acts for no unit has an empty inbox, not an error', async () => {
  const unit = await givenUnit(db);
  const actor = { ...(await givenActor(db, 'officer', unit)), unitId: null, unitPath: null };
  expect(await listInbox(db.as(actor))).toMatchObject({ lines: [], counts: { all: 0 } });
});

test('a receiver reads the document, not what was said while it was made', async () => {
  const { province, ward } = await givenProvince();
  const plan = await givenIssuedPlan(db, province, {
    recipients: [{ rule: 'unit', unit: ward }],
    targets: [{ statement: 'Trên 90% đoàn viên' }],
  });
  await sql`insert into plan_comment (plan_id, body) values (${plan.id}, 'Câu này còn yếu')`.execute(
    db.services.database.db,
  );
  await sql`
    insert into plan_move (plan_id, move, from_status, to_status, comment, moved_at)
    values (${plan.id}, 'return', 'submitted', 'returned', 'Câu này còn yếu', now())`.execute(db.services.database.db);
  const seenBy = async (unit: GivenUnit) =>
    db.as(await givenActor(db, 'officer', unit)).read(async (tx) => {
      const { rows } = await sql<{ words: string }>`
        select body as words from plan_comment where plan_id = ${plan.id}
        union all select comment from plan_move where plan_id = ${plan.id} and comment <> ''
        union all select statement from plan_target where plan_id = ${plan.id}`.execute(tx.db);
      return rows.map((row) => row.words).toSorted();
    });
  expect(await seenBy(ward)).toEqual(['Trên 90% đoàn viên']);
  const reviewBy = async (unit: GivenUnit) => getPlanReview(db.as(await givenActor(db, 'officer', unit)), plan.id);
  await expect(reviewBy(ward)).rejects.toMatchObject({ code: 'not_found' });
  expect((await reviewBy(province)).items.target).toHaveLength(1);
  expect(await seenBy(province)).toEqual(['Câu này còn yếu', 'Câu này còn yếu', 'Trên 90% đoàn viên'].toSorted());
});
