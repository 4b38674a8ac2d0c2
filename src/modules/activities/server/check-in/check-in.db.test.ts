import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { currentTransaction } from '#app/db/connect.ts';
import { nobody } from '#app/platform/actor.ts';
import type { Tx } from '#app/platform/context.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  cancelActivity,
  completeActivity,
  findScanned,
  forgetOldNames,
  forgetPerson,
  getActivity,
  getCheckIn,
  openCheckIn,
  closeCheckIn,
  findKnownPeople,
  planActivity,
  recordActivity,
  scanIn,
  takeBackCheckIn,
  tickPeople,
} from '#app/modules/activities/server/index.ts';
import { activityInput, factSums, givenPlan, people, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();
const today = '2026-03-16';
const anybody = db.as(nobody);

async function hall(wish: Parameters<typeof activityInput>[1] = {}) {
  const province = await givenUnit(db);
  const unit = await givenUnit(db, { parent: province, name: 'CĐCS May', figures: { members: 40 } });
  const plan = await givenPlan(db, unit, { targets: [{ shape: 'coverage', population: 'members', value: 90 }] });
  const officer = db.as(await givenActor(db, 'officer', unit));
  const hold = async (more: Parameters<typeof activityInput>[1] = {}) => {
    const links = [toTarget(plan.targets[0])];
    const input = activityInput(unit, { startsOn: today, links, isConfirmed: true, ...wish, ...more });
    const { activityId } = await recordActivity(officer, input);
    await openCheckIn(officer, activityId);
    return { activityId, code: await codeOf(activityId) };
  };
  return { province, unit, plan, officer, hold, root: plan.targets[0]!.rootId };
}
async function codeOf(activityId: string): Promise<string> {
  const { rows } = await sql<{
    code: string;
  }>`select code from check_in_code where activity_id = ${activityId}`.execute(db.services.database.db);
  return rows[0]!.code;
}
const me = (unit: GivenUnit, name = 'Nguyễn Thị Hoa', section = '') => ({
  name,
  section,
  unitId: unit.id,
  populationId: 'members',
});
/** Persons known by name that count for the target, one line a fact. */
const known = async (root: string) =>
  (await factSums(db, { target: root })).filter((line) => line.includes('known_persons'));

test('who scans is counted once, at the own unit, however the name is typed', async () => {
  const { unit, hold, root } = await hall();
  const { code } = await hold();
  await scanIn(anybody, code, me(unit));
  await scanIn(anybody, code, me(unit, 'nguyen thi hoa'));
  await scanIn(anybody, code, me(unit, 'Nguyễn Thị Hoa', 'Tổ 2'));
  expect(await known(root)).toEqual(['- known_persons members 2', 'target known_persons members 2']);
  expect(await db.count('knownPerson')).toBe(2);
});

test('saying it again writes nothing, so that a script gets nowhere with one name; one taken back is there again', async () => {
  const { unit, officer, hold, root } = await hall();
  const { activityId, code } = await hold();
  await scanIn(anybody, code, me(unit));
  const entries = await db.count('auditEntry');
  for (let time = 0; time < 3; time += 1) await scanIn(anybody, code, me(unit));
  expect(await db.count('auditEntry')).toBe(entries);
  const [person] = (await getCheckIn(officer, activityId)).present;
  await takeBackCheckIn(officer, { activityId, personId: person!.id });
  await scanIn(anybody, code, me(unit));
  expect(await known(root)).toEqual(['- known_persons members 1', 'target known_persons members 1']);
});

test('heads that were typed do not count for a target beside names, and still count for themselves', async () => {
  const { unit, hold, root } = await hall({ attendance: [people('members', 30)] });
  const { code } = await hold();
  expect(await factSums(db, { target: root })).toContain('target persons members 30');
  await scanIn(anybody, code, me(unit));
  const sums = await factSums(db, { target: root });
  expect(sums).toContain('- persons members 30');
  expect(sums).not.toContain('target persons members 30');
  expect(sums).toContain('target attendances members 30');
});

test('planned work counts its people once it took place, and none once it is cancelled', async () => {
  const { unit, plan, officer, root } = await hall();
  const links = [toTarget(plan.targets[0])];
  const { activityId } = await planActivity(officer, activityInput(unit, { startsOn: today, links }));
  await openCheckIn(officer, activityId);
  await scanIn(anybody, await codeOf(activityId), me(unit));
  expect(await known(root)).toEqual([]);
  const { unitId: _, requestKey: __, ...details } = activityInput(unit, { startsOn: today, links });
  await completeActivity(officer, { ...details, activityId, version: 1 });
  expect(await known(root)).toHaveLength(2);
  const { rows } = await sql<{ version: number }>`select version from activity where id = ${activityId}`.execute(
    db.services.database.db,
  );
  await cancelActivity(officer, { activityId, version: rows[0]!.version, reason: 'Ghi nhầm' });
  expect(await known(root)).toEqual([]);
});

test('who is taken back counts no more', async () => {
  const { unit, officer, hold, root } = await hall();
  const { activityId, code } = await hold();
  await scanIn(anybody, code, me(unit));
  const { present } = await getCheckIn(officer, activityId);
  const shown = async () => (await officer.read((tx) => getActivity(tx, activityId))).checkedInCount;
  expect(await shown()).toBe(1);
  await takeBackCheckIn(officer, { activityId, personId: present[0]!.id });
  expect(await shown()).toBe(0);
  expect(await known(root)).toEqual([]);
  await tickPeople(officer, {
    activityId,
    personIds: [present[0]!.id],
    newName: '',
    newSection: '',
    newPopulationId: 'members',
  });
  expect(await known(root)).toHaveLength(2);
});

test('a code works on the days of the activity, while it is open, for the units that are asked', async () => {
  const { province, unit, officer, hold } = await hall();
  const { activityId, code } = await hold();
  await expect(findScanned(anybody, 'x'.repeat(16))).rejects.toMatchObject({ code: 'not_found' });
  await expect(scanIn(anybody, code, me(province))).rejects.toMatchObject({ code: 'invalid' });
  await closeCheckIn(officer, activityId);
  await expect(scanIn(anybody, code, me(unit))).rejects.toMatchObject({ code: 'activity.check_in_closed' });
  await openCheckIn(officer, activityId);
  expect(await codeOf(activityId), 'the code may hang on a wall').toBe(code);
  db.setNow('2026-03-17T02:00:00Z');
  await expect(scanIn(anybody, code, me(unit))).rejects.toMatchObject({ code: 'activity.check_in_closed' });
});

test('a script that scans on and on has to wait', async () => {
  const { unit, hold } = await hall();
  const { activityId, code } = await hold();
  await sql`
    with p as (insert into known_person (id, org_unit_id, name, person_key, population_id, added_at)
      select gen_random_uuid(), ${unit.id}, 'N' || n, 'n' || n || '|', 'members', ${new Date('2026-03-16T02:00:00Z')} from generate_series(1, 240) n returning id)
    insert into check_in (id, activity_id, person_id, org_unit_id, way, made_at)
    select gen_random_uuid(), ${activityId}, id, ${unit.id}, 'list', ${new Date('2026-03-16T02:00:00Z')} from p`.execute(
    db.services.database.db,
  );
  await expect(scanIn(anybody, code, me(unit))).rejects.toMatchObject({ code: 'too_many' });
  db.setNow('2026-03-16T02:01:01Z');
  await scanIn(anybody, code, me(unit));
});

test('a name is struck out on request or when nothing needs it; what was counted stays', async () => {
  const { unit, officer, hold, root } = await hall();
  const { activityId, code } = await hold();
  await scanIn(anybody, code, me(unit));
  await scanIn(anybody, code, me(unit, 'Trần Văn Ba'));
  const { present } = await getCheckIn(officer, activityId);
  await forgetPerson(officer, present[0]!.id);
  db.setNow('2027-04-19T02:00:00Z');
  expect(await forgetOldNames(db.system)).toBe(0);
  db.setNow('2027-04-21T02:00:00Z');
  expect(await forgetOldNames(db.system)).toBe(1);
  expect((await getCheckIn(officer, activityId)).present.map((person) => person.name)).toEqual(['', '']);
  expect(await known(root)).toEqual(['- known_persons members 2', 'target known_persons members 2']);
  expect((await db.audited()).join(' ')).toContain('activity.forget-person');
});

test('names are for those who may change the activity, and for nobody beside', async () => {
  const { province, unit, hold } = await hall();
  const { activityId, code } = await hold();
  await scanIn(anybody, code, me(unit));
  const viewer = db.as(await givenActor(db, 'viewer', unit));
  expect((await getCheckIn(viewer, activityId)).present).toEqual([]);
  const aside = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: province })));
  await expect(getCheckIn(aside, activityId)).rejects.toMatchObject({ code: 'not_found' });
  const ticked = { activityId, personIds: [], newName: 'Ai đó', newSection: '', newPopulationId: 'members' };
  await expect(tickPeople(viewer, ticked)).rejects.toMatchObject({ code: 'forbidden' });
});

test('no path leads from a check-in to an account, an address or a number', async () => {
  const columns = [...(await db.columns('knownPerson')), ...(await db.columns('checkIn'))];
  expect(columns.filter((name) => /user|account|phone|email|address|birth|card/i.test(name))).toEqual([]);
});

test('the open form adds no more names than a unit may have; who is known still comes in', async () => {
  const { unit, hold } = await hall();
  const { activityId, code } = await hold();
  await scanIn(anybody, code, me(unit));
  await sql`
    with p as (insert into known_person (id, org_unit_id, name, person_key, population_id, added_at)
      select gen_random_uuid(), ${unit.id}, 'N' || n, 'n' || n || '|', 'members', ${new Date('2026-03-16T01:00:00Z')} from generate_series(1, 99) n returning id)
    insert into check_in (id, activity_id, person_id, org_unit_id, way, agreed_at, made_at)
    select gen_random_uuid(), ${activityId}, id, ${unit.id}, 'scan', ${new Date('2026-03-16T01:00:00Z')}, ${new Date('2026-03-16T01:00:00Z')} from p`.execute(
    db.services.database.db,
  );
  await expect(scanIn(anybody, code, me(unit, 'Bịa Thêm Tên'))).rejects.toMatchObject({
    code: 'activity.too_many_names',
  });
  await scanIn(anybody, code, me(unit));
});

test('who asks what is kept of them is answered by name, by those who may change the branch', async () => {
  const { province, unit, officer, hold } = await hall();
  const { activityId, code } = await hold();
  await scanIn(anybody, code, me(unit, 'Nguyễn Thị Hoa', 'Tổ 2'));
  const find = (words: string) => officer.read((tx) => findKnownPeople(tx, { path: unit.path, words }));
  expect(await find('thi hoa')).toMatchObject([
    { name: 'Nguyễn Thị Hoa', section: 'Tổ 2', activityId, way: 'scan', agreedAt: expect.any(Date) },
  ]);
  const viewer = db.as(await givenActor(db, 'viewer', province));
  await expect(viewer.read((tx) => findKnownPeople(tx, { path: unit.path, words: 'hoa' }))).rejects.toMatchObject({
    code: 'forbidden',
  });
  await forgetPerson(officer, (await find('hoa'))[0]!.personId);
  expect(await find('hoa')).toEqual([]);
});

// Meets only on a server: the embedded database does one thing after the other.
test('one name typed at several activities at the same moment is one person', async () => {
  const { unit, hold } = await hall();
  const codes: string[] = [];
  for (let place = 0; place < 6; place += 1) codes.push((await hold()).code);
  await Promise.all(codes.map((code) => scanIn(anybody, code, me(unit))));
  expect(await db.count('knownPerson')).toBe(1);
  expect(await db.count('checkIn')).toBe(6);
});

test.runIf(process.env['TEST_DATABASE_URL'])(
  'whoever ticks a list and whoever scans under the same new name do not wait for each other for ever',
  async () => {
    const { unit, officer, hold } = await hall();
    const { activityId, code } = await hold();
    const ticked = { activityId, personIds: [], newName: 'Lê Thị Mai', newSection: '', newPopulationId: 'members' };
    const both: Promise<unknown>[] = [];
    // Both begin while somebody else holds the activity, the list first.
    await db.system.read(async (tx) => {
      await sql`select from activity where id = ${activityId} for update`.execute(tx.db);
      both.push(outside(() => tickPeople(officer, ticked)));
      await waitingFor(tx.db, 1);
      both.push(outside(() => scanIn(anybody, code, me(unit, 'Lê Thị Mai'))));
      await waitingFor(tx.db, 2);
    });
    await Promise.all(both);
    expect(await db.count('knownPerson')).toBe(1);
    expect(await db.count('checkIn')).toBe(1);
  },
);

/** Begins in a transaction of its own, whatever transaction it is written in. */
const outside = <T>(work: () => Promise<T>): Promise<T> => currentTransaction.exit(work);

/** Returns when so many of the others wait for a lock. */
async function waitingFor(handle: Tx['db'], count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(handle);
      expect(rows.length).toBe(count);
    },
    { timeout: 20_000, interval: 20 },
  );
}
