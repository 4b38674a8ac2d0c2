import { beforeEach, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { forgetful } from '#app/platform/testing/forgetful.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput, givenPlan, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { dissolveUnit, registerTreeKeeper, transferUnit } from '#app/modules/orgs/server/index.ts';
import { givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { progressOf, tallyFold, tallyTreeKeeper, targetProgress } from '#app/modules/progress/server/index.ts';

const db = testDatabase();
beforeEach(() => registerTreeKeeper(tallyTreeKeeper));

test('of a period that is over, what a unit did elsewhere then is not remembered where it stands now', async () => {
  const province = await givenUnit(db);
  const [from, to] = [
    await givenUnit(db, { parent: province, kind: 'commune_union' }),
    await givenUnit(db, { parent: province, kind: 'commune_union' }),
  ];
  const unit = await givenUnit(db, { parent: from });
  const plan = await givenPlan(db, province, { targets: [{ shape: 'unit_rate', cadence: 'quarterly' }], to: [unit] });
  await foldAll(db.system, tallyFold);
  db.setNow('2026-05-10T02:00:00Z');
  await foldAll(db.system, tallyFold);
  await transferUnit(db.system, {
    unitId: unit.id,
    version: 1,
    toParentId: to.id,
    decisionNumber: '1/QĐ',
    decidedOn: '2026-05-01',
    effectiveOn: '2026-05-01',
  });
  await foldAll(db.system, tallyFold);

  const [target] = plan.targets;
  const wish = { planId: plan.id, targetId: target!.id, unitId: to.id, tree: 'then' as const };
  const read = (ctx = db.system) => ctx.read((tx) => targetProgress(tx, wish));
  const firstPeriod = (await read()).history[0]!.period.key;
  const branch = async (ctx = db.system) =>
    (await ctx.read((tx) => targetProgress(tx, { ...wish, periodKey: firstPeriod }))).branches.map(
      (one) => one.figure.tally.numerator,
    );
  expect(await branch()).toEqual([0]);
  await recordActivity(db.system, activityInput(unit, { startsOn: '2026-03-10', links: [toTarget(target)] }));
  await foldAll(db.system, tallyFold);
  expect(await branch(forgetful(db.services))).toEqual([1]);
  expect(await branch()).toEqual([1]);
});

test('what an ended unit did is not remembered of the branch that has moved on since', async () => {
  const country = await givenUnit(db, { kind: 'confederation' });
  const [from, to] = [
    await givenUnit(db, { parent: country, kind: 'provincial_federation' }),
    await givenUnit(db, { parent: country, kind: 'provincial_federation' }),
  ];
  const ward = await givenUnit(db, { parent: from, kind: 'commune_union' });
  const unit = await givenUnit(db, { parent: ward });
  const targets = [{ shape: 'count' as const, measure: 'activities', value: 9 }];
  const plan = await givenPlan(db, country, { targets, to: [unit] });
  const decision = { version: 1, decisionNumber: '1/QĐ', decidedOn: '2026-01-10' };
  await dissolveUnit(db.system, { ...decision, unitId: unit.id, effectiveOn: '2026-02-10' });
  await transferUnit(db.system, { ...decision, unitId: ward.id, toParentId: to.id, effectiveOn: '2026-03-01' });
  await foldAll(db.system, tallyFold);

  const branches = async (ctx = db.system) =>
    (await ctx.read((tx) => progressOf(tx, { planId: plan.id, unitId: to.id, tree: 'then' }))).branches.map(
      (one) => one.figures[0]?.tally.numerator,
    );
  const before = await branches();
  await recordActivity(
    db.system,
    activityInput(unit, { startsOn: '2026-02-03', links: [toTarget(plan.targets[0])], isConfirmed: true }),
  );
  await foldAll(db.system, tallyFold);
  expect(await branches()).toEqual(await branches(forgetful(db.services)));
  expect(await branches()).not.toEqual(before);
});
