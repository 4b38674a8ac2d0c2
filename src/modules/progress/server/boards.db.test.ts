import { sql, type RawBuilder } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { activityInput, givenPlan, toTarget, type GivenPlan } from '#app/modules/activities/server/testing/given.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { overdueTasks } from '#app/modules/plans/server/index.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import {
  branchHistory,
  branchMap,
  type MapUnit,
  compareProgress,
  exportBoard,
  openBoard,
  planAtWork,
  targetProgress,
} from '#app/modules/progress/server/index.ts';

const db = testDatabase();

interface Given {
  province: GivenUnit;
  wards: [GivenUnit, GivenUnit];
  unions: GivenUnit[];
  plan: GivenPlan;
}

/** Two wards of two unions each; a quarterly target, then a yearly one. The first union works in every quarter. */
async function twoWards(): Promise<Given> {
  db.setNow('2026-08-10T02:00:00Z');
  const province = await givenUnit(db);
  const ward = (name: string) => givenUnit(db, { parent: province, kind: 'commune_union', name });
  const wards: Given['wards'] = [await ward('Phường Một'), await ward('Phường Hai')];
  const unions: GivenUnit[] = [];
  for (const [at, members] of [300, 100, 40, 10].entries())
    unions.push(await givenUnit(db, { parent: wards[at < 2 ? 0 : 1], figures: { members } }));
  const plan = await givenPlan(db, province, {
    to: [...wards, ...unions],
    targets: [{ cadence: 'quarterly', statement: 'Mỗi quý một hoạt động' }, { statement: 'Mỗi năm một hoạt động' }],
  });
  const hold = (unit: GivenUnit, startsOn: string) =>
    recordActivity(
      db.system,
      activityInput(unit, { startsOn, links: plan.targets.map((target) => toTarget(target)), isConfirmed: true }),
    );
  for (const day of ['2026-02-01', '2026-05-01', '2026-07-20']) await hold(unions[0]!, day);
  await hold(unions[1]!, '2026-05-02');
  await hold(unions[2]!, '2026-05-03');
  return { province, wards, unions, plan };
}

const view = (params: Record<string, string> = {}) => readBoardView(new URLSearchParams(params));

test('a board’s history is, period by period and branch by branch, what stands behind its figures', async () => {
  const { province, wards, plan } = await twoWards();
  await db.system.read(async (tx) => {
    const { progress } = await openBoard(tx, plan.id, view({ unit: province.id }));
    const history = await branchHistory(tx, progress);
    const points = history.get(plan.targets[0]!.id)!;
    expect(
      points.map((one) => [one.period.key, one.figure.actual, one.branches.map((figure) => figure.actual)]),
    ).toEqual([
      ['2026-Q1', 1, [0, 1]],
      ['2026-Q2', 3, [1, 2]],
      ['2026-Q3', 1, [0, 1]],
    ]);
    expect(history.get(plan.targets[1]!.id)).toEqual([]);
    const behind = await targetProgress(tx, {
      planId: plan.id,
      targetId: plan.targets[0]!.id,
      unitId: wards[0].id,
    });
    const at = progress.branches.findIndex((branch) => branch.unit.id === wards[0].id);
    expect(points.map((one) => one.branches[at])).toEqual(behind.history.map((one) => one.figure));
  });
});

test('a target with one period for all years is drawn year by year, as it stands behind its figure', async () => {
  db.setNow('2026-08-10T02:00:00Z');
  const province = await givenUnit(db);
  const union = await givenUnit(db, { parent: province });
  const plan = await givenPlan(db, province, {
    to: [union],
    validFrom: '2024-01-01',
    validTo: '2028-12-31',
    targets: [{ cadence: 'once', dueOn: '2028-12-31' }],
  });
  const links = [toTarget(plan.targets[0])];
  await recordActivity(db.system, activityInput(union, { startsOn: '2025-03-01', links, isConfirmed: true }));
  await db.system.read(async (tx) => {
    const { progress } = await openBoard(tx, plan.id, view({ unit: province.id }));
    const points = (await branchHistory(tx, progress)).get(plan.targets[0]!.id)!;
    expect(points.map((one) => [one.period.key, one.figure.actual])).toEqual([
      ['to-2024', 0],
      ['to-2025', 1],
      ['all', 1],
    ]);
    const wish = { planId: plan.id, targetId: plan.targets[0]!.id, unitId: province.id };
    expect(points.map((one) => one.figure)).toEqual((await targetProgress(tx, wish)).history.map((one) => one.figure));
  });
});

test('the map holds every branch and its parts with their members and the figures of the board', async () => {
  const { province, plan } = await twoWards();
  await db.system.read(async (tx) => {
    const { progress } = await openBoard(tx, plan.id, view({ unit: province.id }));
    const places = await branchMap(tx, progress, progress.targets[1]!);
    expect(places.map((one) => [one.unit.name, one.members, one.parts.map((part) => part.members).toSorted()])).toEqual(
      [
        ['Phường Hai', 50, [10, 40]],
        ['Phường Một', 400, [100, 300]],
      ],
    );
    expect(places.map((one) => one.figure)).toEqual(progress.branches.map((branch) => branch.figures[1]));
    expect(places[0]!.parts.map((part) => part.figure.actual).toSorted()).toEqual([0, 1]);
  });
});

test('today the map is read from what is kept of members, and says what a count of the branch says', async () => {
  const { province, wards, plan } = await twoWards();
  // A group below a union, a union that declares nothing, one that has ended, and a ward that declares for itself.
  const union = await givenUnit(db, { parent: wards[0], figures: { members: 7 } });
  await givenUnit(db, { parent: union, kind: 'union_group', figures: { members: 3 } });
  await givenUnit(db, { parent: wards[0] });
  await givenUnit(db, { parent: wards[1], figures: { members: 9 }, endedOn: '2026-07-01' });
  await givenUnit(db, { parent: province, kind: 'commune_union', name: 'Phường Ba', figures: { members: 25 } });
  await db.system.read(async (tx) => {
    const open = async (on: string) => {
      const { progress } = await openBoard(tx, plan.id, view({ unit: province.id, on }));
      const places = await branchMap(tx, progress, progress.targets[1]!);
      const say = ({ unit, hasBranch, members }: MapUnit) => [unit.name, hasBranch, members];
      return places.map((one) => [...say(one), one.parts.map(say).toSorted()]);
    };
    expect(await open('2026-08-10')).toEqual(await open('2026-08-09'));
    expect((await open('2026-08-10')).map((one) => one.slice(0, 3))).toContainEqual(['Phường Ba', false, 25]);
  });
});

test('two units, or two periods: each side in the period of its day, and what is over is judged as over', async () => {
  const { province, wards, plan } = await twoWards();
  await db.system.read(async (tx) => {
    const units = await compareProgress(
      tx,
      plan.id,
      view({ unit: province.id, left: wards[0].id, right: wards[1].id }),
    );
    expect([units.left, units.right].map((side) => side.targets.map((target) => target.figure.actual))).toEqual([
      [1, 2],
      [0, 1],
    ]);
    // Without a choice: the unit today beside the end of its last period.
    const periods = await compareProgress(tx, plan.id, view({ unit: province.id }));
    expect([periods.left.on, periods.right.on]).toEqual(['2026-08-10', '2026-06-30']);
    expect(
      periods.right.targets.map((target) => [target.period.key, target.figure.actual, target.figure.state]),
    ).toEqual([
      ['2026-Q2', 3, 'late'],
      ['2026', 3, 'open'],
    ]);
  });
});

test('a unit out of reach is not found, on either side of a comparison', async () => {
  const { wards, plan } = await twoWards();
  const officer = db.as(await givenActor(db, 'officer', wards[0]));
  const compare = (right: GivenUnit) =>
    officer.read((tx) => compareProgress(tx, plan.id, view({ unit: wards[0].id, right: right.id })));
  await expect(compare(wards[1])).rejects.toMatchObject({ code: 'not_found' });
  await expect(compare(wards[0])).resolves.toMatchObject({ right: { unit: { id: wards[0].id } } });
});

test('two targets of one sentence are told apart by whose they are, in the head of a file', async () => {
  const province = await givenUnit(db);
  const plan = await givenPlan(db, province, {
    targets: [
      { shape: 'coverage', population: 'members', value: 65, sectors: ['enterprise'], statement: 'Hai khối' },
      { shape: 'coverage', population: 'members', value: 65, sectors: ['administrative'], statement: 'Hai khối' },
      { shape: 'coverage', population: 'members', value: 65, statement: 'Một câu riêng' },
    ],
  });
  const file = await db.system.read((tx) =>
    exportBoard(tx, plan.id, new URLSearchParams({ unit: province.id, format: 'csv' })),
  );
  const head = new TextDecoder().decode(file.bytes).split('\r\n')[0]!;
  // Both are of members: that tells nothing apart.
  expect(head).toContain(',Hai khối – Doanh nghiệp ngoài nhà nước: ');
  expect(head).toContain(',Hai khối – Cơ quan hành chính: ');
  expect(head).toContain(',Một câu riêng: ');
});

test('every table of a board leaves as a file; another name is not found', async () => {
  const { province, wards, plan } = await twoWards();
  const csv = (params: Record<string, string>) =>
    db.system.read(async (tx) => {
      const file = await exportBoard(tx, plan.id, new URLSearchParams({ unit: province.id, format: 'csv', ...params }));
      expect(file.name).toMatch(/^\d+-KH-CĐ .+ 2026-08-10\.csv$/);
      return new TextDecoder().decode(file.bytes).trim().split('\r\n').slice(1);
    });
  const chart = plan.targets[0]!.id;
  expect(await csv({})).toEqual([
    // Reached, of, share; then units that reported, did not, declared no people, and are not asked (the ward itself).
    'Phường Hai,0,2,0,0,2,0,1,1,2,0.5,1,1,0,1',
    'Phường Một,1,2,0.5,1,1,0,1,2,2,1,2,0,0,1',
    expect.stringMatching(/,1,4,0.25,1,3,0,3,3,4,0.75,3,1,0,3$/),
  ]);
  expect((await csv({ table: 'behind', chart })).map((line) => line.split(',').slice(0, 2))).toEqual([
    ['1', 'Phường Hai'],
    ['2', 'Phường Một'],
  ]);
  expect(await csv({ table: 'map', chart })).toHaveLength(6);
  expect((await csv({ table: 'compare', left: wards[0].id, right: wards[1].id }))[0]).toMatch(
    /^Mỗi quý một hoạt động,1,2,0.5,.*,50,$/,
  );
  expect(await csv({ table: 'branches', chart })).toHaveLength(3);
  expect((await csv({ table: 'periods', chart })).map((line) => line.split(',').slice(0, 4).join())).toEqual([
    'quý I/2026,1,4,0.25',
    'quý II/2026,3,4,0.75',
    'quý III/2026,1,4,0.25',
  ]);
  for (const params of [{ table: 'constructor' }, { table: 'branches' }])
    await expect(csv(params as Record<string, string>)).rejects.toMatchObject({ code: 'not_found' });
});

test('a plan at work: branches that are behind, tasks past their day, and what was done last for it', async () => {
  const { unions, plan, province } = await twoWards();
  const other = await givenPlan(db, province, { to: unions });
  const unrelated = { links: [toTarget(other.targets[0])], isConfirmed: true, startsOn: '2026-08-01' };
  await recordActivity(db.system, activityInput(unions[3]!, unrelated));
  const officer = db.as(await givenActor(db, 'officer', province));
  const work = await officer.read((tx) => planAtWork(tx, plan.id));
  // At its pace the other ward reaches both of its targets in time.
  expect(work.behind.map((one) => [one.branch.unit.name, one.riskCount])).toEqual([['Phường Hai', 2]]);
  expect(work.activities.map((line) => line.startsOn)).toEqual([
    '2026-07-20',
    '2026-05-03',
    '2026-05-02',
    '2026-05-01',
  ]);
  expect(work.overdue).toEqual([]);

  const draft = await givenPlan(db, province, { status: 'approved' });
  const task = (set: RawBuilder<unknown>) =>
    sql`update plan_task set ${set} where id = ${draft.taskId}`.execute(db.services.database.db);
  const overdue = () => db.system.read((tx) => overdueTasks(tx, draft.id, 5));
  await task(sql`due_on = '2026-08-10'`);
  expect(await overdue(), 'the day itself is not over').toEqual([]);
  await task(sql`due_on = '2026-08-09'`);
  expect(await overdue()).toMatchObject([{ id: draft.taskId, dueOn: '2026-08-09' }]);
  await task(sql`state = 'done', done_on = '2026-08-09'`);
  expect(await overdue()).toEqual([]);
});
