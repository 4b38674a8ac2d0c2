import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { foldAll, lockFold } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput, givenPlan, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { computeUnmarked } from '#app/modules/progress/server/kept/keep-fresh.ts';
import { checkTallies, planProgress, recountTallies, tallyFold } from '#app/modules/progress/server/index.ts';

const db = testDatabase();

async function keptProvince() {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province });
  await givenUnit(db, { parent: province });
  const plan = await givenPlan(db, province, { to: [unit] });
  await recordActivity(db.system, activityInput(unit, { links: [toTarget(plan.targets[0])] }));
  await foldAll(db.system, tallyFold);
  const figure = async () =>
    (await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: province.id })))[0]?.figure;
  return { province, unit, figure };
}

/** Samples are drawn at random: so many that one which finds nothing would be a wonder. */
async function look(): Promise<string[]> {
  const found = new Set<string>();
  for (let at = 0; at < 40; at += 1)
    for (const one of await checkTallies(db.system)) found.add(`${one.part} ${one.unitId}`);
  return [...found].toSorted();
}

test('what is kept rightly raises no alarm, marked or folded', async () => {
  const { unit, figure } = await keptProvince();
  expect(await figure()).toMatchObject({ actual: 1, of: 2 });
  expect(await look()).toEqual([]);
  await sql`update org_unit set sector_id = 'administrative' where id = ${unit.id}`.execute(db.services.database.db);
  expect(await look()).toEqual([]);
  expect(await recountTallies(db.system)).toBe(0);
});

test('a tally or a sum that drifted is found by the sample, and put right by the recount', async () => {
  const { province, unit, figure } = await keptProvince();
  const handle = db.services.database.db;
  await sql`update tally_own set numerator = 7 where numerator = 1`.execute(handle);
  await sql`update tally_branch set denominator = 9 where tree = 'then'`.execute(handle);
  await sql`update tally_branch set numerator = 8 where tree = 'now'`.execute(handle);
  expect(await figure()).toMatchObject({ tally: { numerator: 8 } });
  const found = await look();
  expect(found).toContain(`own ${unit.id}`);
  expect(found).toContain(`now ${province.id}`);
  expect(found).toContain(`then ${province.id}`);
  expect(await db.audited()).toContain('progress.tally-differs');
  expect(await recountTallies(db.system)).toBeGreaterThan(0);
  expect(await figure()).toMatchObject({ actual: 1, of: 2 });
  expect(await look()).toEqual([]);
});

test('what a mark speaks of is no mistake: neither the sample nor a recount looks at it', async () => {
  const { unit } = await keptProvince();
  const compute = () =>
    db.system.read(async (tx) => {
      await lockFold(tx, tallyFold);
      const { rows } = await sql<{ id: number }>`select id from tally_question`.execute(tx.db);
      return computeUnmarked(
        tx,
        rows.map(({ id }) => ({ questionId: id, unitId: unit.id })),
      );
    });
  expect(await compute()).toMatchObject([{ unitId: unit.id }]);
  await sql`update org_unit set sector_id = 'administrative' where id = ${unit.id}`.execute(db.services.database.db);
  expect(await compute()).toEqual([]);
  await foldAll(db.system, tallyFold);
  expect(await compute()).toMatchObject([{ unitId: unit.id }]);
});
