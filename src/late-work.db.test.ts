import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { completeActivity, planActivity } from '#app/modules/activities/server/index.ts';
import { activityInput } from '#app/modules/activities/server/testing/given.ts';
import type { WorkChoices } from '#app/modules/orgs/open-work-choices.ts';
import { absorbUnits } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { openWorkRows } from '#app/modules/orgs/unit-work-words.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/testing/given-issued-plan.ts';
import { startReport } from '#app/modules/reports/server/index.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

// What a unit that ends is late with: told in the preview, kind by kind, and chosen for as the rest.
const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-16' };

beforeEach(() => registerWorkKeepers());

/** Two wards; on 20 March the northern one is late with a plan from above, one of its tasks, a report and an activity. */
async function givenLateWork() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const ctx = db.as(await givenActor(db, 'officer', root));
  const there = db.as(await givenActor(db, 'officer', north));
  const issued = await givenIssuedPlan(db, root, {
    title: 'Kế hoạch của tỉnh',
    adoptDueOn: '2026-03-10',
    recipients: [{ rule: 'unit', unit: north }],
  });
  for (const dueOn of ['2026-02-28', '2026-06-30']) await givenTask(issued.id, north.id, dueOn);
  await planActivity(there, activityInput(north, { title: 'Hội thao', startsOn: '2026-04-01' }));
  const past = await planActivity(there, activityInput(north, { title: 'Họp tháng Hai', startsOn: '2026-02-02' }));
  const { reportId } = await startReport(there, { unitId: north.id, kind: 'month', year: 2026, index: 1 });
  await sql`update report set due_on = '2026-02-05' where id = ${reportId}`.execute(db.services.database.db);
  await startReport(there, { unitId: north.id, kind: 'quarter', year: 2026, index: 1 });
  db.setNow('2026-03-20T03:00:00Z');
  const absorb = (work: WorkChoices, mode: 'preview' | 'do') =>
    absorbUnits(ctx, { ...decision, work, unitIds: [north.id], successorId: south.id }, mode);
  return { north, south, past, absorb };
}

/** A task of an issued plan, which takes no other way than past its rules. */
async function givenTask(planId: string, unitId: string, dueOn: string): Promise<void> {
  const id = randomUUID();
  const handle = db.services.database.db;
  await sql`set session_replication_role = replica`.execute(handle);
  await sql`
    insert into plan_task (id, plan_id, position, statement, root_id, owner_unit_id, due_on)
    values (${id}, ${planId}, 1, 'Rà soát danh sách đoàn viên', ${id}, ${unitId}, ${dueOn})`.execute(handle);
  await sql`set session_replication_role = origin`.execute(handle);
}

test('a preview says how much of each kind is late, and what becomes of activities that nobody wrote down', async () => {
  const { north, past, absorb } = await givenLateWork();
  const outcome = await absorb({}, 'preview');
  expect(outcome.openWork.map((work) => [work.key, work.count, work.lateCount, work.choice])).toEqual([
    ['plans_open_received', 1, 1, 'successor'],
    ['plans_open_tasks', 2, 1, 'successor'],
    ['activities_open_planned', 1, 0, 'successor'],
    ['activities_open_past', 1, 1, 'read_only'],
    ['reports_open_unsent', 2, 1, 'successor'],
  ]);
  const rows = openWorkRows(outcome.openWork.map((work) => ({ ...work, hasSuccessor: true })));
  const said = new Map(rows.map((row) => [row.key, row]));
  expect(said.get('plans_open_tasks')?.words).toBe('2 nhiệm vụ chưa hoàn thành, trong đó 1 đã quá hạn');
  expect(said.get('activities_open_planned')?.words).toBe('1 hoạt động dự kiến');
  // Its day is past: it counts for the unit that held it, whoever goes on.
  expect(said.get('activities_open_past')?.options.map((option) => option.value)).toEqual(['read_only', 'close']);
  await absorb({ activities_open_past: 'close' }, 'do');
  expect(await db.row('activity', past.activityId)).toMatchObject({ orgUnitId: north.id, status: 'cancelled' });
});

test('what was to be held before the end is written down for the ended unit by whoever took it over', async () => {
  const { north, south, past, absorb } = await givenLateWork();
  await absorb({ activities_open_past: 'successor' }, 'do');
  expect(await db.row('activity', past.activityId)).toMatchObject({ orgUnitId: north.id, status: 'planned' });
  const result = activityInput(north, { title: 'Họp tháng Hai', startsOn: '2026-02-02' });
  const successor = db.as(await givenActor(db, 'officer', south));
  await completeActivity(successor, { ...result, activityId: past.activityId, version: 1 });
  expect(await db.row('activity', past.activityId)).toMatchObject({ orgUnitId: north.id, status: 'done' });
});
