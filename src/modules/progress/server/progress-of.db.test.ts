import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { roles } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  activityInput,
  givenPlan,
  people,
  toTarget,
  type GivenPlan,
} from '#app/modules/activities/server/testing/given.ts';
import { cancelActivity, correctActivity, planActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { givenActor, givenPlaces, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { declareTarget, planProgress, progressOf } from '#app/modules/progress/server/index.ts';

const db = testDatabase();
const provinceGrant = (province: GivenUnit) => givenActor(db, 'officer', province).then((actor) => db.as(actor));

async function held(unit: GivenUnit, plan: GivenPlan, wish: Parameters<typeof activityInput>[1] = {}, target = 0) {
  return recordActivity(
    db.system,
    activityInput(unit, { links: [toTarget(plan.targets[target])], isConfirmed: true, ...wish }),
  );
}

test('“each grassroots union at least one activity” is counted over units, not people', async () => {
  const province = await givenUnit(db);
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const unions = [];
  for (const members of [900, 10, 10, 10]) unions.push(await givenUnit(db, { parent: ward, figures: { members } }));
  const plan = await givenPlan(db, province, { to: [ward, ...unions] });
  for (const union of unions.slice(1)) await held(union, plan, { attendance: [people('members', 10)] });
  await held(unions[1]!, plan);
  await held(ward, plan);

  const progress = await (
    await provinceGrant(province)
  ).read((tx) => progressOf(tx, { planId: plan.id, unitId: province.id }));
  expect(progress.targets[0]?.figure).toMatchObject({
    kind: 'share',
    actual: 3,
    of: 4,
    share: 75,
    needed: 100,
    tally: { notReported: 1, notApplicable: 2 },
  });
  expect(progress.branches.map((branch) => [branch.unit.id, branch.hasBranch, branch.figures[0]?.share])).toEqual([
    [ward.id, true, 75],
  ]);
});

test('a unit whose founding was undone is no branch of a board', async () => {
  const province = await givenUnit(db);
  const ended = await givenUnit(db, { parent: province, foundedOn: '2026-01-10', endedOn: '2026-02-10' });
  await givenUnit(db, { parent: province, foundedOn: '2026-01-10', endedOn: '2026-01-10' });
  const plan = await givenPlan(db, province);
  const officer = await provinceGrant(province);
  const progress = await officer.read((tx) => progressOf(tx, { planId: plan.id, unitId: province.id }));
  expect(progress.branches.map((branch) => branch.unit.id)).toEqual([ended.id]);
});

test('two thresholds for two sectors are kept apart', async () => {
  const province = await givenUnit(db);
  const office = await givenUnit(db, { parent: province, sector: 'administrative', figures: { members: 100 } });
  const factory = await givenUnit(db, { parent: province, sector: 'enterprise', figures: { members: 300 } });
  const coverage = { shape: 'coverage', population: 'members', comparator: '>' } as const;
  const plan = await givenPlan(db, province, {
    to: [office, factory],
    targets: [
      { ...coverage, value: 90, sectors: ['administrative', 'public_service'] },
      { ...coverage, value: 65, sectors: ['enterprise', 'state_enterprise'] },
    ],
  });
  await held(office, plan, { attendance: [people('members', 90)] }, 0);
  await held(factory, plan, { attendance: [people('members', 240, 210)] }, 1);
  const [first, second] = await (
    await provinceGrant(province)
  ).read((tx) => planProgress(tx, { planId: plan.id, unitId: province.id }));
  expect(first?.figure).toMatchObject({ actual: 90, of: 100, share: 90, tally: { notApplicable: 2 } });
  expect(first?.figure.state).not.toBe('met');
  expect(second?.figure).toMatchObject({ actual: 210, of: 300, share: 70, state: 'met' });
});

test('attendances are never taken for persons', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union', figures: { members: 40 } });
  const plan = await givenPlan(db, unit, { targets: [{ shape: 'coverage', population: 'members', value: 95 }] });
  await held(unit, plan, { attendance: [people('members', 39, null)] });
  const [target] = await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: unit.id }));
  expect(target?.figure).toMatchObject({ actual: 0, of: 40 });
});

test('a wide group is made of narrow ones, and workers stand for its declared figure', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union', figures: { workers: 120, members: 100 } });
  const plan = await givenPlan(db, unit, {
    targets: [{ shape: 'coverage', population: 'members_and_workers', value: 90 }],
  });
  await held(unit, plan, { attendance: [people('members', 60), people('workers', 12), people('rapporteurs', 3)] });
  const [target] = await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: unit.id }));
  expect(target?.figure).toMatchObject({ actual: 72, of: 120, share: 60 });
});

test('the denominator is the latest figure declared by the day that is looked at', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union', figures: { members: 40 } });
  await sql`insert into org_figure (unit_id, population_id, as_of_on, value, created_at) values (${unit.id}, 'members', '2026-03-01', 50, '2026-03-01')`.execute(
    db.services.database.db,
  );
  const plan = await givenPlan(db, unit, { targets: [{ shape: 'coverage', population: 'members', value: 90 }] });
  db.setNow('2026-02-01T02:00:00Z');
  await held(unit, plan, { startsOn: '2026-02-01', attendance: [people('members', 20)] });
  db.setNow('2026-03-16T02:00:00Z');
  const of = (on: string) =>
    db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: unit.id, on })).then((all) => all[0]?.figure);
  expect(await of('2026-02-15')).toMatchObject({ actual: 20, of: 40 });
  expect(await of('2026-03-15')).toMatchObject({ actual: 20, of: 50 });
  expect(await of('2026-01-15')).toMatchObject({ actual: 0, of: 40 });
});

test('work of last year, planned work and cancelled work count for nothing this year', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union' });
  const plan = await givenPlan(db, unit, { validFrom: '2025-01-01' });
  await held(unit, plan, { startsOn: '2025-12-31' });
  await planActivity(db.system, activityInput(unit, { startsOn: '2026-05-01', links: [toTarget(plan.targets[0])] }));
  const { activityId } = await held(unit, plan);
  const figure = () =>
    db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: unit.id })).then((all) => all[0]?.figure);
  expect(await figure()).toMatchObject({ actual: 1, of: 1 });
  await cancelActivity(db.system, { activityId, version: 1, reason: 'Ghi nhầm' });
  expect(await figure()).toMatchObject({ actual: 0, of: 1, tally: { notReported: 1 } });
});

test('an issuer counts its own courses; an adopted plan counts those of the unit that adopted it', async () => {
  const province = await givenUnit(db);
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const wish = { shape: 'count', measure: 'activities', value: 5, binds: 'issuer', cadence: 'term' } as const;
  const above = await givenPlan(db, province, { to: [ward], targets: [wish] });
  const own = await givenPlan(db, ward, {
    targets: [{ ...wish, value: 2, from: above.targets[0]! }],
    adoptedFrom: above,
  });
  for (const _ of [1, 2, 3]) await held(province, above);
  await held(ward, own);
  const figure = (planId: string, unitId: string) =>
    db.system.read((tx) => planProgress(tx, { planId, unitId })).then((all) => all[0]?.figure);
  expect(await figure(above.id, province.id)).toMatchObject({ kind: 'count', actual: 3, needed: 5 });
  expect(await figure(above.id, ward.id)).toMatchObject({ kind: 'none' });
  expect(await figure(own.id, ward.id)).toMatchObject({ kind: 'count', actual: 1, needed: 2 });
});

test('a confirmed doubt is told with every figure above it', async () => {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province, figures: { members: 40 } });
  const plan = await givenPlan(db, province, {
    to: [unit],
    targets: [{ shape: 'coverage', population: 'members', value: 90 }],
  });
  await held(unit, plan, { attendance: [people('members', 60)] });
  const progress = await db.system.read((tx) => progressOf(tx, { planId: plan.id, unitId: province.id }));
  expect(progress.targets[0]?.figure).toMatchObject({ actual: 40, of: 40, tally: { doubts: 1 } });
});

test('units founded or ended in the period are told apart', async () => {
  db.setNow('2026-12-31T02:00:00Z');
  const province = await givenUnit(db);
  const plan = await givenPlan(db, province);
  await givenUnit(db, { parent: province });
  await givenUnit(db, { parent: province, foundedOn: '2026-11-15' });
  await givenUnit(db, { parent: province, endedOn: '2026-05-01' });
  const [target] = await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: province.id }));
  expect(target?.figure).toMatchObject({ of: 1, tally: { notReported: 1, tooNew: 1, ended: 1 } });
});

test('a moved unit counts where it stands today, or where it stood that day', async () => {
  const province = await givenUnit(db);
  const [from, to] = [
    await givenUnit(db, { parent: province, kind: 'commune_union', name: 'Từ' }),
    await givenUnit(db, { parent: province, kind: 'commune_union', name: 'Đến' }),
  ];
  const unit = await givenUnit(db, { parent: from });
  const plan = await givenPlan(db, province, { to: [unit] });
  db.setNow('2026-02-01T02:00:00Z');
  await held(unit, plan, { startsOn: '2026-02-01' });
  db.setNow('2026-03-16T02:00:00Z');
  const handle = db.services.database.db;
  await sql`update org_relation set valid_to = '2026-03-01' where child_id = ${unit.id}`.execute(handle);
  await sql`insert into org_relation (child_id, parent_id, type, valid_from) values (${unit.id}, ${to.id}, 'direct_parent', '2026-03-01')`.execute(
    handle,
  );
  await sql`update org_unit set parent_id = ${to.id}, path = ${to.path + unit.path.slice(from.path.length)} where id = ${unit.id}`.execute(
    handle,
  );
  await givenPlaces(db);
  const shares = (tree: 'today' | 'then', on: string) =>
    db.system
      .read((tx) => progressOf(tx, { planId: plan.id, unitId: province.id, on, tree }))
      .then((progress) =>
        Object.fromEntries(progress.branches.map((branch) => [branch.unit.name, branch.figures[0]?.actual])),
      );
  expect(await shares('then', '2026-02-15')).toEqual({ Từ: 1, Đến: 0 });
  expect(await shares('today', '2026-02-15')).toEqual({ Từ: 0, Đến: 1 });
  expect(await shares('then', '2026-03-15')).toEqual({ Từ: 0, Đến: 1 });
});

test('a day that has passed shows what was known that day; a report of it what is known today', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union', figures: { members: 40 } });
  const plan = await givenPlan(db, unit, {
    targets: [
      { shape: 'coverage', population: 'members', value: 90 },
      { shape: 'declared_rate', value: 90 },
    ],
  });
  db.setNow('2026-02-10T02:00:00Z');
  const { activityId } = await held(unit, plan, { startsOn: '2026-02-01', attendance: [people('members', 10)] });
  const correctedTo = activityInput(unit, {
    startsOn: '2026-02-01',
    attendance: [people('members', 30)],
    links: [toTarget(plan.targets[0])],
    isConfirmed: true,
  });
  // The last second of the day in Vietnam, and the first of the next one.
  db.setNow('2026-02-20T16:59:59Z');
  await correctActivity(db.system, { ...correctedTo, activityId, version: 1, reason: 'Đếm lại' });
  db.setNow('2026-02-20T17:00:00Z');
  await held(unit, plan, { startsOn: '2026-02-15', attendance: [people('members', 5)] });
  await declareTarget(db.system, {
    unitId: unit.id,
    planId: plan.id,
    targetId: plan.targets[1]!.id,
    declaredOn: '2026-02-15',
    numerator: 3,
    denominator: 4,
    note: '',
  });
  db.setNow('2026-03-16T02:00:00Z');
  const figures = async (on: string, knownBy?: 'today') =>
    (await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: unit.id, on, knownBy }))).map(
      ({ figure }) => figure.actual,
    );
  expect(await figures('2026-02-09')).toEqual([0, 0]);
  expect(await figures('2026-02-19')).toEqual([10, 0]);
  expect(await figures('2026-02-20')).toEqual([30, 0]);
  expect(await figures('2026-02-21')).toEqual([35, 3]);
  expect(await figures('2026-02-09', 'today')).toEqual([30, 0]);
  expect(await figures('2026-02-20', 'today')).toEqual([35, 3]);
});

test.for(roles)('%s of another branch sees neither the plan nor the branch', async (role) => {
  const root = await givenUnit(db);
  const [own, foreign] = [await givenUnit(db, { parent: root }), await givenUnit(db, { parent: root })];
  const plan = await givenPlan(db, foreign);
  const shared = await givenPlan(db, root, { to: [own, foreign] });
  const ctx = db.as(await givenActor(db, role, own));
  await expect(ctx.read((tx) => progressOf(tx, { planId: plan.id, unitId: own.id }))).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(ctx.read((tx) => progressOf(tx, { planId: shared.id, unitId: foreign.id }))).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(ctx.read((tx) => progressOf(tx, { planId: shared.id, unitId: root.id }))).rejects.toMatchObject({
    code: 'not_found',
  });
  await ctx.read((tx) => progressOf(tx, { planId: shared.id, unitId: own.id }));
});
