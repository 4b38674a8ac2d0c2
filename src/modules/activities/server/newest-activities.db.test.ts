import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Tx } from '#app/platform/context.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { listActivities, newestActivities, walking } from '#app/modules/activities/server/index.ts';
import { activityListFilter } from '#app/modules/activities/activity-list-filter.ts';
import type { ActivityFilter } from '#app/modules/activities/server/list-activities.ts';
import {
  activityInput,
  givenPlan,
  people,
  toTarget,
  type GivenPlan,
} from '#app/modules/activities/server/testing/given.ts';
import { planActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();
const usual = { ...walking };
afterEach(() => Object.assign(walking, usual));

/** Two wards of a province and one beside it; three dozen activities on ten days, some linked, some only planned. */
async function made() {
  const root = await givenUnit(db, { kind: 'confederation' });
  const province = await givenUnit(db, { parent: root, kind: 'provincial_federation' });
  const beside = await givenUnit(db, { parent: root, kind: 'provincial_federation' });
  const wards = [
    await givenUnit(db, { parent: province, kind: 'commune_union' }),
    await givenUnit(db, { parent: province, kind: 'commune_union' }),
  ];
  const units = [];
  for (const parent of [...wards, ...wards, beside]) units.push(await givenUnit(db, { parent }));
  const plan = await givenPlan(db, province, { to: units.slice(0, 4), targets: [{}, {}, {}] });
  // A line of inheritance has a target in each plan; an activity may serve it by both.
  const adopted = await givenPlan(db, wards[0]!, {
    to: [units[0]!, units[2]!],
    targets: [{ from: plan.targets[0]! }],
    adoptedFrom: plan,
  });
  for (let n = 0; n < 36; n += 1) {
    const unit = units[(n * 7) % 5]!;
    const startsOn = `2026-02-${String(1 + ((n * 5) % 10)).padStart(2, '0')}`;
    const input = activityInput(unit, {
      title: n % 4 === 0 ? `Hội nghị số ${n}` : `Tuyên truyền số ${n}`,
      startsOn,
      endsOn: startsOn,
      links:
        unit === units[4] ? [] : [...linksOf(n, plan), ...(unit === units[0] ? [toTarget(adopted.targets[0])] : [])],
    });
    await recordActivity(db.system, input);
  }
  await planActivity(
    db.system,
    activityInput(units[0]!, { title: 'Sắp tới', startsOn: '2026-04-01', endsOn: '2026-04-01' }),
  );
  return { root, province, ward: wards[0]!, unit: units[0]!, plan };
}

/** Of three activities one serves the first target, of two of these one the second besides; some serve the second alone. */
function linksOf(n: number, plan: GivenPlan) {
  const first = n % 3 === 0 ? [toTarget(plan.targets[0])] : [];
  return n % 6 === 0 || n % 7 === 0 ? [...first, toTarget(plan.targets[1])] : first;
}

/** The same list by one plain query over everything. */
async function plainIds(tx: Tx, filter: ActivityFilter): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from activity a join org_unit u on u.id = a.org_unit_id
    where starts_with(u.path, ${filter.path}) and (${!filter.isOwnOnly} or u.path = ${filter.path})
      and (${filter.status ?? null}::text is null or a.status = ${filter.status ?? null})
      and (${filter.query ?? null}::text is null or a.title_key like '%' || ${filter.query ?? ''} || '%')
      and a.starts_on between ${filter.from ?? '2000-01-01'} and ${filter.to ?? '2100-01-01'}
      and (not ${filter.isUnlinked ?? false} or a.status = 'done'
           and a.id not in (select activity_id from activity_link where target_id is not null))
      and (${filter.targetRootId ?? null}::uuid is null or a.id in (
        select l.activity_id from activity_link l join plan_target t on t.id = l.target_id
        where t.root_id = ${filter.targetRootId ?? null}))
      and (${filter.servesPlanId ?? null}::uuid is null or a.id in (
        select l.activity_id from activity_link l join plan_target t on t.id = l.target_id
        where t.root_id in (select root_id from plan_target where plan_id = ${filter.servesPlanId ?? null})))
    order by a.starts_on desc, a.created_at desc, a.id`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Every list behind the first, page by page, as somebody presses on. */
async function pressOn(tx: Tx, filter: ActivityFilter): Promise<string[]> {
  const ids: string[] = [];
  let since: string | undefined;
  for (let lists = 0; lists < 60; lists += 1) {
    const first = await listActivities(tx, { ...filter, since });
    for (let page = 1; (page - 1) * (filter.pageSize ?? 30) < first.total; page += 1)
      ids.push(...(await listActivities(tx, { ...filter, since, page })).lines.map((line) => line.id));
    if (first.older === null) return ids;
    since = first.older;
  }
  throw new Error('There is no end.');
}

const ways = [
  { name: 'unit by unit', few: 2_000, look: 20_000 },
  { name: 'from the newest on', few: 0, look: 20_000 },
  { name: 'a few at a time', few: 0, look: 5 },
];

test.for(ways)('a list holds what a plain query finds, in its order: $name', async ({ few, look }) => {
  const { root, province, ward, unit, plan } = await made();
  Object.assign(walking, { few, look });
  const ctx = db.as(await givenActor(db, 'viewer', root));
  const wishes: Omit<ActivityFilter, 'path'>[] = [
    {},
    { status: 'done' },
    { status: 'planned' },
    { isUnlinked: true },
    { query: 'hoi nghi' },
    { from: '2026-02-03', to: '2026-02-06' },
    { targetRootId: plan.targets[0]!.rootId },
    { targetRootId: plan.targets[1]!.rootId, query: 'hoi nghi' },
    { targetRootId: plan.targets[0]!.rootId, status: 'done', from: '2026-02-03', to: '2026-02-08' },
    { targetRootId: plan.targets[2]!.rootId },
    { servesPlanId: plan.id },
    { servesPlanId: plan.id, status: 'planned' },
    { query: 'so 1', isUnlinked: true, from: '2026-02-02' },
    { query: 'khong co' },
  ];
  let found = 0;
  for (const { path } of [root, province, ward, unit])
    for (const wish of wishes)
      for (const counted of [1_000, 9]) {
        const filter = { ...wish, path, pageSize: 4, counted };
        const [asked, plain] = await ctx.read(async (tx) => [await pressOn(tx, filter), await plainIds(tx, filter)]);
        expect(asked, JSON.stringify(filter)).toEqual(plain);
        found += plain.length;
      }
  // Of a province: what the test is about is there.
  expect(found).toBeGreaterThan(450);
  const own = { path: unit.path, isOwnOnly: true, pageSize: 3 };
  const [newest, plain] = await ctx.read(async (tx) => [await newestActivities(tx, own), await plainIds(tx, own)]);
  expect(newest.map((line) => line.id)).toEqual(plain.slice(0, 3));
});

test('whoever stands in one branch is told of no activity of another, however they ask', async () => {
  const { province, ward, unit, plan } = await made();
  const ctx = db.as(await givenActor(db, 'viewer', ward));
  await expect(ctx.read((tx) => listActivities(tx, { path: province.path }))).rejects.toMatchObject({
    code: 'not_found',
  });
  const ids = (path: string, few: number): Promise<string[]> =>
    ctx.read(async (tx) => {
      const { rows } = await sql<{ ids: string[] }>`
        select ids from newest_activities(${path}, false, null, null, null, null, null, null, false, null, 100, ${few}, 100)`.execute(
        tx.db,
      );
      return rows[0]?.ids ?? [];
    });
  const serving = (path: string, few: number): Promise<string[]> =>
    ctx.read(async (tx) => {
      const { rows } = await sql<{ ids: string[] }>`
        select ids from newest_serving(${path}, false, null, null, null, null, null, null,
          array[${plan.targets[0]!.rootId}]::uuid[], null, 100, ${few}, 100)`.execute(tx.db);
      return rows[0]?.ids ?? [];
    });
  for (const few of [0, 1_000])
    for (const list of [ids, serving]) {
      expect(await list(province.path, few)).toEqual([]);
      expect((await list(unit.path, few)).length).toBeGreaterThan(0);
    }
  // Lines are asked for by id: those of other branches are not told, however the ids were come by.
  const all = await db.system.read((tx) => plainIds(tx, { path: province.path }));
  const lines = await ctx.read((tx) =>
    sql<{ id: string }>`select id from activity_lines(${all}::uuid[])`.execute(tx.db),
  );
  const mine = await db.system.read((tx) => plainIds(tx, { path: ward.path }));
  expect(lines.rows.map((line) => line.id)).toEqual(mine);
  expect(mine.length).toBeLessThan(all.length);
});

test('an activity put on another day stands there among those of its target too', async () => {
  const { province, plan } = await made();
  const ctx = db.as(await givenActor(db, 'viewer', province));
  const wish = { path: province.path, targetRootId: plan.targets[0]!.rootId };
  const newest = () => ctx.read(async (tx) => [await pressOn(tx, wish), await plainIds(tx, wish)] as const);
  const oldest = (await newest())[1].at(-1);
  await sql`update activity set starts_on = '2026-03-09', ends_on = '2026-03-09' where id = ${oldest}`.execute(
    db.services.database.db,
  );
  const [asked, plain] = await newest();
  expect(asked).toEqual(plain);
  expect(asked[0]).toBe(oldest);
});

test('a line tells the people, the cost, the topics and the targets of its activity', async () => {
  const { province, unit, plan } = await made();
  const { activityId } = await recordActivity(
    db.system,
    activityInput(unit, {
      startsOn: '2026-02-20',
      topicIds: ['safety', 'learning'],
      attendance: [people('members', 30, 25), people('workers', 12, null)],
      costs: [
        { costSourceId: 'union_budget', amountDong: 2_000_000 },
        { costSourceId: 'employer', amountDong: 500_000 },
      ],
      links: [toTarget(plan.targets[0]), toTarget(plan.targets[1])],
    }),
  );
  const ctx = db.as(await givenActor(db, 'viewer', province));
  const [line] = await ctx.read((tx) => newestActivities(tx, { path: province.path, status: 'done' }));
  expect(line).toEqual({
    id: activityId,
    title: 'Hội nghị học tập chuyên đề',
    status: 'done',
    startsOn: '2026-02-20',
    endsOn: '2026-02-20',
    place: 'Hội trường',
    formId: 'conference',
    formNameVi: 'Hội nghị quán triệt, tuyên truyền',
    formNameEn: 'Study conference',
    unitId: unit.id,
    unitName: unit.name,
    doubts: [],
    attendanceCount: 42,
    personCount: 25,
    costDong: 2_500_000,
    targetCount: 2,
    topicIds: ['learning', 'safety'],
    thumbFileId: null,
  });
});

test('where a list goes on is a place in its order: no id tells the day of an activity out of sight', async () => {
  const { root, ward } = await made();
  const all = await db.as(await givenActor(db, 'viewer', root)).read((tx) => listActivities(tx, { path: root.path }));
  const foreign = all.lines.find((line) => line.title.startsWith('Tuyên truyền'))!;
  // As an address may say it: an id alone is no place, and a made-up place shows what is behind that day and no more.
  expect(activityListFilter.parse({ since: foreign.id }).since).toBeUndefined();
  expect(activityListFilter.parse({ since: `2026-02-30_1_${foreign.id}` }).since).toBeUndefined();
  const since = `2026-02-05_0_${foreign.id}`;
  expect(activityListFilter.parse({ since }).since).toBe(since);
  const ctx = db.as(await givenActor(db, 'viewer', ward));
  const { lines } = await ctx.read((tx) => listActivities(tx, { path: ward.path, since }));
  const rest = await ctx.read((tx) => plainIds(tx, { path: ward.path, to: '2026-02-04' }));
  expect(lines.map((line) => line.id)).toEqual(rest);
  expect(rest.length).toBeGreaterThan(0);
});
