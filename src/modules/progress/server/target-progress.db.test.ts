import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { activityInput, givenPlan, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  declareTarget,
  followedPlans,
  keepDeclarationFile,
  planProgress,
  progressOf,
  targetDeclarations,
  targetProgress,
} from '#app/modules/progress/server/index.ts';
import { declareTargetForm } from '#app/modules/progress/declaration-forms.ts';

const db = testDatabase();

test('a figure opens into its branches, its silent units and its activities, period by period', async () => {
  const province = await givenUnit(db);
  const [a, b] = [
    await givenUnit(db, { parent: province, name: 'CĐCS A' }),
    await givenUnit(db, { parent: province, name: 'CĐCS B' }),
  ];
  const plan = await givenPlan(db, province, { to: [a, b], validFrom: '2025-01-01' });
  const [target] = plan.targets;
  const held = (startsOn: string) =>
    recordActivity(db.system, activityInput(a, { startsOn, links: [toTarget(target)] }));
  await held('2025-05-01');
  const { activityId } = await held('2026-02-01');
  const ctx = db.as(await givenActor(db, 'officer', province));
  const open = (periodKey?: string) =>
    ctx.read((tx) => targetProgress(tx, { planId: plan.id, targetId: target!.id, unitId: province.id, periodKey }));

  const now = await open();
  expect(now.figure).toMatchObject({ actual: 1, of: 2, share: 50 });
  expect(now.branches.map((branch) => [branch.unit.name, branch.figure.actual])).toEqual([
    ['CĐCS A', 1],
    ['CĐCS B', 0],
  ]);
  expect(now.silent.map((unit) => unit.name)).toEqual(['CĐCS B']);
  expect(now.activities.lines.map((line) => line.id)).toEqual([activityId]);
  expect(now.history.map((one) => [one.period.key, one.figure.share])).toEqual([
    ['2025', 50],
    ['2026', 50],
  ]);
  expect((await open('2025')).activities.lines.map((line) => line.startsOn)).toEqual(['2025-05-01']);
});

test.for(['today', 'then'] as const)(
  'branches and silent units stand by name, numbers by value: tree of %s',
  async (tree) => {
    db.setNow('2026-03-10T02:00:00Z');
    const province = await givenUnit(db);
    const names = ['CĐCS 2', 'CĐCS 10', 'CĐCS An', 'CĐCS Ánh', 'CĐCS Bé', 'CĐCS Đá', 'CĐCS Em'];
    const units = [];
    for (const name of [5, 1, 3, 0, 6, 2, 4].map((at) => names[at]!))
      units.push(await givenUnit(db, { parent: province, name }));
    await givenUnit(db, { parent: units[0]!, kind: 'section_union' });
    const plan = await givenPlan(db, province, { to: units });
    const ctx = db.as(await givenActor(db, 'officer', province));
    const wish = { planId: plan.id, targetId: plan.targets[0]!.id, unitId: province.id, on: '2026-03-09', tree };
    const { branches, silent } = await ctx.read((tx) => targetProgress(tx, wish));
    expect(branches.map(({ unit }) => unit.name)).toEqual(names);
    expect(branches.filter((one) => one.hasBranch).map(({ unit }) => unit.name)).toEqual(['CĐCS Đá']);
    expect(silent.map((unit) => unit.name)).toEqual(names);
    const board = await ctx.read((tx) =>
      progressOf(tx, { planId: plan.id, unitId: province.id, on: '2026-03-09', tree }),
    );
    expect(board.branches.map(({ unit, hasBranch }) => [unit.name, hasBranch])).toEqual(
      branches.map(({ unit, hasBranch }) => [unit.name, hasBranch]),
    );
  },
);

test('what units declare is added over units, and the latest statement of a unit counts', async () => {
  const province = await givenUnit(db);
  const [a, b] = [await givenUnit(db, { parent: province }), await givenUnit(db, { parent: province })];
  const plan = await givenPlan(db, province, { to: [a, b], targets: [{ shape: 'declared_rate', value: 95 }] });
  const declare = async (unit: typeof a, declaredOn: string, numerator: number, denominator: number) =>
    declareTarget(db.as(await givenActor(db, 'officer', unit)), {
      unitId: unit.id,
      planId: plan.id,
      targetId: plan.targets[0]!.id,
      declaredOn,
      numerator,
      denominator,
      note: 'Theo danh sách',
    });
  await declare(a, '2026-02-01', 10, 40);
  await declare(a, '2026-03-01', 39, 40);
  await declare(b, '2026-03-02', 110, 160);

  const [target] = await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: province.id }));
  expect(target?.figure).toMatchObject({ actual: 149, of: 200, share: 74.5, tally: { reported: 2, notReported: 0 } });
  const lines = await db.system.read((tx) => targetDeclarations(tx, a.id, plan.targets[0]!.rootId));
  expect(lines.map((line) => line.numerator)).toEqual([39, 10]);
  expect(await db.audited()).toEqual(['progress.declare', 'progress.declare', 'progress.declare']);
});

test('grades are counted by grade', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union' });
  const plan = await givenPlan(db, unit, { targets: [{ shape: 'qualitative' }] });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  await declareTarget(ctx, {
    unitId: unit.id,
    planId: plan.id,
    targetId: plan.targets[0]!.id,
    declaredOn: '2026-03-01',
    rating: 3,
    note: '',
  });
  const [target] = await ctx.read((tx) => planProgress(tx, { planId: plan.id, unitId: unit.id }));
  expect(target?.figure).toMatchObject({ kind: 'ratings', tally: { ratings: [0, 0, 1, 0] } });
});

test.for([
  ['a target that activities count', 0, {}, 'progress.not_declared'],
  ['a day to come', 1, { declaredOn: '2026-04-01' }, 'progress.future_day'],
  ['a rate without its whole', 1, { denominator: undefined }, 'invalid'],
  ['a part larger than its whole', 1, { numerator: 3 }, 'invalid'],
  ['a part of nothing', 1, { numerator: 0, denominator: 0 }, 'invalid'],
  ['a part below nothing', 1, { numerator: -1 }, 'invalid'],
] as const)('%s is not taken', async ([, at, wish, code]) => {
  const unit = await givenUnit(db, { kind: 'grassroots_union' });
  const plan = await givenPlan(db, unit, { targets: [{}, { shape: 'declared_rate', value: 95 }] });
  const attempt = declareTarget(db.as(await givenActor(db, 'officer', unit)), {
    unitId: unit.id,
    planId: plan.id,
    targetId: plan.targets[at]!.id,
    declaredOn: '2026-03-01',
    numerator: 1,
    denominator: 2,
    note: '',
    ...wish,
  });
  await expect(attempt).rejects.toMatchObject({ code });
  expect(await db.count('targetDeclaration')).toBe(0);
});

test.for([
  ['before it was founded', { foundedOn: '2026-03-02' }, 'orgs.before_founding'],
  ['from the day it ended on', { endedOn: '2026-03-01' }, 'orgs.ended'],
] as const)('a unit states nothing for a day %s', async ([, wish, code]) => {
  const root = await givenUnit(db);
  const unit = await givenUnit(db, { parent: root, ...wish });
  const plan = await givenPlan(db, root, { to: [unit], targets: [{ shape: 'declared_rate', value: 95 }] });
  const attempt = declareTarget(db.as(await givenActor(db, 'officer', unit)), {
    unitId: unit.id,
    planId: plan.id,
    targetId: plan.targets[0]!.id,
    declaredOn: '2026-03-01',
    numerator: 1,
    denominator: 2,
    note: '',
  });
  await expect(attempt).rejects.toMatchObject({ code });
  expect([await db.count('targetDeclaration'), await db.count('fact')]).toEqual([0, 0]);
});

test('nobody declares for another branch, nor for a plan that was not addressed to the unit', async () => {
  const root = await givenUnit(db);
  const [a, b] = [await givenUnit(db, { parent: root }), await givenUnit(db, { parent: root })];
  const plan = await givenPlan(db, root, { to: [a], targets: [{ shape: 'qualitative' }] });
  const say = async (role: 'officer' | 'viewer', at: typeof a, unit: typeof a) =>
    declareTarget(db.as(await givenActor(db, role, at)), {
      unitId: unit.id,
      planId: plan.id,
      targetId: plan.targets[0]!.id,
      declaredOn: '2026-03-01',
      rating: 4,
      note: '',
      evidence: { name: 'bien-ban.pdf', bytes: Buffer.from('%PDF-1.7\n%âãÏÓ\n') },
    });
  const kept = () => readdirSync(db.services.uploadsDir, { recursive: true }).length;
  await expect(say('officer', b, a)).rejects.toMatchObject({ code: 'not_found' });
  await expect(say('officer', b, b)).rejects.toMatchObject({ code: 'not_found' });
  await expect(say('viewer', a, a)).rejects.toMatchObject({ code: 'forbidden' });
  expect(kept(), 'no bytes on the disk before the right is known').toBe(0);
  await say('officer', a, a);
  const viewer = db.as(await givenActor(db, 'viewer', a));
  const followed = await viewer.read((tx) => followedPlans(tx, null));
  expect(followed).toMatchObject({ unit: { id: a.id }, plans: [{ id: plan.id, isOwn: false, targetCount: 1 }] });
  await expect(viewer.read((tx) => followedPlans(tx, b.id))).rejects.toMatchObject({ code: 'not_found' });
});

test('the file of a refused declaration goes along with the next one, unless another is chosen', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union' });
  const plan = await givenPlan(db, unit, { targets: [{ shape: 'declared_rate', value: 95 }] });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const about = { unitId: unit.id, planId: plan.id, targetId: plan.targets[0]!.id };
  const list = new File([new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n')], 'danh-sach.pdf');
  const typed = { declaredOn: '2026-03-01', numerator: '30', denominator: '20', files: [list] };
  expect(declareTargetForm.safeParse(typed).error?.issues).toMatchObject([{ message: 'field_more_than_whole' }]);
  const [held] = await keepDeclarationFile(ctx, about, typed);

  const sent = { ...typed, denominator: '40', heldFiles: [held!.id] };
  expect(declareTargetForm.parse(sent).heldFiles).toEqual([]);
  const { files: _none, ...again } = declareTargetForm.parse({ ...sent, files: [] });
  await declareTarget(ctx, { ...again, ...about });
  const [line] = await ctx.read((tx) => targetDeclarations(tx, unit.id, plan.targets[0]!.rootId));
  expect(line).toMatchObject({ numerator: 30, fileId: expect.stringMatching(/-/) as string });
});
