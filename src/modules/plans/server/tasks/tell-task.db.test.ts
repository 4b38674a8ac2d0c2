import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';
import { adoptPlan, getPlanTasks, getTask, keepTaskFiles, tellTask } from '#app/modules/plans/server/index.ts';
import { tellTaskForm } from '#app/modules/plans/task-forms.ts';

const db = testDatabase();
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const pdf = text('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n');

/** Issued on 1 March; what is said about it is said on the 20th. */
async function planOf(unit: GivenUnit, rule: 'none' | 'descendants' = 'none') {
  db.setNow('2026-03-01T02:00:00Z');
  const plan = await givenIssuedPlan(db, unit, { recipients: [{ rule }], tasks: ['Tổ chức hội thi'] });
  db.setNow('2026-03-20T02:00:00Z');
  return { planId: plan.id, taskId: plan.taskIds[0] ?? '' };
}
const told = { happenedOn: '2026-03-15', note: '', evidence: [] };

/** A unit takes the plan over with its tasks and issues its own. */
async function adopted(unit: GivenUnit, planId: string, dueOn: string): Promise<{ planId: string; taskId: string }> {
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const own = await adoptPlan(ctx, {
    planId,
    title: 'Kế hoạch của đơn vị',
    targets: [],
    tasks: [],
    defaultOwner: 'Ban Chấp hành',
  });
  await sql`update plan_task set due_on = ${dueOn} where plan_id = ${own}`.execute(db.services.database.db);
  await sql`update plan set status = 'issued', register_year = 2026, register_number = 7, number_text = '7/KH', issued_on = '2026-03-02',
    issued_at = now() where id = ${own}`.execute(db.services.database.db);
  const { rows } = await sql<{ id: string }>`select id from plan_task where plan_id = ${own}`.execute(
    db.services.database.db,
  );
  return { planId: own, taskId: rows[0]?.id ?? '' };
}

test('a unit says how its task stands, with evidence; the last word counts and all words stay', async () => {
  const unit = await givenUnit(db);
  const task = await planOf(unit);
  const ctx = db.as(await givenActor(db, 'officer', unit));

  await tellTask(ctx, { ...task, ...told, state: 'blocked', note: 'Chưa có kinh phí' });
  db.setNow('2026-03-21T02:00:00Z');
  const evidence = [{ name: 'bien-ban.pdf', bytes: pdf }];
  await tellTask(ctx, { ...task, ...told, state: 'done', happenedOn: '2026-03-18', note: '120 người dự', evidence });

  expect(await db.row('planTask', task.taskId)).toMatchObject({
    state: 'done',
    doneOn: '2026-03-18',
    doneNote: '120 người dự',
  });
  const page = await getTask(ctx, { ...task, page: 1 });
  expect(page.notes).toMatchObject([
    { state: 'done', note: '120 người dự', files: [{ name: 'bien-ban.pdf' }] },
    { state: 'blocked', note: 'Chưa có kinh phí', files: [] },
  ]);
  expect(await db.audited()).toContain('plan.task-told');

  await tellTask(ctx, { ...task, ...told, state: 'doing', happenedOn: '2026-03-21' });
  expect(await db.row('planTask', task.taskId)).toMatchObject({ state: 'doing', doneOn: null, doneNote: '' });
});

test('a file of a refused form is kept for its next sending, by who may tell of the task alone', async () => {
  const unit = await givenUnit(db);
  const task = await planOf(unit);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const typed = { state: 'blocked', happenedOn: '2026-03-18', files: [new File([Buffer.from(pdf)], 'bien-ban.pdf')] };
  expect(tellTaskForm.safeParse(typed).error?.issues).toMatchObject([{ path: ['note'], message: 'field_required' }]);
  const [held] = await keepTaskFiles(ctx, task, typed);
  expect(held).toMatchObject({ name: 'bien-ban.pdf' });

  const again = tellTaskForm.parse({ ...typed, files: [], heldFiles: [held!.id], note: 'Chưa có kinh phí' });
  await tellTask(ctx, { ...task, ...again, evidence: [] });
  expect((await getTask(ctx, { ...task, page: 1 })).notes).toMatchObject([{ files: [{ name: 'bien-ban.pdf' }] }]);
  await expect(tellTask(ctx, { ...task, ...again, evidence: [] })).rejects.toMatchObject({
    problems: { files: 'field_held_files_gone' },
  });
  const outsider = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  await expect(keepTaskFiles(outsider, task, typed)).rejects.toMatchObject({ code: 'not_found' });
});

test('evidence is what its content says, and nothing is told where it is refused', async () => {
  const unit = await givenUnit(db);
  const task = await planOf(unit);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const evidence = [{ name: 'anh.jpg', bytes: pdf }];
  await expect(tellTask(ctx, { ...task, ...told, state: 'done', evidence })).rejects.toMatchObject({
    code: 'file.kind_mismatch',
  });
  expect(await db.count('planTaskNote')).toBe(0);
  expect(await db.row('planTask', task.taskId)).toMatchObject({ state: 'open' });
});

test('days to come, days before the plan and being held up without a reason are refused where they stand', async () => {
  const unit = await givenUnit(db);
  const task = await planOf(unit);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const refused = async (wish: Partial<Parameters<typeof tellTask>[1]>, problems: Record<string, string>) =>
    expect(tellTask(ctx, { ...task, ...told, state: 'done', happenedOn: '2026-03-20', ...wish })).rejects.toMatchObject(
      { code: 'invalid', problems },
    );
  await refused({ happenedOn: '2026-03-21' }, { happenedOn: 'field_in_future' });
  await refused({ happenedOn: '2019-01-01' }, { happenedOn: 'field_outside_plan' });
  await refused({ state: 'blocked', note: ' ' }, { note: 'field_required' });
  expect(await db.count('planTaskNote')).toBe(0);
});

test('only the unit that answers for a task speaks for it, and only while its plan runs', async () => {
  const root = await givenUnit(db);
  const ward = await givenUnit(db, { parent: root });
  const foreign = await givenUnit(db);
  const task = await planOf(root, 'descendants');
  const tell = async (role: Parameters<typeof givenActor>[1], unit: GivenUnit) =>
    tellTask(db.as(await givenActor(db, role, unit)), { ...task, ...told, state: 'done' });
  await expect(tell('viewer', root)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(tell('contributor', root)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(tell('officer', ward)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(tell('officer', foreign)).rejects.toMatchObject({ code: 'not_found' });

  // Who stands above reads it, and does not speak in the unit's place.
  const below = await givenIssuedPlan(db, ward, { recipients: [{ rule: 'none' }], tasks: ['Việc của phường'] });
  const ofWard = { planId: below.id, taskId: below.taskIds[0] ?? '', ...told, state: 'done' as const };
  await expect(tellTask(db.as(await givenActor(db, 'officer', root)), ofWard)).rejects.toMatchObject({
    code: 'forbidden',
  });

  // Given to a unit below, the task is that unit's to speak for, though it stands in the plan above.
  await sql`update plan_task set owner_unit_id = ${ward.id} where id = ${task.taskId}`.execute(db.services.database.db);
  await tell('officer', ward);
  expect(await db.row('planTask', task.taskId)).toMatchObject({ state: 'done' });
  await sql`update plan set status = 'closed' where id = ${task.planId}`.execute(db.services.database.db);
  await expect(tell('officer', ward)).rejects.toMatchObject({ code: 'plan.wrong_status' });
});

test('what was said cannot be rewritten, nor said by the database for another unit', async () => {
  const root = await givenUnit(db);
  const ward = await givenUnit(db, { parent: root });
  const task = await planOf(root, 'descendants');
  const officer = db.as(await givenActor(db, 'officer', ward));
  const forged = officer.transaction(async (tx) => {
    await sql`insert into plan_task_note (task_id, unit_id, state, happened_on, noted_at)
      values (${task.taskId}, ${ward.id}, 'done', '2026-03-01', now())`.execute(tx.db);
    await tx.audit('test.write');
  });
  await expect(forged).rejects.toThrow(/row-level security/);
  const own = db.as(await givenActor(db, 'officer', root));
  await tellTask(own, { ...task, ...told, state: 'doing' });
  const rewritten = own.transaction(async (tx) => {
    await sql`update plan_task_note set note = 'khác'`.execute(tx.db);
    await tx.audit('test.write');
  });
  await expect(rewritten).rejects.toThrow(/permission denied/);
});

test('the issuer sees who below has done a task and who is late with it', async () => {
  const root = await givenUnit(db);
  const wards = [await givenUnit(db, { parent: root }), await givenUnit(db, { parent: root })];
  const task = await planOf(root, 'descendants');
  const first = await adopted(wards[0]!, task.planId, '2026-03-31');
  await adopted(wards[1]!, task.planId, '2026-03-19');
  await tellTask(db.as(await givenActor(db, 'officer', wards[0]!)), { ...first, ...told, state: 'done' });
  const issuer = db.as(await givenActor(db, 'officer', root));
  expect(await getPlanTasks(issuer, task.planId)).toMatchObject([
    { below: { taskCount: 2, doneCount: 1, lateCount: 1 } },
  ]);
  const { units } = await getTask(issuer, { ...task, page: 1 });
  expect(units.map((one) => [one.unitName, one.standing])).toEqual([
    [wards[1]!.name, 'late'],
    [wards[0]!.name, 'done'],
  ]);
  // A unit below reads the plan above, and of the branch only what is its own.
  const ward = db.as(await givenActor(db, 'officer', wards[0]!));
  expect((await getTask(ward, { ...task, page: 1 })).units).toEqual([]);
});
