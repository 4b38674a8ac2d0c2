import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  approvePlan,
  closePlan,
  deletePlan,
  issuePlan,
  returnPlan,
  submitPlan,
} from '#app/modules/plans/server/index.ts';
import { tellAuthor, tellDeciders } from '#app/modules/plans/server/tell-plan-moved.job.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';

const db = testDatabase();

async function givenHouse() {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union' });
  const officer = await givenActor(db, 'officer', root);
  const approver = await givenActor(db, 'approver', root);
  return {
    root,
    ward,
    officer: db.as(officer),
    approver: db.as(approver),
    officerId: officer.userId,
    approverId: approver.userId,
  };
}

const versionOf = async (planId: string): Promise<number> => (await db.row('plan', planId))?.['version'] as number;

test('the whole way: submitted, returned with words, submitted again, approved, issued, closed', async () => {
  const { root, ward, officer, approver, officerId, approverId } = await givenHouse();
  const plan = await givenPlan(db, root, { authorId: officerId });
  const id = { planId: plan.id };

  await submitPlan(officer, { ...id, version: 1 });
  expect(await db.row('plan', plan.id)).toMatchObject({ status: 'submitted', version: 2 });
  await expect(returnPlan(approver, { ...id, version: 2, comment: '  ' })).rejects.toMatchObject({
    code: 'plan.comment_needed',
  });
  await returnPlan(approver, { ...id, version: 2, comment: 'Ghi rõ người chủ trì.' });
  await submitPlan(officer, { ...id, version: 3 });
  await approvePlan(approver, { ...id, version: 4 });
  expect(await db.row('plan', plan.id)).toMatchObject({ status: 'approved', approvedBy: approverId });

  const issued = await issuePlan(officer, { ...id, version: 5, adoptDueOn: '2026-04-01' });
  expect(issued).toEqual({ numberText: '01/KH-LĐLĐ', deliveries: { act: 1, inform: 0 } });
  expect(await db.row('plan', plan.id)).toMatchObject({
    status: 'issued',
    registerYear: 2026,
    registerNumber: 1,
    numberText: '01/KH-LĐLĐ',
    issuedOn: '2026-03-16',
    issuedBy: officerId,
  });
  const deliveries = await db.system.read((tx) =>
    tx.db.selectFrom('planDelivery').select(['unitId', 'adoptDueOn']).execute(),
  );
  expect(deliveries).toEqual([{ unitId: ward.id, adoptDueOn: '2026-04-01' }]);
  await closePlan(officer, { ...id, version: 6 });

  const moves = await db.system.read((tx) =>
    tx.db.selectFrom('planMove').select(['move', 'comment']).orderBy('id').execute(),
  );
  expect(moves).toEqual([
    { move: 'submit', comment: '' },
    { move: 'return', comment: 'Ghi rõ người chủ trì.' },
    { move: 'submit', comment: '' },
    { move: 'approve', comment: '' },
    { move: 'issue', comment: '01/KH-LĐLĐ' },
    { move: 'close', comment: '' },
  ]);
  expect(await db.audited()).toEqual(
    ['submit', 'return', 'submit', 'approve', 'issue', 'close'].map((one) => `plan.${one}`),
  );
});

test('nobody approves their own plan: neither who wrote it nor who submitted it', async () => {
  const { root, approver, approverId, officer } = await givenHouse();
  const own = await givenPlan(db, root, { authorId: approverId });
  await submitPlan(officer, { planId: own.id, version: 1 });
  await expect(approvePlan(approver, { planId: own.id, version: 2 })).rejects.toMatchObject({
    code: 'plan.own_approval',
  });

  const sent = await givenPlan(db, root);
  await submitPlan(approver, { planId: sent.id, version: 1 });
  await expect(approvePlan(approver, { planId: sent.id, version: 2 })).rejects.toMatchObject({
    code: 'plan.own_approval',
  });
  await approvePlan(db.as(await givenActor(db, 'approver', root)), { planId: sent.id, version: 2 });
});

test('a form made from an older version changes nothing', async () => {
  const { root, officer } = await givenHouse();
  const plan = await givenPlan(db, root);
  await sql`update plan set version = 2 where id = ${plan.id}`.execute(db.services.database.db);
  await expect(submitPlan(officer, { planId: plan.id, version: 1 })).rejects.toMatchObject({
    code: 'conflict',
    status: 409,
  });
  expect(await db.row('plan', plan.id)).toMatchObject({ status: 'draft', version: 2 });
  expect(await db.audited()).toEqual([]);
});

test('a plan with items that nobody looked at, or with nothing to do in it, cannot be submitted', async () => {
  const { root, officer } = await givenHouse();
  const plan = await givenPlan(db, root);
  const handle = db.services.database.db;
  await sql`update plan_target set review = 'unsure' where id = ${plan.targetId}`.execute(handle);
  const submit = submitPlan(officer, { planId: plan.id, version: 1 });
  await expect(submit).rejects.toMatchObject({ code: 'plan.unsure_items', params: { count: 1 } });
  await sql`update plan_target set review = 'dropped' where plan_id = ${plan.id}`.execute(handle);
  await sql`update plan_task set review = 'dropped' where plan_id = ${plan.id}`.execute(handle);
  await expect(submitPlan(officer, { planId: plan.id, version: 1 })).rejects.toMatchObject({
    code: 'plan.nothing_in_it',
  });
});

test('another branch does not find the plan; a viewer finds it and may not', async () => {
  const { root, ward } = await givenHouse();
  const plan = await givenPlan(db, root, { status: 'submitted' });
  const outsider = db.as(await givenActor(db, 'approver', ward));
  const viewer = db.as(await givenActor(db, 'viewer', root));
  await expect(approvePlan(outsider, { planId: plan.id, version: 1 })).rejects.toMatchObject({ code: 'not_found' });
  await expect(approvePlan(viewer, { planId: plan.id, version: 1 })).rejects.toMatchObject({ code: 'forbidden' });
});

test('only a draft can be thrown away, and its items go with it', async () => {
  const { root, officer } = await givenHouse();
  const draft = await givenPlan(db, root);
  const sent = await givenPlan(db, root, { status: 'submitted' });
  await deletePlan(officer, { planId: draft.id, version: 1 });
  await expect(deletePlan(officer, { planId: sent.id, version: 1 })).rejects.toMatchObject({ code: 'plan.immutable' });
  expect(await db.count('plan')).toBe(1);
  expect(await db.count('planTarget')).toBe(1);
});

test('nothing is half issued: without anybody to receive it the number goes back', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const lonely = await givenPlan(db, root, { status: 'approved' });
  await expect(issuePlan(officer, { planId: lonely.id, version: 1 })).rejects.toMatchObject({
    code: 'plan.no_recipients',
  });
  expect(await db.row('plan', lonely.id)).toMatchObject({ status: 'approved', registerNumber: null, version: 1 });

  const local = await givenPlan(db, root, { status: 'approved', rule: 'none' });
  expect(await issuePlan(officer, { planId: local.id, version: 1 })).toMatchObject({ numberText: '01/KH-LĐLĐ' });
});

test('a unit without a symbol gives no number; a date ahead of time is none', async () => {
  const root = await givenUnit(db);
  const officer = db.as(await givenActor(db, 'officer', root));
  const plan = await givenPlan(db, root, { status: 'approved', rule: 'none' });
  const input = { planId: plan.id, version: 1 };
  await expect(issuePlan(officer, input)).rejects.toMatchObject({ code: 'plan.no_number' });
  await expect(issuePlan(officer, { ...input, issuedOn: '2026-03-17' })).rejects.toMatchObject({ code: 'invalid' });
});

async function issued(root: GivenUnit): Promise<string> {
  const plan = await givenPlan(db, root, { status: 'approved', rule: 'none' });
  const officer = db.as(await givenActor(db, 'officer', root));
  await issuePlan(officer, { planId: plan.id, version: 1 });
  return plan.id;
}

test('the database keeps an issued plan, whatever the code does', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const planId = await issued(root);
  const handle = db.services.database.db;
  const attempts = [
    sql`update plan set title = 'khác' where id = ${planId}`,
    sql`update plan set status = 'draft', register_number = null where id = ${planId}`,
    sql`update plan set number_text = '99/KH' where id = ${planId}`,
    sql`delete from plan where id = ${planId}`,
    sql`update plan_target set value = 10 where plan_id = ${planId}`,
    sql`delete from plan_task where plan_id = ${planId}`,
    sql`insert into plan_duty (plan_id, position, statement) values (${planId}, 1, 'thêm')`,
    sql`update plan_recipient set label = 'khác' where plan_id = ${planId}`,
  ];
  for (const attempt of attempts) await expect(attempt.execute(handle)).rejects.toThrow(/immutable/);
  // What is done about the plan is not part of the document.
  await sql`update plan_task set state = 'done', done_on = '2026-05-01' where plan_id = ${planId}`.execute(handle);
  await sql`update plan_target set lowering_state = 'accepted' where plan_id = ${planId}`.execute(handle);
});

test('those who can approve are told, then the author; a plan that moved on tells nobody', async () => {
  const { root, officer, approver, officerId, approverId } = await givenHouse();
  const plan = await givenPlan(db, root, { authorId: officerId });
  await submitPlan(officer, { planId: plan.id, version: 1 });
  expect((await db.queued('plans.tell-deciders')).map((job) => job.data)).toEqual([{ planId: plan.id }]);
  await tellDeciders.run({ planId: plan.id }, db.system);
  await tellDeciders.run({ planId: plan.id }, db.system);
  await approvePlan(approver, { planId: plan.id, version: await versionOf(plan.id) });
  await tellDeciders.run({ planId: plan.id }, db.system);
  await tellAuthor.run({ planId: plan.id, move: 'approve' }, db.system);
  await tellAuthor.run({ planId: plan.id, move: 'return' }, db.system);
  const notices = await db.system.read((tx) =>
    tx.db.selectFrom('notice').select(['userId', 'kind']).orderBy('createdAt').orderBy('kind', 'desc').execute(),
  );
  expect(notices).toEqual([
    { userId: approverId, kind: 'plans_notice_submitted' },
    { userId: officerId, kind: 'plans_notice_approved' },
  ]);
});
