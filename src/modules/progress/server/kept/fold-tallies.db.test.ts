import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput, givenPlan, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { registerTreeKeeper, transferUnit } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { planProgress, tallyFold, tallyTreeKeeper } from '#app/modules/progress/server/index.ts';
import { tallyFaults } from '#app/modules/progress/server/testing/tally-faults.ts';

const db = testDatabase();
beforeEach(() => registerTreeKeeper(tallyTreeKeeper));

async function twoWards() {
  const province = await givenUnit(db);
  const wards = [
    await givenUnit(db, { parent: province, kind: 'commune_union' }),
    await givenUnit(db, { parent: province, kind: 'commune_union' }),
  ] as const;
  const unit = await givenUnit(db, { parent: wards[0] });
  const plan = await givenPlan(db, province, { to: [unit] });
  await foldAll(db.system, tallyFold);
  const figure = async (at = province) =>
    (
      await db
        .as(await givenActor(db, 'officer', at))
        .read((tx) => planProgress(tx, { planId: plan.id, unitId: at.id }))
    )[0]?.figure;
  return { province, wards, unit, plan, figure };
}

test('after a move on a day that has come, the tree of the day is kept again once folded', async () => {
  const { wards, unit, plan } = await twoWards();
  db.setNow('2026-03-26T02:00:00Z');
  await transferUnit(db.system, {
    unitId: unit.id,
    version: 1,
    toParentId: wards[1].id,
    decisionNumber: '1/QĐ',
    decidedOn: '2026-03-20',
    effectiveOn: '2026-03-20',
  });
  expect((await tallyFaults(db, [plan.id])).faults).toEqual([]);
  await foldAll(db.system, tallyFold);
  expect(await tallyFaults(db, [plan.id])).toMatchObject({ faults: [], kept: { today: 1, then: 1 } });
});

test('what is entered for a day to come counts from that day on, without anybody at midnight', async () => {
  const { unit, plan, figure } = await twoWards();
  const handle = db.services.database.db;
  await sql`
    insert into fact (org_unit_id, measure_id, target_root_id, happened_on, value, source_type, source_id)
    values (${unit.id}, 'activities', ${plan.targets[0]!.rootId}, '2026-03-20', 1, 'activity', gen_random_uuid())`.execute(
    handle,
  );
  await sql`update org_unit set ended_on = '2026-04-02' where id = ${unit.id}`.execute(handle);
  await foldAll(db.system, tallyFold);
  expect(await figure()).toMatchObject({ actual: 0, of: 1 });
  db.setNow('2026-03-19T17:00:00Z');
  expect(await figure()).toMatchObject({ actual: 1, of: 1 });
  await foldAll(db.system, tallyFold);
  expect(await figure()).toMatchObject({ actual: 1, of: 1 });
  db.setNow('2026-04-02T02:00:00Z');
  expect(await figure()).toMatchObject({ kind: 'none', tally: { ended: 1 } });
  await foldAll(db.system, tallyFold);
  expect(await figure()).toMatchObject({ kind: 'none', tally: { ended: 1 } });
});

test('a new period is kept before its first morning', async () => {
  const province = await givenUnit(db);
  await givenUnit(db, { parent: province });
  const plan = await givenPlan(db, province, { targets: [{ cadence: 'quarterly' }] });
  const ready = async () => {
    await foldAll(db.system, tallyFold);
    const { rows } = await sql<{ periodKey: string }>`
      select period_key from tally_question where is_ready order by period_key`.execute(db.services.database.db);
    return rows.map((row) => row.periodKey);
  };
  expect(await ready()).toEqual(['2026-Q1']);
  db.setNow('2026-03-29T02:00:00Z');
  expect(await ready()).toEqual(['2026-Q1', '2026-Q2']);
  db.setNow('2026-03-31T17:00:00Z');
  expect(await tallyFaults(db, [plan.id])).toMatchObject({ faults: [], kept: { today: 2, then: 2 } });
});

test('a person reads what is kept of the own branch only', async () => {
  const { province, wards, unit, plan, figure } = await twoWards();
  await recordActivity(db.system, activityInput(unit, { links: [toTarget(plan.targets[0])] }));
  await foldAll(db.system, tallyFold);
  expect(await figure()).toMatchObject({ actual: 1, of: 1 });
  const ctx = db.as(await givenActor(db, 'officer', wards[0]));
  // The questions themselves are nobody's to read.
  const { rows: asked } = await sql<Record<'roots' | 'keys' | 'froms' | 'tos', string[]>>`
    select array_agg(root_id) as roots, array_agg(rule_key) as keys, array_agg(from_on::text) as froms,
      array_agg(to_on::text) as tos from tally_question`.execute(db.services.database.db);
  const { roots, keys, froms, tos } = asked[0]!;
  const reads = (top: string, shown: readonly string[], tree: string): Promise<number | null> =>
    ctx.read(async (tx) => {
      const { rows } = await sql<{ sums: string }>`
        select sums from read_tallies(${top}, ${[...shown]}::uuid[], '{1,2,3}', ${tree}, ${tx.today()}, ${tx.today()}, null,
          ${roots}::uuid[], ${keys}::text[], ${froms}::date[], ${tos}::date[])`.execute(tx.db);
      return rows[0] ? (JSON.parse(rows[0].sums) as unknown[]).length : null;
    });
  for (const tree of ['now', 'then']) {
    expect(await reads(province.id, [province.id], tree)).toBeNull();
    expect(await reads(wards[1].id, [wards[1].id], tree)).toBeNull();
    // Its own tally and what is below it, but nothing of units beside and above.
    expect(await reads(wards[0].id, [wards[0].id], tree)).toBe(2);
    expect(await reads(wards[0].id, [wards[1].id, province.id], tree)).toBe(0);
    expect(await reads(wards[0].id, [wards[0].id, wards[1].id, province.id], tree)).toBe(2);
  }
});

test('a person rewrites no sums', async () => {
  const { province } = await twoWards();
  const ctx = db.as(await givenActor(db, 'administrator', province));
  const calls = [
    sql`select tally_contribute(1, array[${province.id}]::uuid[], '{now}', null, null)`,
    sql`select tally_welcome(array[${province.id}]::uuid[])`,
    sql`select count_units_below(array[${province.id}]::uuid[])`,
  ];
  for (const call of calls)
    await expect(ctx.read((tx) => call.execute(tx.db))).rejects.toMatchObject({ code: '42501' });
});
