import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput, givenPlan, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { recountHere, runRecount, startRecount, sumState } from '#app/modules/measures/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { planProgress, recountTallies, tallyFold } from '#app/modules/progress/server/index.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
const handle = () => db.services.database.db;

beforeEach(() => registerWorkKeepers());

/** A province with a plan of two targets and three unions, one of which has held an activity for the first. */
async function keptProvince() {
  const province = await givenUnit(db);
  const units: GivenUnit[] = [];
  for (let at = 0; at < 3; at += 1) units.push(await givenUnit(db, { parent: province }));
  const plan = await givenPlan(db, province, { to: units, targets: [{}, { shape: 'count', measure: 'activities' }] });
  const hold = (at: number) =>
    recordActivity(db.system, activityInput(units[at]!, { links: [toTarget(plan.targets[0])] }));
  await hold(0);
  await foldAll(db.system, tallyFold);
  const actual = async () =>
    (await db.system.read((tx) => planProgress(tx, { planId: plan.id, unitId: province.id })))[0]?.figure.actual;
  return { province, units, hold, actual };
}

/** Everything kept of own tallies is one too many, and of branches ten: two sorts of faults. */
async function spoil(): Promise<void> {
  await sql`update tally_own set numerator = numerator + 1`.execute(handle());
  await sql`update tally_branch set numerator = numerator + 10`.execute(handle());
}

test('what is recorded while tallies are counted anew is neither lost nor counted twice', async () => {
  const { hold, actual } = await keptProvince();
  await spoil();
  const shares: number[] = [];
  const wrong = await recountTallies(db.system, async (share) => {
    shares.push(share);
    if (shares.length === 1) await hold(1);
    if (shares.length === 2) await hold(2);
  });
  expect(wrong).toBeGreaterThan(0);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.at(-1)).toBe(1);
  expect(await actual()).toBe(3);
  expect(await recountTallies(db.system)).toBe(0);
  await foldAll(db.system, tallyFold);
  expect([await db.count('tally_mark'), await actual()]).toEqual([0, 3]);
  expect(await recountTallies(db.system)).toBe(0);
});

test('whoever is killed on the way has put right what was gone through, and begins again', async () => {
  const { actual } = await keptProvince();
  await spoil();
  const mostKept = async (): Promise<number> =>
    (await sql<{ most: number }>`select max(numerator)::integer as most from tally_own`.execute(handle())).rows[0]!
      .most;
  expect(await mostKept()).toBe(2);
  // As soon as the units' own tallies are right; the sums above them are not yet.
  const stopping = recountTallies(db.system, async () => {
    if ((await mostKept()) === 1) throw new Error('stopped');
  });
  await expect(stopping).rejects.toThrow('stopped');
  expect(await recountTallies(db.system)).toBeGreaterThan(0);
  expect(await actual()).toBe(1);
  expect(await recountTallies(db.system)).toBe(0);
});

test('an administrator of the topmost unit starts it where sums are counted anew, and sees how it ended', async () => {
  const { province, actual } = await keptProvince();
  const administrator = db.as(await givenActor(db, 'administrator', province));
  await spoil();
  await startRecount(administrator, 'targets');
  const [job] = await db.queued('measures.run-recount');
  await runRecount.run(job!.data as { runId: number }, db.system);
  const run = async () => (await administrator.read(sumState)).run;
  expect(await run()).toMatchObject({ scope: 'targets', percent: 100, failure: null });
  expect((await run())?.wrongCount).toBeGreaterThan(0);
  expect(await actual()).toBe(1);
  expect(await recountHere(db.system, 'targets', () => {})).toBe(0);
});
