import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { activityInput, factSums, givenPlan, people, toTarget } from '#app/modules/activities/server/testing/given.ts';
import {
  addEvidence,
  cancelActivity,
  completeActivity,
  correctActivity,
  getActivity,
  linkActivity,
  linkUnserved,
  listActivities,
  newActivity,
  planActivity,
  planItemsOf,
  recordActivity,
  removeEvidence,
} from '#app/modules/activities/server/index.ts';

const db = testDatabase();
const pdf = { name: 'bien-ban.pdf', bytes: new TextEncoder().encode('%PDF-1.4\ntrailer<<>>\n%%EOF\n') };

async function recorded(wish: Parameters<typeof activityInput>[1] = {}) {
  const unit = await givenUnit(db, { figures: { members: 200 } });
  const plan = await givenPlan(db, unit);
  const actor = await givenActor(db, 'officer', unit);
  const ctx = db.as(actor);
  const input = activityInput(unit, {
    attendance: [people('members', 40, 30)],
    links: [toTarget(plan.targets[0])],
    ...wish,
  });
  const { activityId } = await recordActivity(ctx, input);
  return { unit, plan, ctx, actor, input, activityId, root: { T: plan.targets[0]?.rootId ?? '' } };
}

test('a correction adds the difference and keeps what was said before', async () => {
  const { ctx, input, activityId, root } = await recorded();
  await correctActivity(ctx, {
    ...input,
    activityId,
    version: 1,
    startsOn: '2026-02-27',
    endsOn: '2026-02-27',
    attendance: [people('members', 36, 30)],
    reason: 'Đếm lại theo danh sách ký tên',
  });

  expect(await factSums(db, root)).toEqual([
    '- activities - 1',
    '- attendances members 36',
    '- persons members 30',
    'T activities - 1',
    'T attendances members 36',
    'T persons members 30',
  ]);
  const page = await ctx.read((tx) => getActivity(tx, activityId));
  expect(page.version).toBe(2);
  expect(page.history[0]).toMatchObject({
    move: 'correct',
    reason: 'Đếm lại theo danh sách ký tên',
    before: { startsOn: '2026-03-02', attendance: [{ attendanceCount: 40 }] },
    after: { startsOn: '2026-02-27', attendance: [{ attendanceCount: 36 }] },
  });
});

test('a correction without a reason, or of an older state, is refused and changes nothing', async () => {
  const { ctx, input, activityId } = await recorded();
  const before = await factSums(db);
  const attempt = (version: number, reason: string) =>
    correctActivity(ctx, { ...input, activityId, version, attendance: [people('members', 1)], reason });
  await expect(attempt(1, '')).rejects.toMatchObject({ code: 'activity.reason_needed' });
  await expect(attempt(7, 'x')).rejects.toMatchObject({ code: 'conflict' });
  expect(await factSums(db)).toEqual(before);
});

test('two people correct one activity: the second is told, the first stays', async () => {
  const { ctx, input, activityId } = await recorded();
  const results = await Promise.allSettled(
    [35, 36].map((count) =>
      correctActivity(ctx, {
        ...input,
        activityId,
        version: 1,
        attendance: [people('members', count)],
        reason: 'Đếm lại',
      }),
    ),
  );
  expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const sums = await factSums(db);
  const winner = results[0]?.status === 'fulfilled' ? 35 : 36;
  expect(sums).toContain(`- attendances members ${winner}`);
});

test('cancelling takes back all it had counted, and is the end of it', async () => {
  const { ctx, input, activityId } = await recorded();
  await expect(cancelActivity(ctx, { activityId, version: 1, reason: '' })).rejects.toMatchObject({
    code: 'activity.reason_needed',
  });
  await cancelActivity(ctx, { activityId, version: 1, reason: 'Ghi nhầm đơn vị' });
  expect(await factSums(db)).toEqual([]);
  expect(await db.row('activity', activityId)).toMatchObject({ status: 'cancelled', cancelReason: 'Ghi nhầm đơn vị' });
  const again = correctActivity(ctx, { ...input, activityId, version: 2, reason: 'x' });
  await expect(again).rejects.toMatchObject({ code: 'activity.wrong_status' });
});

test('planned work counts from the moment it is completed', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = activityInput(unit, { startsOn: '2026-03-20' });
  const { activityId } = await planActivity(ctx, input);

  const early = completeActivity(ctx, { ...input, activityId, version: 1, attendance: [people('members', 25)] });
  await expect(early).rejects.toMatchObject({ code: 'activity.future_done' });
  db.setNow('2026-03-21T02:00:00Z');
  await completeActivity(ctx, {
    ...input,
    activityId,
    version: 1,
    attendance: [people('members', 25)],
    evidence: [pdf],
  });

  expect(await factSums(db)).toEqual(['- activities - 1', '- attendances members 25', '- persons members 25']);
  expect((await ctx.read((tx) => getActivity(tx, activityId))).files).toHaveLength(1);
  await expect(completeActivity(ctx, { ...input, activityId, version: 2 })).rejects.toMatchObject({
    code: 'activity.wrong_status',
  });
});

test('work that serves no target is listed, and one press links and counts it', async () => {
  const { unit, plan, ctx, root, activityId } = await recorded({ links: [] });
  const list = () => ctx.read((tx) => listActivities(tx, { path: unit.path, isUnlinked: true }));
  expect((await list()).lines.map((line) => line.id)).toEqual([activityId]);

  await linkActivity(ctx, { activityId, links: [toTarget(plan.targets[0])], isConfirmed: false });

  expect((await list()).total).toBe(0);
  expect(await factSums(db, root)).toContain('T persons members 30');
  const again = await linkActivity(ctx, { activityId, links: [toTarget(plan.targets[0])], isConfirmed: false });
  expect(again.addedCount).toBe(0);
});

test('several are linked with one press; one that cannot be stays and holds nobody up', async () => {
  const { unit, plan, ctx } = await recorded({ links: [] });
  const record = (wish: Parameters<typeof activityInput>[1] = {}) =>
    recordActivity(ctx, activityInput(unit, { links: [], ...wish }));
  const [a, b, late] = [await record(), await record(), await record({ startsOn: '2025-12-30' })];
  const told = await linkUnserved(ctx, {
    kind: 'activity',
    ids: [a, b, late].map((one) => one.activityId),
    targetId: plan.targets[0]!.id,
  });
  expect(told).toEqual({ linkedCount: 2, leftCount: 1 });
});

test('linking work with confirmed figures asks for the day again, not for the figures', async () => {
  const { unit, ctx, activityId } = await recorded({
    links: [],
    attendance: [people('members', 500)],
    isConfirmed: true,
  });
  const inside = await givenPlan(db, unit);
  const outside = await givenPlan(db, unit, { validFrom: '2026-03-10' });
  await linkActivity(ctx, { activityId, links: [toTarget(inside.targets[0])], isConfirmed: false });
  const attempt = linkActivity(ctx, { activityId, links: [toTarget(outside.targets[0])], isConfirmed: false });
  await expect(attempt).rejects.toMatchObject({ code: 'activity.outside_plan' });
});

test('a contributor changes their own record and not another’s', async () => {
  const { unit, input, activityId } = await recorded();
  const contributor = db.as(await givenActor(db, 'contributor', unit));
  const foreign = correctActivity(contributor, { ...input, activityId, version: 1, reason: 'x' });
  await expect(foreign).rejects.toMatchObject({ code: 'forbidden' });
  const own = activityInput(unit);
  const { activityId: mine } = await recordActivity(contributor, own);
  await correctActivity(contributor, { ...own, activityId: mine, version: 1, title: 'Tên khác', reason: 'Sửa tên' });
});

test('evidence is added and taken away; each leaves its line in the history', async () => {
  const { ctx, activityId, unit } = await recorded();
  await addEvidence(ctx, { activityId, evidence: [pdf], caption: 'Biên bản' });
  const { files } = await ctx.read((tx) => getActivity(tx, activityId));
  expect(files).toMatchObject([{ name: 'bien-ban.pdf', caption: 'Biên bản' }]);
  await removeEvidence(ctx, { activityId, fileId: files[0]!.fileId });
  const page = await ctx.read((tx) => getActivity(tx, activityId));
  expect(page.files).toEqual([]);
  expect(page.history.map((entry) => entry.move)).toEqual(['remove_evidence', 'add_evidence', 'record']);
  const outsider = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  await expect(addEvidence(outsider, { activityId, evidence: [pdf], caption: '' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(unit.id).toBeTruthy();
});

test('lists filter by branch, status, form, day and words', async () => {
  const root = await givenUnit(db);
  const [a, b] = [await givenUnit(db, { parent: root }), await givenUnit(db, { parent: root })];
  const ctx = db.as(await givenActor(db, 'officer', root));
  await recordActivity(
    ctx,
    activityInput(a, { title: 'Về nguồn Điện Biên', formId: 'heritage_trip', startsOn: '2026-02-01' }),
  );
  await recordActivity(ctx, activityInput(b, { title: 'Giải cầu lông', formId: 'sport', startsOn: '2026-03-01' }));
  await planActivity(ctx, activityInput(b, { title: 'Hội diễn', formId: 'culture', startsOn: '2026-05-01' }));
  const titles = (filter: object) =>
    ctx
      .read((tx) => listActivities(tx, { path: root.path, ...filter }))
      .then((list) => list.lines.map((line) => line.title));
  expect(await titles({})).toEqual(['Hội diễn', 'Giải cầu lông', 'Về nguồn Điện Biên']);
  expect(await titles({ path: a.path })).toEqual(['Về nguồn Điện Biên']);
  expect(await titles({ isOwnOnly: true })).toEqual([]);
  expect(await titles({ status: 'planned' })).toEqual(['Hội diễn']);
  expect(await titles({ formId: 'sport' })).toEqual(['Giải cầu lông']);
  expect(await titles({ from: '2026-02-02', to: '2026-04-01' })).toEqual(['Giải cầu lông']);
  expect(await titles({ query: 'dien bien' })).toEqual(['Về nguồn Điện Biên']);
  const below = db.as(await givenActor(db, 'officer', a));
  await expect(below.read((tx) => listActivities(tx, { path: root.path }))).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a form that changes an activity offers what it serves, even where its plan has ended since', async () => {
  const { unit, plan, ctx, activityId } = await recorded();
  await sql`update plan set status = 'closed' where id = ${plan.id}`.execute(db.services.database.db);
  const ids = async (id?: string) =>
    (await ctx.read((tx) => planItemsOf(tx, unit.id, '2026-03-02', id))).map((item) => item.id);
  expect(await ids()).toEqual([]);
  expect(await ids(activityId)).toContain(plan.targets[0]?.id);
});

test('a new form knows the place and the people of last time, and the forms used most', async () => {
  const { unit, ctx } = await recorded({ place: 'Nhà văn hóa', formId: 'welfare' });
  const form = await ctx.read((tx) => newActivity(tx, unit.id));
  expect(form.last).toEqual({ place: 'Nhà văn hóa', attendance: [people('members', 40, 30)] });
  expect(form.frequentFormIds).toHaveLength(6);
  expect(form.frequentFormIds[0]).toBe('welfare');
  expect(form.declared).toEqual({ members: 200 });
});
