import sharp from 'sharp';
import { expect, test } from 'vitest';
import { roles } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { openStoredFile } from '#app/modules/media/server/index.ts';
import { activityInput, factSums, givenPlan, people, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { getActivity, planActivity, recordActivity, planItemsOf } from '#app/modules/activities/server/index.ts';

const db = testDatabase();

test('an officer records: activity, facts, history and audit entry commit together', async () => {
  const unit = await givenUnit(db, { figures: { members: 40 } });
  const plan = await givenPlan(db, unit);
  const ctx = db.as(await givenActor(db, 'officer', unit));

  const { activityId, linkCount } = await recordActivity(
    ctx,
    activityInput(unit, {
      attendance: [people('members', 70, 38)],
      costs: [{ costSourceId: 'union_budget', amountDong: 1_500_000 }],
      topicIds: ['history'],
      links: [toTarget(plan.targets[0])],
    }),
  );

  expect(linkCount).toBe(1);
  expect(await factSums(db, { T: plan.targets[0]?.rootId ?? '' })).toEqual([
    '- activities - 1',
    '- attendances members 70',
    '- cost - 1500000',
    '- persons members 38',
    'T activities - 1',
    'T attendances members 70',
    'T cost - 1500000',
    'T persons members 38',
  ]);
  const page = await ctx.read((tx) => getActivity(tx, activityId));
  expect(page).toMatchObject({ status: 'done', canChange: true, details: { topicIds: ['history'] } });
  expect(page.history.map((entry) => [entry.move, entry.by])).toEqual([['record', 'Người officer']]);
  expect(await db.audited()).toEqual(['activity.record']);
});

test('work that serves the same duty in two plans counts once for it', async () => {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province });
  const above = await givenPlan(db, province, { to: [unit] });
  const own = await givenPlan(db, unit, { targets: [{ from: above.targets[0]! }], adoptedFrom: above });
  const ctx = db.as(await givenActor(db, 'officer', unit));

  await recordActivity(ctx, activityInput(unit, { links: [toTarget(above.targets[0]), toTarget(own.targets[0])] }));

  expect(await factSums(db, { T: above.targets[0]?.rootId ?? '' })).toEqual(['- activities - 1', 'T activities - 1']);
});

test('planned work counts for nothing', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'contributor', unit));
  await planActivity(ctx, activityInput(unit, { startsOn: '2026-06-01', attendance: [people('members', 30)] }));
  expect(await factSums(db)).toEqual([]);
});

test('the same form sent twice, also at the same moment, is one activity', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = activityInput(unit, { attendance: [people('members', 12)] });

  const answers = await Promise.all([recordActivity(ctx, input), recordActivity(ctx, input)]);
  const later = await recordActivity(ctx, input);

  expect(new Set([...answers, later].map((answer) => answer.activityId)).size).toBe(1);
  expect([...answers, later].filter((answer) => answer.isRepeat)).toHaveLength(2);
  expect(await db.count('activity')).toBe(1);
  expect(await factSums(db)).toEqual(['- activities - 1', '- attendances members 12', '- persons members 12']);
});

test('a key that another unit used says nothing about it', async () => {
  const root = await givenUnit(db);
  const [one, other] = [await givenUnit(db, { parent: root }), await givenUnit(db, { parent: root })];
  const input = activityInput(one);
  await recordActivity(db.as(await givenActor(db, 'officer', one)), input);
  const again = recordActivity(db.as(await givenActor(db, 'officer', other)), { ...input, unitId: other.id });
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
});

test('a title is made of form and topic where none is typed', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const { activityId } = await recordActivity(
    ctx,
    activityInput(unit, { title: '', formId: 'sport', topicIds: ['emulation'] }),
  );
  expect(await db.row('activity', activityId)).toMatchObject({ title: 'Thể dục, thể thao: Phong trào thi đua' });
});

test('links are guessed for whoever leaves them to us, from plans addressed to the unit', async () => {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province });
  const other = await givenUnit(db, { parent: province });
  const statement = 'Mỗi công đoàn cơ sở tổ chức ít nhất một hoạt động giáo dục truyền thống';
  const plan = await givenPlan(db, province, {
    to: [unit],
    targets: [{ statement }, { statement: 'Mỗi CĐCS có một buổi đối thoại' }],
  });
  await givenPlan(db, province, { to: [other], targets: [{ statement }] });
  const ctx = db.as(await givenActor(db, 'officer', unit));

  const { linkCount } = await recordActivity(ctx, activityInput(unit, { topicIds: ['history'], isAutoLinked: true }));

  expect(linkCount).toBe(1);
  expect(await factSums(db, { T: plan.targets[0]?.rootId ?? '' })).toContain('T activities - 1');
});

test('an item of a plan that was never addressed to the unit does not exist for it', async () => {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province });
  const plan = await givenPlan(db, province, { to: [] });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const attempt = recordActivity(ctx, activityInput(unit, { links: [toTarget(plan.targets[0])] }));
  await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  expect(await ctx.read((tx) => planItemsOf(tx, unit.id, '2026-03-02'))).toEqual([]);
});

test('a plan’s items are offered once: the unit’s own line stands for the one it was taken from', async () => {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province });
  const above = await givenPlan(db, province, { to: [unit], targets: [{}, { statement: 'Chỉ ở cấp trên' }] });
  const own = await givenPlan(db, unit, { targets: [{ from: above.targets[0]! }], adoptedFrom: above });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const items = await ctx.read((tx) => planItemsOf(tx, unit.id, '2026-03-02'));
  expect(items.filter((item) => item.kind === 'target').map((item) => item.id)).toEqual([
    own.targets[0]?.id,
    above.targets[1]?.id,
  ]);
});

test.for([
  ['done tomorrow', { startsOn: '2026-03-17' }, 'activity.future_done'],
  ['still going on', { startsOn: '2026-03-15', endsOn: '2026-03-20' }, 'activity.future_done'],
  ['a form that is not there', { formId: 'seance' }, 'invalid'],
  ['a group that is not there', { attendance: [people('martians', 3)] }, 'invalid'],
  ['a topic that is not there', { topicIds: ['astrology'] }, 'invalid'],
  ['a source that is not there', { costs: [{ costSourceId: 'lottery', amountDong: 1 }] }, 'invalid'],
] as const)('%s is refused and leaves nothing', async ([, wish, code]) => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = activityInput(unit, wish as object);
  await expect(
    recordActivity(ctx, { ...input, endsOn: (wish as { endsOn?: string }).endsOn ?? input.startsOn }),
  ).rejects.toMatchObject({ code });
  expect(await db.count('activity')).toBe(0);
  expect(await db.count('fact')).toBe(0);
});

test('more people than declared: asked for a confirmation, then accepted and marked', async () => {
  const unit = await givenUnit(db, { figures: { members: 40 } });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = activityInput(unit, { attendance: [people('members', 45)] });

  await expect(recordActivity(ctx, input)).rejects.toMatchObject({
    code: 'activity.needs_confirmation',
    params: { count: 45, declared: 40 },
    problems: { 'attendance.members.attendanceCount': 'field_more_than_declared' },
  });
  const { activityId } = await recordActivity(ctx, { ...input, isConfirmed: true });

  const page = await ctx.read((tx) => getActivity(tx, activityId));
  expect(page.doubts).toEqual([{ code: 'more_than_declared', populationId: 'members', count: 45, declared: 40 }]);
});

test('a unit above that declared nothing is measured by what the units below it declared', async () => {
  const ward = await givenUnit(db, { kind: 'commune_union' });
  await givenUnit(db, { parent: ward, figures: { members: 30 } });
  await givenUnit(db, { parent: ward, figures: { members: 20 } });
  const ctx = db.as(await givenActor(db, 'officer', ward));
  await recordActivity(ctx, activityInput(ward, { attendance: [people('members', 50)] }));
  const tooMany = recordActivity(ctx, activityInput(ward, { attendance: [people('members', 51)] }));
  await expect(tooMany).rejects.toMatchObject({ params: { declared: 50 } });
});

test('a day outside the plan: asked for a confirmation, then accepted and marked', async () => {
  const unit = await givenUnit(db);
  const plan = await givenPlan(db, unit, { validFrom: '2026-03-10', validTo: '2026-12-31' });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = activityInput(unit, { startsOn: '2026-03-02', links: [toTarget(plan.targets[0])] });

  await expect(recordActivity(ctx, input)).rejects.toMatchObject({ code: 'activity.outside_plan' });
  const { activityId } = await recordActivity(ctx, { ...input, isConfirmed: true });
  expect((await ctx.read((tx) => getActivity(tx, activityId))).doubts).toMatchObject([
    { code: 'outside_plan', planId: plan.id },
  ]);
});

test('a unit that ended records what it did before, and nothing from its last day on', async () => {
  const unit = await givenUnit(db, { endedOn: '2026-03-01' });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  await recordActivity(ctx, activityInput(unit, { startsOn: '2026-02-28' }));
  const after = recordActivity(ctx, activityInput(unit, { startsOn: '2026-03-01' }));
  await expect(after).rejects.toMatchObject({ code: 'activity.ended_unit' });
});

test('nothing is recorded for a day before the unit was founded', async () => {
  const unit = await givenUnit(db, { foundedOn: '2026-02-01' });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  await expect(recordActivity(ctx, activityInput(unit, { startsOn: '2026-01-31' }))).rejects.toMatchObject({
    code: 'orgs.before_founding',
    params: { date: '2026-02-01' },
    problems: { startsOn: 'field_before_founding' },
  });
  expect(await db.count('fact')).toBe(0);
  await recordActivity(ctx, activityInput(unit, { startsOn: '2026-02-01' }));
});

test.for(roles)('%s of another branch can neither record for a unit nor see what it did', async (role) => {
  const root = await givenUnit(db);
  const [unit, foreign] = [await givenUnit(db, { parent: root }), await givenUnit(db, { parent: root })];
  const { activityId } = await recordActivity(db.as(await givenActor(db, 'officer', unit)), activityInput(unit));
  const outsider = db.as(await givenActor(db, role, foreign));
  await expect(recordActivity(outsider, activityInput(unit))).rejects.toMatchObject({ code: 'not_found' });
  await expect(outsider.read((tx) => getActivity(tx, activityId))).rejects.toMatchObject({ code: 'not_found' });
});

test('a viewer sees and does not record', async () => {
  const unit = await givenUnit(db);
  const viewer = db.as(await givenActor(db, 'viewer', unit));
  await expect(recordActivity(viewer, activityInput(unit))).rejects.toMatchObject({ code: 'forbidden' });
});

test('photographs are kept without their place; a document stays as it is; a program is refused', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const photo = await sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#246' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 0/1' }, IFD0: { Artist: 'Somebody' } })
    .jpeg()
    .toBuffer();
  const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
  const evidence = [
    { name: 'anh.jpg', bytes: photo },
    { name: 'bien-ban.pdf', bytes: pdf },
  ];
  const { activityId } = await recordActivity(ctx, activityInput(unit, { evidence }));

  const { files } = await ctx.read((tx) => getActivity(tx, activityId));
  expect(files.map((file) => [file.name, file.mime, file.widthPx])).toEqual([
    ['anh.jpg', 'image/jpeg', 1600],
    ['bien-ban.pdf', 'application/pdf', null],
  ]);
  for (const id of [files[0]!.fileId, files[0]!.thumbFileId!]) {
    const bytes = Buffer.from(await (await openStoredFile(ctx, id)).bytes());
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.includes('Somebody')).toBe(false);
  }
  const program = { name: 'anh.jpg', bytes: new TextEncoder().encode('MZ\x90\x00 this is no picture') };
  await expect(recordActivity(ctx, activityInput(unit, { evidence: [program] }))).rejects.toMatchObject({
    code: 'file.kind_mismatch',
  });
  expect(await db.count('activity')).toBe(1);
});
