import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenPlan } from '#app/modules/activities/server/testing/given.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import type { Tx } from '#app/platform/context.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import {
  branchHistory,
  branchMap,
  compareProgress,
  exportBoard,
  openBoard,
  progressOf,
  tallyFold,
} from '#app/modules/progress/server/index.ts';

const db = testDatabase();

/** A province of 20 wards with grassroots unions, each with figures and facts; in bulk, since only reading is measured. */
async function province(unionCount: number): Promise<{ top: GivenUnit; planId: string }> {
  const top = await givenUnit(db);
  const plan = await givenPlan(db, top, {
    targets: [
      {},
      { shape: 'coverage', population: 'members', value: 90 },
      { shape: 'declared_rate', value: 95, cadence: 'quarterly' },
      { shape: 'count', measure: 'activities', value: 9 },
    ],
  });
  const handle = db.services.database.db;
  await sql`
    insert into org_unit (id, kind_id, sector_id, parent_id, path, name, name_sort, name_key, founded_on)
    select gen_random_uuid(), 'commune_union', null, ${top.id}, ${top.path} || nextval('org_unit_label') || '.', 'Phường ' || n, '', '', '2020-01-01'
    from generate_series(1, 20) n`.execute(handle);
  await sql`
    insert into org_unit (id, kind_id, sector_id, parent_id, path, name, name_sort, name_key, founded_on)
    select gen_random_uuid(), 'grassroots_union', 'enterprise', w.id, w.path || nextval('org_unit_label') || '.', 'CĐCS ' || n, '', '', '2020-01-01'
    from generate_series(1, ${unionCount}) n join lateral (
      select id, path from org_unit where parent_id = ${top.id} and name = 'Phường ' || n % 20 + 1) w on true`.execute(
    handle,
  );
  await sql`
    insert into org_figure (unit_id, population_id, as_of_on, value)
    select id, 'members', '2026-01-01', 40 from org_unit where kind_id = 'grassroots_union'`.execute(handle);
  await sql`
    insert into fact (org_unit_id, measure_id, population_id, target_root_id, happened_on, value, source_type, source_id)
    select u.id, m.id, m.population, t.root_id, date '2026-01-02' + k, m.value, 'activity', gen_random_uuid()
    from org_unit u cross join generate_series(1, 5) k
    cross join (values ('activities', null, 1), ('attendances', 'members', 12), ('persons', 'members', 10), ('cost', null, 100000)) m (id, population, value)
    join plan_target t on t.plan_id = ${plan.id}
    where u.kind_id = 'grassroots_union'`.execute(handle);
  return { top, planId: plan.id };
}

test('each board of a province costs the same queries at 20 units and at 1,300', { timeout: 240_000 }, async () => {
  db.setNow('2026-08-10T02:00:00Z');
  const budget = async (unionCount: number): Promise<Record<string, number>> => {
    const { top, planId } = await province(unionCount);
    const ctx = db.as(await givenActor(db, 'officer', top));
    const view = readBoardView(new URLSearchParams({ unit: top.id }));
    let units = 0;
    const reads: Record<string, (tx: Tx) => Promise<unknown>> = {
      sums: async (tx) => {
        units = (await progressOf(tx, { planId, unitId: top.id })).unitCount;
      },
      board: async (tx) => branchHistory(tx, (await openBoard(tx, planId, view)).progress),
      map: async (tx) => {
        const { progress } = await openBoard(tx, planId, view);
        await branchMap(tx, progress, progress.targets[1]!);
      },
      comparison: (tx) => compareProgress(tx, planId, view),
    };
    const counts: Record<string, number> = {};
    const count = async (when: string): Promise<void> => {
      for (const [name, read] of Object.entries(reads))
        counts[`${name}${when}`] = await db.queriesOf(() => ctx.read(read));
    };
    await count('');
    await foldAll(db.system, tallyFold);
    await count(' kept');
    expect(units).toBe(unionCount + 21);
    return counts;
  };
  const small = await budget(20);
  const large = await budget(1_300);
  expect(large).toEqual(small);
  // Scopes, plan, targets, the unit, what is kept, its branch, facts, declarations, doubts, figures; on a server also
  // begin and commit.
  expect(large['sums']).toBeLessThanOrEqual(12);
  // Once tallies are kept nobody reads facts.
  expect(large['sums kept']).toBeLessThanOrEqual(7);
  expect(large['board kept']).toBeLessThanOrEqual(9);
  expect(large['map kept']).toBeLessThanOrEqual(11);
  // The same, with the way up and the branch; then another branch and what it did: periods, or the parts of a map.
  expect(large['board']).toBeLessThanOrEqual(19);
  expect(large['map']).toBeLessThanOrEqual(21);
  expect(large['comparison']).toBeLessThanOrEqual(30);
});

test('a board says that a plan just issued to very many units is being counted', { timeout: 240_000 }, async () => {
  db.setNow('2026-08-10T02:00:00Z');
  const { top, planId } = await province(2_050);
  const ctx = db.as(await givenActor(db, 'officer', top));
  const board = (uncounted?: 'compute') =>
    ctx.read(async (tx) => (await openBoard(tx, planId, readBoardView(new URLSearchParams()), uncounted)).progress);
  const told = await board();
  expect(told.targets.map((target) => [target.isUncounted, target.figure.kind])).toEqual(
    Array.from({ length: 4 }, () => [true, 'none']),
  );
  const computed = await board('compute');
  expect(computed.targets.map((target) => target.isUncounted)).toEqual([false, false, false, false]);
  expect(computed.targets[0]!.figure).toMatchObject({ kind: 'share', actual: 2_050 });
  // The file waits for its figures: nobody would know that they are missing.
  expect((await ctx.read((tx) => exportBoard(tx, planId, new URLSearchParams()))).bytes.length).toBeGreaterThan(1_000);
  await foldAll(db.system, tallyFold);
  const kept = await board();
  expect(kept.targets).toEqual(computed.targets);
  expect(kept.branches).toEqual(computed.branches);
});
