import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Role } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { planActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput } from '#app/modules/activities/server/testing/given.ts';
import { remindAll, workOfToday } from '#app/modules/home/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';
import { givenDraftPlan, givenIssuedPlan } from '#app/modules/plans/server/testing/given-issued-plan.ts';
import { acknowledgePlan, tellTask } from '#app/modules/plans/server/index.ts';
import { usualRules } from '#app/modules/reports/period.ts';
import { changeReportStatus, getReport, setReportCalendar, startReport } from '#app/modules/reports/server/index.ts';

const db = testDatabase();

async function branch() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { name: 'Công đoàn phường', parent: root, kind: 'commune_union' });
  const union = await givenUnit(db, { name: 'CĐCS May', parent: ward });
  const beside = await givenUnit(db, { name: 'CĐCS Gạch', parent: ward });
  return { root, ward, union, beside };
}
const descendants = [{ rule: 'descendants' as const }];

async function homeOf(role: Role, unit: GivenUnit) {
  const work = await workOfToday(db.as(await givenActor(db, role, unit)));
  if (!work) throw new Error('This person acts for a unit.');
  return work;
}
const kinds = (items: readonly { kind: string }[]) => items.map((one) => one.kind);

test('a plan from above is to be acknowledged, then adopted; who only looks owes nothing', async () => {
  const { root, union } = await branch();
  const plan = await givenIssuedPlan(db, root, {
    number: '12/KH-LĐLĐ',
    recipients: descendants,
    adoptDueOn: '2026-04-10',
  });
  const officer = await givenActor(db, 'officer', union);
  const first = await homeOf('officer', union);
  expect(first.due).toEqual([
    expect.objectContaining({ kind: 'acknowledge', number: '12/KH-LĐLĐ', href: `/inbox/${plan.id}` }),
  ]);
  expect((await homeOf('viewer', union)).due).toEqual([]);

  await acknowledgePlan(db.as(officer), { planId: plan.id });
  const second = await homeOf('officer', union);
  expect(second.due).toEqual([expect.objectContaining({ kind: 'adopt', dueOn: '2026-04-10' })]);
});

test('units that are late show above them, each counted once, and one button reminds them all', async () => {
  const { root, ward, union } = await branch();
  await givenIssuedPlan(db, root, { recipients: descendants, adoptDueOn: '2026-03-20' });
  await givenIssuedPlan(db, root, { recipients: descendants, adoptDueOn: '2026-03-20' });
  db.setNow('2026-04-02T02:00:00Z');

  const { late } = await homeOf('officer', ward);
  expect(late).toMatchObject({ lateUnits: 2, unitsBelow: 2 });
  expect(late.lines).toMatchObject([
    { kind: 'plan', late: 2, addressed: 2 },
    { kind: 'plan', late: 2, addressed: 2 },
  ]);
  expect((await homeOf('officer', root)).late).toMatchObject({ lateUnits: 3, unitsBelow: 3 });
  expect((await homeOf('officer', union)).late).toEqual({ lines: [], lateUnits: 0, isMore: false, unitsBelow: 0 });

  const officer = db.as(await givenActor(db, 'officer', ward));
  expect(await remindAll(officer)).toMatchObject({ reminded: 4, already: 0 });
  expect(await remindAll(officer)).toMatchObject({ reminded: 0, already: 4 });
  expect((await homeOf('officer', ward)).late.lines).toMatchObject([{ remindedToday: 2 }, { remindedToday: 2 }]);
  await expect(remindAll(db.as(await givenActor(db, 'viewer', ward)))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a unit that has ended is nobody’s to remind, and what a unit asks of its branch is for it to follow', async () => {
  const { root, ward, beside } = await branch();
  await givenIssuedPlan(db, ward, { recipients: descendants, adoptDueOn: '2026-03-20' });
  await sql`update org_unit set ended_on = '2026-03-31' where id = ${beside.id}`.execute(db.services.database.db);
  db.setNow('2026-04-02T02:00:00Z');
  expect((await homeOf('officer', ward)).late).toMatchObject({ lateUnits: 1, unitsBelow: 1, lines: [{ late: 1 }] });
  expect((await homeOf('officer', root)).late).toMatchObject({ lateUnits: 0, unitsBelow: 2, lines: [] });
});

test('a report is owed for a period that a plan was in force in, and not by a federation that begins later', async () => {
  const { root, ward, union } = await branch();
  db.setNow('2026-06-08T02:00:00Z');
  expect(kinds((await homeOf('officer', union)).due)).toEqual([]);
  expect((await homeOf('officer', ward)).late.lines).toEqual([]);

  db.setNow('2026-01-10T02:00:00Z');
  await givenIssuedPlan(db, root, { recipients: descendants });
  db.setNow('2026-06-08T02:00:00Z');
  const due = (await homeOf('officer', union)).due.find((one) => one.kind === 'report_missing');
  expect(due).toMatchObject({ period: 'half_year', year: 2026, dueOn: '2026-06-05' });

  const officer = db.as(await givenActor(db, 'officer', union));
  const { reportId } = await startReport(officer, { unitId: union.id, kind: 'half_year', year: 2026, index: 1 });
  expect(kinds((await homeOf('officer', union)).due)).toContain('report_draft');
  const reports = async () => (await homeOf('officer', ward)).late.lines.find((line) => line.kind === 'reports');
  expect(await reports()).toMatchObject({ late: 2 });

  const { report } = await getReport(officer, reportId);
  await changeReportStatus(officer, { reportId, move: 'submit', version: report.version, comment: '' });
  expect(await reports()).toMatchObject({ late: 1 });
  expect(kinds((await homeOf('officer', union)).due)).not.toContain('report_draft');
  expect((await homeOf('officer', ward)).waiting).toMatchObject([{ kind: 'report', unitName: 'CĐCS May' }]);
  // It waits for the ward, not for the ones above it, and not for who only looks.
  expect((await homeOf('officer', root)).waiting).toEqual([]);
  expect((await homeOf('viewer', ward)).waiting).toEqual([]);
});

test('months and quarters that the calendar asks for are owed beside the half-year', async () => {
  const { root, ward, union } = await branch();
  db.setNow('2026-01-10T02:00:00Z');
  await givenIssuedPlan(db, root, { recipients: descendants });
  const owed = async (unit: GivenUnit) =>
    (await homeOf('officer', unit)).due.flatMap((one) =>
      one.kind === 'report_missing' ? [[one.period, one.index, one.dueOn]] : [],
    );
  db.setNow('2026-06-08T02:00:00Z');
  expect(await owed(union)).toEqual([['half_year', 1, '2026-06-05']]);

  await setReportCalendar(db.as(await givenActor(db, 'officer', root)), {
    validFrom: '2026-01-01',
    rules: [
      { ...usualRules.month, isOwed: true },
      { ...usualRules.quarter, isOwed: true },
      { ...usualRules.nine_months, isOwed: true },
    ],
  });
  expect((await owed(union)).toSorted()).toEqual([
    ['half_year', 1, '2026-06-05'],
    ['month', 5, '2026-05-17'],
    ['quarter', 1, '2026-03-17'],
  ]);
  const late = (await homeOf('officer', ward)).late.lines.flatMap((line) =>
    line.kind === 'reports' ? [line.period] : [],
  );
  expect(late.toSorted()).toEqual(['half_year', 'month', 'quarter']);
  db.setNow('2026-09-08T02:00:00Z');
  expect((await owed(union)).map(([kind]) => kind)).toContain('nine_months');
  expect((await owed(union)).map(([kind]) => kind)).not.toContain('half_year');
});

test('a plan waits for an approver who did not write it; sent back or approved it is due again', async () => {
  const { ward } = await branch();
  const author = await givenActor(db, 'approver', ward);
  const plan = await givenPlan(db, ward, { title: 'Tháng Công nhân', status: 'submitted', authorId: author.userId });
  expect((await homeOf('approver', ward)).waiting).toMatchObject([{ kind: 'plan', title: 'Tháng Công nhân' }]);
  expect((await workOfToday(db.as(author)))?.waiting).toEqual([]);
  expect((await homeOf('officer', ward)).waiting).toEqual([]);

  const moved = (status: string) =>
    sql`update plan set status = ${status} where id = ${plan.id}`.execute(db.services.database.db);
  await moved('returned');
  expect((await homeOf('officer', ward)).due).toMatchObject([{ kind: 'plan_returned', dueOn: null }]);
  await moved('approved');
  expect((await homeOf('officer', ward)).due).toMatchObject([{ kind: 'plan_approved' }]);
});

test('a planned activity whose day has passed asks how it went; one of today does not yet', async () => {
  const { union } = await branch();
  const ctx = db.as(await givenActor(db, 'officer', union));
  await planActivity(ctx, { ...activityInput(union, { title: 'Tọa đàm', startsOn: '2026-03-20' }), evidence: [] });
  expect(kinds((await homeOf('officer', union)).due)).toEqual([]);
  db.setNow('2026-03-20T10:00:00Z');
  expect(kinds((await homeOf('officer', union)).due)).toEqual([]);
  db.setNow('2026-03-21T02:00:00Z');
  expect((await homeOf('officer', union)).due).toMatchObject([{ kind: 'activity', dueOn: '2026-03-20' }]);
});

test('a quota for each unit is owed until as many activities are linked to it', async () => {
  const { root, union, beside } = await branch();
  const plan = await givenIssuedPlan(db, root, {
    recipients: [{ rule: 'none' }],
    quotas: [
      { label: 'Nhóm 1', item: 'Tin', count: 4, perUnit: 2, units: [union, beside] },
      { label: 'Cộng', item: 'Ảnh', count: 60, units: [], isTotal: true },
    ],
  });
  await sql`insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
            values (${plan.id}, ${root.id}, ${union.id}, 'act', now())`.execute(db.services.database.db);
  const owed = async () => (await homeOf('officer', union)).due.filter((one) => one.kind === 'quota');
  expect(await owed()).toMatchObject([{ item: 'Tin', missing: 2 }]);

  const { rows } = await sql<{ id: string }>`select id from plan_quota where item = 'Tin'`.execute(
    db.services.database.db,
  );
  const link = { kind: 'quota' as const, id: rows[0]?.id ?? '' };
  const ctx = db.as(await givenActor(db, 'officer', union));
  for (const missing of [1, 0]) {
    await recordActivity(ctx, { ...activityInput(union, { links: [link] }), evidence: [] });
    expect((await owed()).map((one) => one.missing)).toEqual(missing === 0 ? [] : [missing]);
  }
});

test('an overdue task is due from the unit that answers for it and late below for the one that asked', async () => {
  const { root, ward, union } = await branch();
  const above = await givenIssuedPlan(db, root, { number: '12/KH-LĐLĐ', recipients: descendants, tasks: ['Hội thi'] });
  const own = await givenDraftPlan(db, union, { tasks: ['Hội thi'], recipients: [{ rule: 'none' }] });
  const handle = db.services.database.db;
  await sql`update plan_task set root_id = ${above.taskIds[0]}, due_on = '2026-04-01' where plan_id = ${own.id}`.execute(
    handle,
  );
  await sql`update plan set status = 'issued', register_year = 2026, register_number = 900, number_text = '900/KH', issued_on = '2026-03-02',
    issued_at = now() where id = ${own.id}`.execute(handle);
  await sql`update plan_delivery set acknowledged_at = now(), adopted_at = now() where plan_id = ${above.id}`.execute(
    handle,
  );
  const tasks = async (unit: GivenUnit) => (await homeOf('officer', unit)).due.filter((one) => one.kind === 'task');
  const late = async (unit: GivenUnit) => (await homeOf('officer', unit)).late;

  db.setNow('2026-03-20T02:00:00Z');
  expect(await tasks(union)).toEqual([]);
  db.setNow('2026-03-27T02:00:00Z');
  expect(await tasks(union)).toMatchObject([{ title: 'Hội thi', number: '900/KH', dueOn: '2026-04-01' }]);
  expect(await late(root)).toMatchObject({ lateUnits: 0, lines: [] });

  db.setNow('2026-04-02T02:00:00Z');
  expect(await tasks(ward)).toEqual([]);
  for (const unit of [root, ward])
    expect(await late(unit)).toMatchObject({
      lateUnits: 1,
      lines: [
        { kind: 'tasks', number: '12/KH-LĐLĐ', late: 1, lateTasks: 1, href: `/plans/${above.id}/tasks?show=late` },
      ],
    });
  const told = { planId: own.id, taskId: own.taskIds[0] ?? '', happenedOn: '2026-04-02', note: '', evidence: [] };
  await tellTask(db.as(await givenActor(db, 'officer', union)), { ...told, state: 'done' });
  expect(await tasks(union)).toEqual([]);
  expect(await late(root)).toMatchObject({ lateUnits: 0, lines: [] });
});

test('the next commemorations stand there until an activity of the unit speaks of them', async () => {
  const { union, beside } = await branch();
  db.setNow('2026-07-10T02:00:00Z');
  const days = async () => (await homeOf('officer', union)).upcoming.map((one) => `${one.id} ${one.years}`);
  expect(await days()).toEqual(['invalids-martyrs 79', 'union 97', 'propaganda-sector 96', 'august-revolution 81']);
  const title = 'Mít tinh kỷ niệm Ngày thành lập Công đoàn Việt Nam';
  for (const unit of [beside, union]) {
    expect(await days()).toContain('union 97');
    await planActivity(db.as(await givenActor(db, 'officer', unit)), {
      ...activityInput(unit, { title, startsOn: '2026-07-24' }),
      evidence: [],
    });
  }
  expect(await days()).not.toContain('union 97');
});

test('an officer of another branch finds nothing of this one', async () => {
  const { root, ward } = await branch();
  db.setNow('2026-01-10T02:00:00Z');
  await givenIssuedPlan(db, root, { recipients: descendants, adoptDueOn: '2026-01-20' });
  await givenPlan(db, ward, { status: 'submitted' });
  db.setNow('2026-06-20T02:00:00Z');
  const foreign = await givenUnit(db);
  for (const role of ['administrator', 'officer', 'approver', 'contributor', 'viewer'] as const) {
    const work = await homeOf(role, foreign);
    expect(work).toMatchObject({ due: [], waiting: [], late: { lines: [], lateUnits: 0, unitsBelow: 0 } });
  }
  const nobodyHere = { userId: 'x', name: '', grants: [], unitId: ward.id, unitPath: ward.path };
  expect(await workOfToday(db.as(nobodyHere))).toBeNull();
});

test('the first page of a province costs the same queries at 20 units and at 1,300', { timeout: 120_000 }, async () => {
  const budget = async (count: number): Promise<number> => {
    db.setNow('2026-01-10T02:00:00Z');
    const root = await givenUnit(db);
    await sql`
      insert into org_unit (id, kind_id, sector_id, parent_id, path, name, name_sort, name_key, search_key, founded_on)
      select gen_random_uuid(), 'grassroots_union', 'enterprise', ${root.id}, ${root.path} || nextval('org_unit_label') || '.', 'CĐCS ' || n, '', '', '', '2020-01-01'
      from generate_series(1, ${count}) n`.execute(db.services.database.db);
    await givenIssuedPlan(db, root, { recipients: descendants, adoptDueOn: '2026-02-20' });
    await givenIssuedPlan(db, root, { recipients: descendants, adoptDueOn: '2026-02-20' });
    db.setNow('2026-06-20T02:00:00Z');
    const ctx = db.as(await givenActor(db, 'officer', root));
    let late;
    const queries = await db.queriesOf(async () => {
      late = (await workOfToday(ctx))?.late;
    });
    // Beyond a thousand it is said that there are at least so many.
    expect(late).toMatchObject({ lateUnits: Math.min(count, 1_000), isMore: count > 1_000, unitsBelow: count });
    return queries;
  };
  const small = await budget(20);
  expect(await budget(1_300)).toBe(small);
  // Scopes, and one or two for each list; on a server also begin and commit.
  expect(small).toBeLessThanOrEqual(26);
});
