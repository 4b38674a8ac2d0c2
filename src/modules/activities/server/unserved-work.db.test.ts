import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  countUnserved,
  deliverItems,
  linkUnserved,
  listUnserved,
  recordActivity,
  suggestTargets,
} from '#app/modules/activities/server/index.ts';
import { activityInput, factSums, givenPlan, toTarget } from '#app/modules/activities/server/testing/given.ts';
import type { UnservedKind } from '#app/modules/activities/unserved-address.ts';
import { declareMeasure, factsBehind } from '#app/modules/measures/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

const sent = (unit: GivenUnit, deliveredOn = '2026-03-02') => ({
  ...{ unitId: unit.id, kind: 'news' as const, itemCount: 3, title: 'Ra quân đầu xuân', link: '' },
  ...{ deliveredOn, requestKey: randomUUID() },
});
const stated = (unit: GivenUnit, asOfOn: string, value: number) => ({
  ...{ unitId: unit.id, measureId: 'followers', asOfOn, value, denominator: null, note: '' },
});

/** A unit with an activity, three news items and two figures, and no plan yet. */
async function work() {
  const ward = await givenUnit(db, { kind: 'commune_union' });
  const unit = await givenUnit(db, { parent: ward });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const { activityId } = await recordActivity(ctx, activityInput(unit));
  await deliverItems(ctx, sent(unit));
  await declareMeasure(ctx, stated(unit, '2026-02-01', 100));
  await declareMeasure(ctx, stated(unit, '2026-02-20', 130));
  const wish = { path: ward.path, isOwnOnly: false };
  const list = (kind: UnservedKind) =>
    db.system.read((tx) => listUnserved(tx, { ...wish, kind, page: 1, pageSize: 30 }));
  const counts = (more: object = {}) => db.system.read((tx) => countUnserved(tx, { ...wish, ...more }));
  const suggest = async (kind: UnservedKind) => {
    const shown = await list(kind);
    return db.system.read((tx) => suggestTargets(tx, unit.id, shown));
  };
  return { ward, unit, ctx, activityId, list, counts, suggest };
}

test('all work without a target is counted and listed by kind, branch and days', async () => {
  const { ward, ctx, counts, list } = await work();
  expect(await counts()).toEqual({ activity: 1, item: 1, figure: 1 });
  expect(await counts({ isOwnOnly: true })).toEqual({ activity: 0, item: 0, figure: 0 });
  expect(await counts({ from: '2026-02-15', to: '2026-02-28' })).toEqual({ activity: 0, item: 0, figure: 1 });
  const stranger = await givenUnit(db);
  const outside = db.as(await givenActor(db, 'officer', stranger));
  expect(await outside.read((tx) => countUnserved(tx, { path: ward.path, isOwnOnly: false }))).toEqual({
    ...{ activity: 0, item: 0, figure: 0 },
  });
  // Of a branch that a person sees a part of, that part is counted.
  expect(await ctx.read((tx) => countUnserved(tx, { path: ward.path, isOwnOnly: false }))).toEqual({
    ...{ activity: 1, item: 1, figure: 1 },
  });
  const neighbour = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: ward })));
  expect(await neighbour.read((tx) => countUnserved(tx, { path: ward.path, isOwnOnly: false }))).toEqual({
    ...{ activity: 0, item: 0, figure: 0 },
  });
  // One line for a unit and a measure, with the latest figure.
  expect((await list('figure')).lines).toMatchObject([{ measureId: 'followers', value: 130, statedCount: 2 }]);
});

test('a plan that comes after the work is proposed, and one press counts each kind for it', async () => {
  const { ward, unit, ctx, activityId, counts, suggest, list } = await work();
  const plan = await givenPlan(db, ward, {
    to: [unit],
    targets: [
      { shape: 'unit_rate', value: 100 },
      { shape: 'count', measure: 'news', binds: 'tree', value: 10 },
      { shape: 'count', measure: 'followers', binds: 'tree', value: 500 },
    ],
  });
  const [units, news, followers] = plan.targets;
  const itemId = (await list('item')).lines.map((line) => ('id' in line ? line.id : ''))[0]!;
  expect((await suggest('item')).likely[itemId]?.id).toBe(news!.id);
  expect((await suggest('figure')).likely['followers']?.id).toBe(followers!.id);

  await linkUnserved(ctx, { kind: 'activity', ids: [activityId], targetId: units!.id });
  await linkUnserved(ctx, { kind: 'item', ids: [itemId], targetId: news!.id });
  await linkUnserved(ctx, { kind: 'figure', ids: ['followers'] });
  expect(await counts()).toEqual({ activity: 0, item: 0, figure: 0 });
  const sums = await factSums(db, { U: units!.rootId, N: news!.rootId, F: followers!.rootId });
  expect(sums).toEqual(expect.arrayContaining(['U activities - 1', 'N news - 3', 'F followers - 130']));

  // The same item serves a second target as one piece of work, and still the first.
  await linkUnserved(ctx, { kind: 'item', ids: [itemId], targetId: units!.id });
  expect(await factSums(db, { U: units!.rootId, N: news!.rootId, F: followers!.rootId })).toEqual(
    expect.arrayContaining(['U activities - 2', 'N news - 3', '- news - 3']),
  );
});

test('what a target cannot count stays in the list and is said', async () => {
  const { ward, unit, ctx, activityId, counts, list, suggest } = await work();
  const plan = await givenPlan(db, ward, {
    to: [unit],
    targets: [
      { shape: 'coverage', population: 'members' },
      { shape: 'count', measure: 'panels' },
    ],
    validFrom: '2026-01-01',
  });
  const later = await givenPlan(db, ward, {
    to: [unit],
    targets: [{ shape: 'count', measure: 'news' }],
    validFrom: '2026-03-10',
  });
  const itemId = (await list('item')).lines.map((line) => ('id' in line ? line.id : ''))[0]!;
  expect(await suggest('item')).toEqual({ likely: {}, choices: [] });
  const stated = await givenPlan(db, ward, {
    to: [unit],
    targets: [
      { shape: 'declared_rate' },
      { shape: 'distribution' },
      { shape: 'count', measure: 'news' },
      { shape: 'count', binds: 'issuer' },
      { shape: 'unit_rate', kinds: ['commune_union'] },
      { shape: 'count', measure: 'panels' },
    ],
  });
  const isStated = new Set(stated.targets.slice(0, 5).map((target) => target.id));
  expect((await suggest('activity')).choices.filter((one) => isStated.has(one.id))).toEqual([]);
  for (const target of stated.targets)
    expect(await linkUnserved(ctx, { kind: 'activity', ids: [activityId], targetId: target.id })).toEqual({
      ...{ linkedCount: 0, leftCount: 1 },
    });
  for (const target of [...plan.targets, ...later.targets])
    expect(await linkUnserved(ctx, { kind: 'item', ids: [itemId], targetId: target.id })).toEqual({
      ...{ linkedCount: 0, leftCount: 1 },
    });
  expect(await linkUnserved(ctx, { kind: 'figure', ids: ['followers'] })).toEqual({ linkedCount: 0, leftCount: 1 });
  expect(await counts()).toEqual({ activity: 1, item: 1, figure: 1 });
});

test('nobody links another unit’s work from a branch beside it', async () => {
  const { ward, unit, list } = await work();
  const plan = await givenPlan(db, ward, { to: [unit], targets: [{ shape: 'count', measure: 'news' }] });
  const beside = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: ward })));
  const itemId = (await list('item')).lines.map((line) => ('id' in line ? line.id : ''))[0]!;
  const told = await linkUnserved(beside, { kind: 'item', ids: [itemId], targetId: plan.targets[0]!.id });
  expect(told).toEqual({ linkedCount: 0, leftCount: 1 });
});

test('an activity that loses its last target is work without one again', async () => {
  const { ward, unit, ctx, counts, activityId } = await work();
  const plan = await givenPlan(db, ward, { to: [unit] });
  await linkUnserved(ctx, { kind: 'activity', ids: [activityId], targetId: toTarget(plan.targets[0]).id });
  expect((await counts()).activity).toBe(0);
  await db.services.database.db.deleteFrom('activityLink').where('activityId', '=', activityId).execute();
  expect((await counts()).activity).toBe(1);
});

test('the facts behind a figure name the work they come from', async () => {
  const { unit, ward, activityId } = await work();
  const wish = { unitId: unit.id, measures: ['activities', 'news'], from: '2026-01-01', to: '2026-12-31', page: 1 };
  const officer = db.as(await givenActor(db, 'officer', ward));
  const { facts } = await officer.read((tx) => factsBehind(tx, wish));
  const named = new Map(facts.map((fact) => [fact.measureId, fact]));
  expect(named.get('activities')).toMatchObject({ activityId, sourceType: 'activity' });
  expect(named.get('activities')?.title).toBe(activityInput(unit).title);
  expect(named.get('news')).toMatchObject({ activityId: null, title: 'Ra quân đầu xuân', value: 3 });
});
