import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import type { Context } from '#app/platform/context.ts';
import {
  completeActivity,
  getCheckIn,
  listActivities,
  openCheckIn,
  planActivity,
  recordActivity,
} from '#app/modules/activities/server/index.ts';
import {
  activityInput,
  givenPlan as givenActivityPlan,
  toTarget,
} from '#app/modules/activities/server/testing/given.ts';
import {
  absorbUnits,
  dissolveUnit,
  getUnitPage,
  mergeUnits,
  splitUnit,
  undoReorganisation,
  unitWork,
} from '#app/modules/orgs/server/index.ts';
import type { WorkChoice } from '#app/modules/orgs/open-work-choices.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { dueForUnit, submitPlan } from '#app/modules/plans/server/index.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/testing/given-issued-plan.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';
import {
  reportsToDecide,
  reportsToFinish,
  listReportsBelow,
  refreshReport,
  startReport,
} from '#app/modules/reports/server/index.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-16' };

beforeEach(() => registerWorkKeepers());

/** A province with two wards; the northern one has open work of every kind. */
async function givenOpenWork() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const school = await givenUnit(db, { parent: north, name: 'CĐCS Trường Hoa Ban' });
  const ctx = db.as(await givenActor(db, 'officer', root));
  const there = db.as(await givenActor(db, 'officer', north));

  const draft = await givenPlan(db, north, { title: 'Kế hoạch đang soạn' });
  const approved = await givenPlan(db, north, { title: 'Kế hoạch đã duyệt', status: 'approved' });
  const issued = await givenIssuedPlan(db, root, {
    title: 'Kế hoạch của tỉnh',
    adoptDueOn: '2026-03-10',
    recipients: [{ rule: 'unit', unit: north }],
  });
  const planned = await planActivity(
    there,
    activityInput(north, { title: 'Hội thao', startsOn: '2026-04-01', topicIds: ['emulation'] }),
  );
  const past = await planActivity(there, activityInput(north, { title: 'Họp tháng Hai', startsOn: '2026-02-02' }));
  const { reportId } = await startReport(there, { unitId: north.id, kind: 'quarter', year: 2026, index: 1 });
  const received = await startReport(db.as(await givenActor(db, 'officer', school)), {
    unitId: school.id,
    kind: 'month',
    year: 2026,
    index: 2,
  });
  await sql`update report set status = 'submitted' where id = ${received.reportId}`.execute(db.services.database.db);
  return { root, north, south, school, ctx, draft, approved, issued, planned, past, reportId, received };
}

const titlesOwed = async (ctx: Context, unit: { id: string }): Promise<string[]> =>
  ((await unitWork(ctx, unit.id)).owes ?? []).map((line) => line.title);

async function reasonsOf(action: string): Promise<unknown[]> {
  const { rows } = await sql<{ reason: unknown }>`
    select detail ->> 'reason' as reason from audit_entry where action = ${action} order by id`.execute(
    db.services.database.db,
  );
  return rows.map((row) => row.reason);
}

test('two units merge: their plans, deliveries, activities and reports are the new unit’s', async () => {
  const given = await givenOpenWork();
  const { ctx, north, south, root } = given;
  const outcome = await mergeUnits(ctx, {
    ...decision,
    unitIds: [north.id, south.id],
    parentId: root.id,
    name: 'Công đoàn phường Mới',
    kindId: 'commune_union',
  });
  const merged = { id: outcome.unitId };
  const counts = Object.fromEntries(outcome.openWork.map((work) => [work.key, work.count]));
  expect(counts).toEqual({
    plans_open_own: 2,
    plans_open_received: 1,
    activities_open_planned: 1,
    activities_open_past: 1,
    reports_open_unsent: 1,
    reports_open_received: 1,
  });
  expect(await db.row('plan', given.draft.id)).toMatchObject({ orgUnitId: merged.id, status: 'draft' });
  // Nobody approved it in the name of the new unit.
  expect(await db.row('plan', given.approved.id)).toMatchObject({ orgUnitId: merged.id, status: 'returned' });
  expect(await db.row('report', given.reportId)).toMatchObject({ orgUnitId: merged.id, receiverUnitId: root.id });

  const path = (await db.row('orgUnit', merged.id))?.['path'] as string;
  await ctx.read(async (tx) => {
    expect((await dueForUnit(tx, merged.id)).map((due) => due.planId)).toEqual([given.issued.id]);
    const { lines } = await listActivities(tx, { path, isOwnOnly: true });
    expect(lines).toMatchObject([{ id: given.planned.activityId, topicIds: ['emulation'] }]);
    expect((await reportsToFinish(tx, merged.id)).map((report) => report.id)).toEqual([given.reportId]);
    expect((await reportsToDecide(tx, merged.id)).map((report) => report.id)).toEqual([given.received.reportId]);
  });
  expect(await titlesOwed(ctx, merged)).toEqual(
    expect.arrayContaining(['Kế hoạch của tỉnh', 'Kế hoạch đang soạn', 'Kế hoạch đã duyệt', 'Hội thao']),
  );
  // What was to be held before the end is recorded for the unit that held it.
  expect(await titlesOwed(ctx, north)).toEqual(['Họp tháng Hai']);
  expect(await reasonsOf('plan.hand-over')).toEqual(['unit_ended', 'unit_ended']);
});

test('all parts of an activity that is handed over belong to the successor', async () => {
  const { ctx, north, south, planned } = await givenOpenWork();
  await openCheckIn(ctx, planned.activityId);
  await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id });
  for (const table of ['activity_topic', 'activity_change', 'check_in_code']) {
    const { rows } = await sql<{ orgUnitId: string }>`
      select distinct org_unit_id from ${sql.table(table)} where activity_id = ${planned.activityId}`.execute(
      db.services.database.db,
    );
    expect(rows, table).toEqual([{ orgUnitId: south.id }]);
  }
});

test('whoever takes over the activities of a unit that split goes on with their check-in', async () => {
  const { root, ctx, north, school, planned } = await givenOpenWork();
  await openCheckIn(ctx, planned.activityId);
  const outcome = await splitUnit(ctx, {
    ...decision,
    unitId: north.id,
    version: 1,
    isEnding: true,
    parts: [
      { name: 'Thượng', kindId: 'commune_union', childIds: [school.id], isHeir: true },
      { name: 'Hạ', kindId: 'commune_union', childIds: [] },
    ],
  });
  const heir = await db.row('orgUnit', outcome.founded[0]?.id ?? '');
  const path = heir?.['path'] as string;
  const there = db.as(await givenActor(db, 'officer', { ...root, id: heir?.['id'] as string, path }));
  await openCheckIn(there, planned.activityId);
  expect((await getCheckIn(there, planned.activityId)).code).toMatchObject({ isClosed: false });
});

test('a successor finishes an activity that serves a plan of the ended unit', async () => {
  const { ctx, north, south } = await givenOpenWork();
  const plan = await givenActivityPlan(db, north);
  const links = [toTarget(plan.targets[0])];
  const wish = activityInput(north, { startsOn: '2026-03-16', links });
  const { activityId } = await planActivity(ctx, wish);
  await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id });
  const version = (await db.row('activity', activityId))?.['version'] as number;
  await completeActivity(ctx, { ...wish, activityId, version });
  const { rows } = await sql<{ orgUnitId: string; targetRootId: string }>`
    select org_unit_id, target_root_id from fact where source_id = ${activityId} and target_root_id is not null`.execute(
    db.services.database.db,
  );
  expect(rows).toEqual([{ orgUnitId: south.id, targetRootId: plan.targets[0]?.rootId }]);
});

test('a preview says what would be handed over and hands nothing over', async () => {
  const { ctx, north, south, draft } = await givenOpenWork();
  const outcome = await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id }, 'preview');
  expect(outcome.openWork).toContainEqual(
    expect.objectContaining({ key: 'plans_open_own', count: 2, unitName: north.name, successorName: south.name }),
  );
  expect(await db.row('plan', draft.id)).toMatchObject({ orgUnitId: north.id });
});

test('where the successor has the same, its own goes on', async () => {
  const { ctx, north, south, issued, reportId } = await givenOpenWork();
  const own = await startReport(ctx, { unitId: south.id, kind: 'quarter', year: 2026, index: 1 });
  await sql`
    insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
    select plan_id, issuer_unit_id, ${south.id}, 'inform', delivered_at from plan_delivery where plan_id = ${issued.id}`.execute(
    db.services.database.db,
  );
  await absorbUnits(ctx, { ...decision, unitIds: [north.id], successorId: south.id });
  await ctx.read(async (tx) => {
    expect((await reportsToFinish(tx, south.id)).map((report) => report.id)).toEqual([own.reportId]);
    expect((await dueForUnit(tx, south.id)).map((due) => [due.planId, due.dueOn])).toEqual([[issued.id, '2026-03-10']]);
    expect(await dueForUnit(tx, north.id)).toEqual([]);
  });
  expect(await db.row('report', reportId)).toMatchObject({ orgUnitId: north.id });
  expect(await reasonsOf('report.end-early')).toEqual(['successor_has_its_own']);
  expect(await reasonsOf('plan.end-delivery')).toEqual(['successor_has_it_too']);
});

test('of two units that merge with the same plan from above and the same report begun, the successor gets one of each', async () => {
  const { ctx, north, south, root, issued } = await givenOpenWork();
  await startReport(ctx, { unitId: south.id, kind: 'quarter', year: 2026, index: 1 });
  await sql`
    insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
    select plan_id, issuer_unit_id, ${south.id}, 'act', delivered_at from plan_delivery where plan_id = ${issued.id}`.execute(
    db.services.database.db,
  );
  const { unitId } = await mergeUnits(ctx, {
    ...decision,
    unitIds: [north.id, south.id],
    parentId: root.id,
    name: 'Công đoàn phường Mới',
    kindId: 'commune_union',
  });
  await ctx.read(async (tx) => {
    expect((await dueForUnit(tx, unitId)).map((due) => [due.planId, due.dueOn])).toEqual([[issued.id, '2026-03-10']]);
    expect(await reportsToFinish(tx, unitId)).toHaveLength(1);
  });
});

test('without a successor open work stops, and the log says why', async () => {
  const { ctx, north, south, root, draft, planned, reportId, received, school } = await givenOpenWork();
  await dissolveUnit(ctx, { ...decision, unitId: north.id, version: 1, childrenToId: root.id });
  expect(await db.row('plan', draft.id)).toMatchObject({ orgUnitId: north.id, status: 'draft' });
  expect(await db.row('activity', planned.activityId)).toMatchObject({ status: 'cancelled', orgUnitId: north.id });
  expect(await db.row('report', reportId)).toMatchObject({ orgUnitId: north.id, status: 'draft' });
  // The unit below reports to the one above it now.
  expect(await db.row('report', received.reportId)).toMatchObject({ orgUnitId: school.id, receiverUnitId: root.id });
  await ctx.read(async (tx) => expect(await dueForUnit(tx, north.id)).toEqual([]));
  // Nor does the ended unit owe a report for a month in which it was still there.
  const month = { kind: 'month', year: 2026, index: 1, from: '2026-01-01', to: '2026-01-31' } as const;
  const asked = await listReportsBelow(ctx, { unitId: root.id, ...month });
  expect(asked.map((one) => one.unitId).toSorted()).toEqual([school.id, south.id].toSorted());
  await expect(submitPlan(ctx, { planId: draft.id, version: 1 })).rejects.toMatchObject({ code: 'plan.unit_ended' });
  await expect(refreshReport(ctx, { reportId, version: 1 })).rejects.toMatchObject({ code: 'report.unit_ended' });
  for (const action of ['plan.leave-behind', 'plan.end-delivery', 'activity.end-early', 'report.leave-behind']) {
    const reasons = await reasonsOf(action);
    expect(new Set(reasons), action).toEqual(new Set(['unit_ended_without_successor']));
  }
});

async function givenPicture(activityId: string, unit: GivenUnit): Promise<string> {
  const id = randomUUID();
  const handle = db.services.database.db;
  await sql`
    insert into stored_file (id, org_unit_id, sha256, name, mime, size_bytes)
    values (${id}, ${unit.id}, ${'a'.repeat(64)}, 'anh.jpg', 'image/jpeg', 10)`.execute(handle);
  await sql`
    insert into activity_file (activity_id, file_id, thumb_file_id, position)
    values (${activityId}, ${id}, ${id}, 1)`.execute(handle);
  return id;
}

test('a unit’s page shows what it did with pictures, and costs the same queries however much there is', async () => {
  const { ctx, north } = await givenOpenWork();
  const held = await recordActivity(ctx, activityInput(north, { title: 'Hội nghị', startsOn: '2026-03-02' }));
  const thumbFileId = await givenPicture(held.activityId, north);
  const cost = async (): Promise<number> =>
    (await db.queriesOf(async () => [await getUnitPage(ctx, north.id), await unitWork(ctx, north.id)])) -
    2 * (await db.queriesOf(() => ctx.read(async () => 0)));
  const small = await cost();
  expect((await unitWork(ctx, north.id)).did).toMatchObject([
    { title: 'Hội nghị', href: `/activities/${held.activityId}`, thumbFileId, on: '2026-03-02' },
  ]);
  for (let day = 10; day < 16; day += 1) {
    await recordActivity(ctx, activityInput(north, { title: `Buổi ${day}`, startsOn: `2026-03-${day}` }));
    await givenPlan(db, north, { title: `Dự thảo ${day}` });
  }
  expect((await unitWork(ctx, north.id)).did?.[0]?.title).toBe('Buổi 15');
  expect(await cost()).toBe(small);
  // The page's own five, plans two, activities two, reports one.
  expect(small).toBe(10);
});

test('another branch’s work is not told', async () => {
  const { north, south } = await givenOpenWork();
  const other = db.as(await givenActor(db, 'officer', south));
  expect(await unitWork(other, north.id)).toMatchObject({ owes: [], did: [] });
});

/** A task of the province's plan that the northern ward answers for. */
async function givenTask(planId: string, unit: { id: string }): Promise<string> {
  const id = randomUUID();
  const handle = db.services.database.db;
  await sql`set session_replication_role = replica`.execute(handle);
  await sql`
    insert into plan_task (id, plan_id, position, statement, root_id, owner_unit_id, due_on)
    values (${id}, ${planId}, 1, 'Rà soát danh sách đoàn viên', ${id}, ${unit.id}, '2026-06-30')`.execute(handle);
  await sql`set session_replication_role = origin`.execute(handle);
  return id;
}

const kinds = [
  'plans_open_own',
  'plans_open_received',
  'plans_open_tasks',
  'activities_open_planned',
  'reports_open_unsent',
] as const;
const chosen: [WorkChoice, hasSuccessor: boolean, WorkChoice][] = [
  ['successor', true, 'successor'],
  ['close', true, 'close'],
  ['read_only', true, 'read_only'],
  ['close', false, 'close'],
  ['read_only', false, 'read_only'],
];

/** Everything that a choice can change of the work of the northern ward. */
async function workOf(given: Awaited<ReturnType<typeof givenOpenWork>>, taskId: string): Promise<unknown> {
  const { rows } = await sql`
    select (select row_to_json(x) from (select org_unit_id, status, ended_early_on from plan where id = ${given.draft.id}) x) as draft,
           (select row_to_json(x) from (select unit_id, acknowledge_due_on, adopt_due_on from plan_delivery where plan_id = ${given.issued.id}) x) as delivery,
           (select row_to_json(x) from (select owner_unit_id, state from plan_task where id = ${taskId}) x) as task,
           (select row_to_json(x) from (select org_unit_id, status from activity where id = ${given.planned.activityId}) x) as activity,
           (select row_to_json(x) from (select org_unit_id, ended_early_on from report where id = ${given.reportId}) x) as report`.execute(
    db.services.database.db,
  );
  return rows[0];
}

test.for(chosen)(
  'all work %s (a successor: %s): it is so, the page says so, and an undo brings it back',
  async ([choice, hasSuccessor, happens]) => {
    const given = await givenOpenWork();
    const { ctx, north, south, root } = given;
    const taskId = await givenTask(given.issued.id, north);
    const before = await workOf(given, taskId);
    const work = Object.fromEntries(kinds.map((kind) => [kind, choice]));
    const outcome = hasSuccessor
      ? await absorbUnits(ctx, { ...decision, work, unitIds: [north.id], successorId: south.id })
      : await dissolveUnit(ctx, { ...decision, work, unitId: north.id, version: 1, childrenToId: root.id });
    const said = outcome.openWork.filter((one) => !one.followsTree && !one.staysPut);
    expect(said.map((one) => [one.key, one.choice])).toEqual(kinds.map((kind) => [kind, happens]));
    const holder = happens === 'successor' ? south.id : north.id;
    const endedEarlyOn = happens === 'close' ? decision.effectiveOn : null;
    const dueOn = happens === 'close' ? null : '2026-03-10';
    expect(await workOf(given, taskId)).toMatchObject({
      draft: { org_unit_id: holder, status: 'draft', ended_early_on: endedEarlyOn },
      delivery: { unit_id: holder, adopt_due_on: dueOn },
      task: { owner_unit_id: holder, state: happens === 'close' ? 'cancelled' : 'open' },
      activity: { org_unit_id: holder, status: happens === 'close' ? 'cancelled' : 'planned' },
      report: { org_unit_id: holder, ended_early_on: endedEarlyOn },
    });
    // Closed early is owed no more; what is left to be read is still told as unfinished.
    const owed = await titlesOwed(ctx, north);
    expect(owed.includes('Kế hoạch đang soạn')).toBe(happens === 'read_only');
    expect(owed.includes('Hội thao')).toBe(happens === 'read_only');

    const { rows } = await sql<{ id: string }>`select id from reorganisation`.execute(db.services.database.db);
    await undoReorganisation(ctx, rows[0]?.id ?? '');
    expect(await workOf(given, taskId)).toEqual(before);
  },
);

test('one choice for each kind, and an heir takes the work of a unit that is split', async () => {
  const { ctx, north, draft, planned, school } = await givenOpenWork();
  const part = (name: string, isHeir: boolean) => ({
    name,
    kindId: 'commune_union',
    childIds: isHeir ? [school.id] : [],
    isHeir,
  });
  const outcome = await splitUnit(ctx, {
    ...decision,
    work: { activities_open_planned: 'close' },
    unitId: north.id,
    version: 1,
    isEnding: true,
    parts: [part('Công đoàn phường Tây', false), part('Công đoàn phường Đông', true)],
  });
  const heir = outcome.founded[1]?.id;
  expect(await db.row('plan', draft.id)).toMatchObject({ orgUnitId: heir });
  expect(await db.row('activity', planned.activityId)).toMatchObject({ orgUnitId: north.id, status: 'cancelled' });
  expect(outcome.openWork.find((one) => one.key === 'plans_open_own')?.successorName).toBe('Công đoàn phường Đông');
});
