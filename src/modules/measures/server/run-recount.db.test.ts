import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  foldFacts,
  recountHere,
  runRecount,
  startRecount,
  sumState,
  type SumState,
} from '#app/modules/measures/server/index.ts';
import { givenFact } from '#app/modules/measures/server/testing/given.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();
const handle = () => db.services.database.db;

async function ward(): Promise<{ root: GivenUnit; a: GivenUnit; x: GivenUnit }> {
  const root = await givenUnit(db, { name: 'Tỉnh' });
  const a = await givenUnit(db, { name: 'Phường A', parent: root, kind: 'commune_union' });
  const x = await givenUnit(db, { name: 'CĐCS X', parent: a });
  await givenFact(db, x.id, { on: '2026-02-01', value: 5 });
  await foldAll(db.system, foldFacts);
  return { root, a, x };
}

const spoil = () => sql`update kept_sum set amounts[1] = amounts[1] + 1 where part = 'today'`.execute(handle());
const runIds = async (): Promise<number[]> =>
  (await sql<{ id: number }>`select id from sum_run where ended_at is null`.execute(handle())).rows.map(
    (row) => row.id,
  );

test('an administrator of the topmost unit has sums counted anew, sees it going on and how it ended', async () => {
  const { root } = await ward();
  const administrator = db.as(await givenActor(db, 'administrator', root));
  const state = (): Promise<SumState> => administrator.read(sumState);
  expect(await state()).toMatchObject({ run: null, mayRecount: true, alarmCount: 0 });

  await spoil();
  await startRecount(administrator, 'today');
  // Pressed twice, it is counted once.
  await startRecount(administrator, 'all');
  const [runId, ...more] = await runIds();
  expect(more).toEqual([]);
  expect(await db.queued('measures.run-recount')).toEqual([{ name: 'measures.run-recount', data: { runId } }]);
  expect((await state()).run).toMatchObject({ scope: 'today', percent: 0, endedAt: null });
  await expect(recountHere(db.system, 'all', () => {})).rejects.toMatchObject({ code: 'measures.recount_going' });

  await runRecount.run({ runId: runId! }, db.system);
  const done = (await state()).run;
  expect(done).toMatchObject({ percent: 100, failure: null });
  // Of two units above, in a half-month, its quarter and its year.
  expect(done?.wrongCount).toBe(6);
  expect(done?.endedAt).not.toBeNull();
  // Delivered a second time it finds nothing to do.
  await runRecount.run({ runId: runId! }, db.system);
  expect((await state()).run?.wrongCount).toBe(6);
  await recountHere(db.system, 'all', () => {});
  expect((await state()).run).toMatchObject({ scope: 'all', wrongCount: 0 });
});

test('progress is told while it goes on, from outside the work', async () => {
  const { root } = await ward();
  const administrator = db.as(await givenActor(db, 'administrator', root));
  const seen: number[] = [];
  await recountHere(db.system, 'all', async () => {
    seen.push((await administrator.read(sumState)).run?.percent ?? -1);
  });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(100);
});

test('whoever counted and was killed makes room, and the screen says so', async () => {
  const { root } = await ward();
  const administrator = db.as(await givenActor(db, 'administrator', root));
  await startRecount(administrator, 'all');
  const [first] = await runIds();
  await sql`update sum_run set asked_at = asked_at - interval '6 minutes', told_at = asked_at - interval '6 minutes', percent = 40`.execute(
    handle(),
  );
  expect((await administrator.read(sumState)).run).toMatchObject({ percent: 40, failure: 'interrupted' });
  await startRecount(administrator, 'today');
  const [second, ...more] = await runIds();
  expect([second === first, more]).toEqual([false, []]);
  // The first one's job comes back late and leaves the second alone.
  await runRecount.run({ runId: first! }, db.system);
  expect((await administrator.read(sumState)).run).toMatchObject({ scope: 'today', percent: 0, endedAt: null });
});

test('a failure ends the run with its code, and nothing is counted twice by beginning again', async () => {
  const { root } = await ward();
  const administrator = db.as(await givenActor(db, 'administrator', root));
  const stopping = recountHere(db.system, 'all', () => {
    throw new Error('stopped');
  });
  await expect(stopping).rejects.toThrow('stopped');
  expect((await administrator.read(sumState)).run).toMatchObject({ failure: 'unexpected', wrongCount: null });
  expect(await recountHere(db.system, 'all', () => {})).toBe(0);
});

test('an administrator below sees alarms in sight and cannot start; an officer sees nothing', async () => {
  const { root, a, x } = await ward();
  await sql`
    insert into sum_alarm (found_at, unit_id, part, measure_id, from_on, to_on, kept, counted)
    select now(), id, 'today', 'attendances', '2026-02-01', '2026-02-15', 6, 5 from org_unit where id in (${root.id}, ${a.id})`.execute(
    handle(),
  );
  const below = db.as(await givenActor(db, 'administrator', a));
  const state = await below.read(sumState);
  expect([state.mayRecount, state.alarmCount, state.alarms.map((one) => one.unitName)]).toEqual([
    false,
    1,
    ['Phường A'],
  ]);
  await expect(startRecount(below, 'today')).rejects.toMatchObject({ code: 'forbidden' });
  const officer = db.as(await givenActor(db, 'officer', root));
  await expect(officer.read(sumState)).rejects.toMatchObject({ code: 'not_found' });
  await expect(startRecount(officer, 'today')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(db.as(await givenActor(db, 'administrator', x)).read(sumState)).resolves.toMatchObject({
    alarmCount: 0,
  });
});
