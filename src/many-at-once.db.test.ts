import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { currentTransaction } from '#app/db/connect.ts';
import type { Context } from '#app/platform/context.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput, people } from '#app/modules/activities/server/testing/given.ts';
import { declareFigure, foundUnit, transferUnit, undoReorganisation } from '#app/modules/orgs/server/index.ts';
import { givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { memberFaults } from '#app/modules/orgs/server/testing/member-faults.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
beforeAll(registerWorkKeepers);

const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-10' };
// The embedded database has one connection: there nobody can be at work beside anybody.
const onServer = test.runIf(process.env['TEST_DATABASE_URL']);

async function givenBranch() {
  const root = await givenUnit(db, { kind: 'confederation', name: 'Tổng Liên đoàn' });
  const north = await givenUnit(db, { parent: root, kind: 'provincial_federation', name: 'LĐLĐ tỉnh Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'provincial_federation', name: 'LĐLĐ tỉnh Nam' });
  const ward = await givenUnit(db, { parent: north, kind: 'commune_union', name: 'Công đoàn phường Hoa Ban' });
  const school = await givenUnit(db, { parent: ward, name: 'CĐCS Trường Hoa Ban' });
  return { root, north, south, ward, school };
}

const move = (ctx: Context, unit: { id: string }, to: { id: string }, version = 1) =>
  transferUnit(ctx, {
    ...decision,
    effectiveOn: `2026-03-1${version}`,
    unitId: unit.id,
    version,
    toParentId: to.id,
  });

/** A context whose transactions stay open, all done, while something else is carried out; then they commit. */
const stayingOpen = (meanwhile: () => Promise<unknown>): Context => ({
  ...db.system,
  transaction: (work) =>
    db.system.transaction(async (tx) => {
      const result = await work(tx);
      await currentTransaction.exit(meanwhile);
      return result;
    }),
});

/** Returns once each of these waits for a row or for who changes one, or has ended. */
async function untilWaiting(...works: Promise<unknown>[]): Promise<void> {
  let left = works.length;
  for (const work of works) void work.catch(() => {}).finally(() => (left -= 1));
  while (left > 0) {
    const { rows } = await sql`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event in ('tuple', 'transactionid')`.execute(
      db.services.database.db,
    );
    if (rows.length >= left) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

onServer('who records for a unit and who moves its branch do not wait for each other', async () => {
  const { north, south, ward, school } = await givenBranch();
  const record = (ctx: Context) => recordActivity(ctx, activityInput(school, { attendance: [people('members', 5)] }));
  // Whoever waited for the other would wait for ever.
  await move(
    stayingOpen(() => record(db.system)),
    ward,
    south,
  );
  await record(stayingOpen(() => move(db.system, ward, north, 2)));
  expect(await db.count('activity')).toBe(2);
  expect(await treeFaults(db)).toEqual([]);
});

onServer(
  'figures declared while the unit, or the one above it, is moved count where it stands afterwards',
  async () => {
    const { root, south, ward, school } = await givenBranch();
    const other = await givenUnit(db, { parent: south, kind: 'commune_union' });
    let declaring = Promise.resolve();
    const declare = (members: number, asOfOn: string): Context =>
      stayingOpen(async () => {
        declaring = declareFigure(db.system, { unitId: school.id, asOfOn, values: { members } });
        await untilWaiting(declaring);
      });
    await move(declare(40, '2026-03-10'), ward, south);
    await declaring;
    expect(await memberFaults(db.services.database.db)).toEqual([]);
    await move(declare(50, '2026-03-11'), school, other);
    await declaring;
    expect(await memberFaults(db.services.database.db)).toEqual([]);
    const { rows } = await sql<{ members: number }>`
    select sum(members) as members from members_below where path like ${`${root.path}%`}`.execute(
      db.services.database.db,
    );
    expect(rows).toEqual([{ members: 50 }]);
  },
);

onServer('of two decisions at once the one that was carried out last is undone first', async () => {
  const { north, south, ward } = await givenBranch();
  // The first to begin has to wait for the tree, and is the second.
  const waiting: Context = {
    ...db.system,
    transaction: (work) =>
      db.system.transaction(async (tx) => {
        await currentTransaction.exit(() => move(db.system, ward, south));
        return work(tx);
      }),
  };
  await move(waiting, ward, north, 2);
  const { rows } = await sql<{ id: string }>`select id from reorganisation order by effective_on`.execute(
    db.services.database.db,
  );
  const [first = '', last = ''] = rows.map((row) => row.id);
  await expect(undoReorganisation(db.system, first)).rejects.toMatchObject({ code: 'orgs.undo_later_decision' });
  await undoReorganisation(db.system, last);
  await undoReorganisation(db.system, first);
  expect(await treeFaults(db)).toEqual([]);
});

async function givenFounded() {
  const { ward } = await givenBranch();
  const { unitId } = await foundUnit(db.system, {
    ...decision,
    name: 'CĐCS Nhà máy',
    kindId: 'grassroots_union',
    parentId: ward.id,
  });
  const { rows } = await sql<{ id: string }>`select id from reorganisation`.execute(db.services.database.db);
  const unit = { id: unitId, path: '', name: '' };
  return {
    unit,
    record: (ctx: Context) => recordActivity(ctx, activityInput(unit, { startsOn: '2026-03-12' })),
    undo: (ctx: Context) => undoReorganisation(ctx, rows[0]?.id ?? ''),
  };
}

onServer('a founding is not undone past work that is just being recorded', async () => {
  const { record, undo } = await givenFounded();
  let undoing: Promise<unknown> = Promise.resolve();
  const whileUndoing = stayingOpen(async () => {
    undoing = undo(db.system);
    await untilWaiting(undoing);
  });
  await record(whileUndoing);
  await expect(undoing).rejects.toMatchObject({ code: 'activity.unit_has_activities' });
});

onServer('nothing is recorded of a unit whose founding is just being undone', async () => {
  const { unit, record, undo } = await givenFounded();
  const late: Promise<unknown>[] = [];
  const whileRecording = stayingOpen(async () => {
    late.push(record(db.system));
    late.push(declareFigure(db.system, { unitId: unit.id, asOfOn: '2026-03-12', values: { members: 9 } }));
    await untilWaiting(...late);
  });
  await undo(whileRecording);
  const done = await Promise.allSettled(late);
  expect(done.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code)).toEqual([
    'orgs.withdrawn',
    'not_found',
  ]);
  for (const table of ['activity', 'fact', 'org_figure']) expect(await db.count(table)).toBe(0);
});
