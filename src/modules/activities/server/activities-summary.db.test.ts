import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { foldFacts, sumBoard } from '#app/modules/measures/server/index.ts';
import { readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { activityInput, givenPlan, people, toTarget } from '#app/modules/activities/server/testing/given.ts';
import {
  activitiesSummary,
  cancelActivity,
  correctActivity,
  getActivity,
  planActivity,
  recordActivity,
} from '#app/modules/activities/server/index.ts';

const db = testDatabase();
const half = { from: '2026-01-01', to: '2026-06-30' };
const cost = (amountDong: number) => [{ costSourceId: 'union_budget', amountDong }];

/** A ward with work of several forms, corrected, cancelled, planned, linked, before the half-year and beside the branch. */
async function wardAtWork() {
  const ward = await givenUnit(db, { kind: 'commune_union' });
  const [a, b] = [await givenUnit(db, { parent: ward }), await givenUnit(db, { parent: ward })];
  await givenUnit(db, { parent: ward });
  const beside = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', ward));
  const plan = await givenPlan(db, ward, { to: [a] });
  const record = async (unit: GivenUnit, wish: Parameters<typeof activityInput>[1]) =>
    (await recordActivity(ctx, activityInput(unit, wish))).activityId;
  const links = [toTarget(plan.targets[0])];
  await record(a, { formId: 'conference', attendance: [people('members', 50, 20)], costs: cost(1_500_000), links });
  await record(a, { formId: 'sport', startsOn: '2026-01-01', attendance: [people('members', 7)] });
  await record(b, { formId: 'talk', attendance: [people('members', 10), people('workers', 5, null)] });
  await record(b, { formId: 'conference', startsOn: '2025-12-31', attendance: [people('members', 99)] });
  const wrong = await record(b, { formId: 'conference', attendance: [people('members', 400)], costs: cost(70) });
  const { version } = await ctx.read((tx) => getActivity(tx, wrong));
  const right = activityInput(b, { formId: 'dialogue', attendance: [people('members', 40)], costs: cost(30) });
  await correctActivity(ctx, { ...right, activityId: wrong, version, reason: 'Ghi nhầm' });
  const off = await planActivity(ctx, activityInput(a, { formId: 'culture', startsOn: '2026-05-01' }));
  await planActivity(ctx, activityInput(a, { formId: 'culture', startsOn: '2026-05-02' }));
  await cancelActivity(ctx, { activityId: off.activityId, version: 1, reason: 'Mưa bão' });
  const stranger = db.as(await givenActor(db, 'officer', beside));
  await recordActivity(stranger, activityInput(beside, { formId: 'conference', attendance: [people('members', 3)] }));
  return { ward, a, beside, ctx };
}

/** The same, counted from the activities themselves. */
async function countHeld(path: string) {
  const { db: all } = db.services.database;
  const held = sql`
    select a.*, coalesce((select sum(attendance_count) from activity_attendance x where x.activity_id = a.id), 0) as people,
      coalesce((select sum(amount_dong) from activity_cost x where x.activity_id = a.id), 0) as dong,
      not exists (select from activity_link l where l.activity_id = a.id and l.target_id is not null) as is_unlinked
    from activity a join org_unit u on u.id = a.org_unit_id
    where starts_with(u.path, ${path}) and a.status = 'done' and a.starts_on between ${half.from} and ${half.to}`;
  const total = await sql`
    select count(*) as activity_count, coalesce(sum(people), 0)::bigint as attendance_count, coalesce(sum(dong), 0)::bigint as cost_dong,
      count(distinct org_unit_id) as unit_count, count(*) filter (where is_unlinked) as unlinked_count from (${held}) h`.execute(
    all,
  );
  const byForm = await sql`
    select f.id, f.name_vi, f.name_en, count(*) as activity_count, sum(people)::bigint as attendance_count
    from (${held}) h join activity_form f on f.id = h.form_id group by f.id order by f.position`.execute(all);
  return { total: total.rows[0], byForm: byForm.rows };
}

test.for([false, true])(
  'a summary says what the activities say, with sums of forms kept (%s) or not',
  async (isKept) => {
    const { ward, a, beside, ctx } = await wardAtWork();
    await sql`update measure set counted_at = ${isKept ? '2026-01-01' : null}::date where rule ->> 'source' = 'activities'`.execute(
      db.services.database.db,
    );
    const summary = await ctx.read((tx) => activitiesSummary(tx, { unit: ward, ...half }));
    expect(summary).toEqual(await countHeld(ward.path));
    expect(summary.total).toEqual({
      ...{ activityCount: 4, attendanceCount: 112, costDong: 1_500_030, unitCount: 2, unlinkedCount: 3 },
    });
    expect(summary.byForm.map((form) => [form.id, form.activityCount, form.attendanceCount])).toEqual([
      ['conference', 1, 50],
      ['sport', 1, 7],
      ['talk', 1, 15],
      ['dialogue', 1, 40],
    ]);
    await foldAll(db.system, foldFacts);
    expect(await ctx.read((tx) => activitiesSummary(tx, { unit: ward, ...half }))).toEqual(summary);
    expect(await ctx.read((tx) => activitiesSummary(tx, { unit: a, ...half }))).toEqual(await countHeld(a.path));
    const board = await ctx.read((tx) =>
      sumBoard(tx, readSumBoard(new URLSearchParams({ ...half, tree: 'today' }), '2026-06-30')),
    );
    expect(board.total).toMatchObject({ activities: 4, attendances: 112, cost: 1_500_030 });
    // Of a branch out of sight nothing is told.
    const unseen = await ctx.read((tx) => activitiesSummary(tx, { unit: beside, ...half }));
    expect([unseen.total.activityCount, unseen.total.unitCount, unseen.byForm]).toEqual([0, 0, []]);
  },
);
