import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { currentTransaction } from '#app/db/connect.ts';
import { addDays } from '#app/platform/clock.ts';
import { foldAll, foldBatch, lockFold } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  checkSums,
  foldFacts,
  recountSums,
  restateToday,
  sumsHealth,
  sumsOfBranches,
  type SumWish,
} from '#app/modules/measures/server/index.ts';
import { givenFact } from '#app/modules/measures/server/testing/given.ts';
import { transferUnit } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
beforeAll(registerWorkKeepers);

const handle = () => db.services.database.db;
const year = { measures: ['attendances'], from: '2026-01-01', to: '2026-12-31', tree: 'then' } as const;

/** Values by unit name. */
async function sums(wish: Partial<SumWish>, ctx = db.system): Promise<Record<string, number>> {
  const rows = await ctx.read((tx) => sumsOfBranches(tx, { ...year, ...wish }));
  const { rows: units } = await sql<{ id: string; name: string }>`select id, name from org_unit`.execute(handle());
  const nameOf = new Map(units.map((unit) => [unit.id, unit.name]));
  return Object.fromEntries(rows.map((row) => [nameOf.get(row.unitId) ?? '', row.value]));
}

async function federation(): Promise<Record<'root' | 'a' | 'b' | 'x' | 'y', GivenUnit>> {
  const root = await givenUnit(db, { name: 'root' });
  const a = await givenUnit(db, { name: 'a', parent: root, kind: 'commune_union' });
  const b = await givenUnit(db, { name: 'b', parent: root, kind: 'commune_union' });
  const x = await givenUnit(db, { name: 'x', parent: a });
  const y = await givenUnit(db, { name: 'y', parent: b });
  return { root, a, b, x, y };
}

const move = async (unit: GivenUnit, to: GivenUnit, effectiveOn: string) => {
  const row = await db.row('orgUnit', unit.id);
  await transferUnit(db.system, {
    decisionNumber: '1/QĐ',
    decidedOn: effectiveOn,
    effectiveOn,
    unitId: unit.id,
    version: Number(row?.['version']),
    toParentId: to.id,
  });
};

test('a fact is in every sum above it at once, folded or not, and one of a target in none', async () => {
  const { root, a, x } = await federation();
  await givenFact(db, x.id, { value: 7 });
  await givenFact(db, x.id, { value: 100, targetRoot: root.id });
  const unitIds = [root.id, a.id, x.id];
  expect(await sums({ unitIds })).toEqual({ root: 7, a: 7, x: 7 });
  await foldAll(db.system, foldFacts);
  expect(await db.count('fact_pending')).toBe(0);
  expect(await sums({ unitIds })).toEqual({ root: 7, a: 7, x: 7 });
});

test('who moved in the year counts above whoever it stood under on the day, or above its present parent', async () => {
  const { root, a, b, x } = await federation();
  await givenFact(db, x.id, { on: '2026-01-10', value: 1 });
  await givenFact(db, x.id, { on: '2026-02-09', value: 10 });
  await foldAll(db.system, foldFacts);
  // Within a half-month: the facts of its days part ways.
  await move(x, b, '2026-02-10');
  await givenFact(db, x.id, { on: '2026-02-10', value: 100 });
  const unitIds = [root.id, a.id, b.id];
  expect(await sums({ unitIds })).toEqual({ root: 111, a: 11, b: 100 });
  expect(await sums({ unitIds, tree: 'today' })).toEqual({ root: 111, b: 111 });
  expect(await sums({ childrenOf: a.id })).toEqual({ x: 11 });
  expect(await sums({ childrenOf: b.id })).toEqual({ x: 100 });
  expect(await sums({ childrenOf: b.id, tree: 'today' })).toEqual({ x: 111 });
  await foldAll(db.system, foldFacts);
  expect(await sums({ childrenOf: b.id })).toEqual({ x: 100 });
  expect(await restateToday(db.system)).toBe(0);
});

test('children that came and went on different days of one half-month each keep to their days', async () => {
  const { a, b, x } = await federation();
  const z = await givenUnit(db, { name: 'z', parent: a });
  for (const day of ['03', '05', '07', '09', '12', '14']) {
    for (const unit of [x, z]) await givenFact(db, unit.id, { on: `2026-02-${day}`, value: Number(day) });
  }
  await foldAll(db.system, foldFacts);
  await move(x, b, '2026-02-05');
  await move(z, b, '2026-02-08');
  expect(await sums({ childrenOf: a.id, from: '2026-02-01' })).toEqual({ x: 3, z: 15 });
  expect(await sums({ childrenOf: b.id, from: '2026-02-01' })).toEqual({ x: 47, z: 35 });
});

test('of days until today nothing is counted that is dated later, though the rest of the year is read with them', async () => {
  const { root, a, b, x } = await federation();
  const today = await db.system.read(async (tx) => tx.today());
  const ahead = (days: number) => addDays(today, days);
  await givenFact(db, x.id, { on: `${today.slice(0, 4)}-01-01`, value: 1 });
  await givenFact(db, x.id, { on: ahead(3), value: 10 });
  await givenFact(db, x.id, { on: ahead(40), value: 100 });
  await move(x, b, today);
  const unitIds = [root.id, a.id, b.id];
  for (const isFolded of [false, true]) {
    if (isFolded) await foldAll(db.system, foldFacts);
    const from = `${today.slice(0, 4)}-01-01`;
    expect(await sums({ unitIds, from, to: today })).toEqual({ root: 1, a: 1 });
    expect(await sums({ childrenOf: a.id, from, to: today })).toEqual({ x: 1 });
    expect(await sums({ unitIds, from, to: ahead(5) })).toEqual({ root: 11, a: 1, b: 10 });
    expect(await sums({ childrenOf: b.id, from, to: ahead(5) })).toEqual({ x: 10 });
    expect(await sums({ unitIds, from: today, to: ahead(60) })).toEqual({ root: 110, b: 110 });
  }
});

test('sums that were lost, of whatever part, are made again from the facts, and fractions to the digit', async () => {
  const { root, a, b, x } = await federation();
  for (const value of [0.1, 0.2, 0.25]) await givenFact(db, x.id, { on: '2026-02-03', value });
  await givenFact(db, a.id, { on: '2026-02-20', value: 3 });
  await foldAll(db.system, foldFacts);
  await move(x, b, '2026-02-09');
  await givenFact(db, x.id, { on: '2026-02-12', value: 0.7 });
  await foldAll(db.system, foldFacts);
  const asked = { unitIds: [root.id, a.id, b.id, x.id] };
  const right = [await sums(asked), await sums({ ...asked, tree: 'today' })];
  expect(right).toEqual([
    { root: 4.25, a: 3.55, b: 0.7, x: 1.25 },
    { root: 4.25, a: 3, b: 1.25, x: 1.25 },
  ]);
  await sql`truncate kept_sum`.execute(handle());
  expect(await sums(asked)).toEqual({});
  expect(await recountSums(db.system)).toBeGreaterThan(0);
  expect([await sums(asked), await sums({ ...asked, tree: 'today' })]).toEqual(right);
  await sql`delete from kept_sum where part = 'today'`.execute(handle());
  expect(await restateToday(db.system)).toBeGreaterThan(0);
  expect(await sums({ ...asked, tree: 'today' })).toEqual(right[1]);
  expect(await recountSums(db.system)).toBe(0);
});

test('nobody reads the sums of a unit beside or above the own scope, nor the tables', async () => {
  const { root, a, b, x } = await federation();
  await givenFact(db, x.id, { value: 7 });
  await foldAll(db.system, foldFacts);
  const officer = db.as(await givenActor(db, 'officer', a));
  expect(await sums({ unitIds: [root.id, a.id, b.id, x.id], childrenOf: root.id }, officer)).toEqual({ a: 7, x: 7 });
  expect(await sums({ childrenOf: a.id }, officer)).toEqual({ x: 7 });
  for (const table of ['kept_sum', 'fact_line', 'fact_pending', 'sum_alarm']) {
    await expect(officer.read((tx) => sql`select 1 from ${sql.table(table)}`.execute(tx.db))).rejects.toThrow(
      /permission denied/,
    );
  }
});

test('a fold that dies on the way has lost nothing and counts nothing twice', async () => {
  const { root, x } = await federation();
  await givenFact(db, x.id, { value: 7 });
  const dying = db.system.transaction(async (tx) => {
    await lockFold(tx, foldFacts);
    await foldFacts.batch(tx);
    throw new Error('killed');
  });
  await expect(dying).rejects.toThrow('killed');
  expect(await db.count('fact_pending')).toBe(1);
  expect(await sums({ unitIds: [root.id] })).toEqual({ root: 7 });
  await foldAll(db.system, foldFacts);
  await foldAll(db.system, foldFacts);
  expect(await sums({ unitIds: [root.id] })).toEqual({ root: 7 });
});

test('a sum that is wrong is found, told once, and put right by counting anew', async () => {
  const { root, x } = await federation();
  for (let at = 1; at <= 20; at += 1) await givenFact(db, x.id, { on: `2026-02-${String(at).padStart(2, '0')}` });
  await foldAll(db.system, foldFacts);
  await givenFact(db, x.id, { on: '2026-02-21' });
  for (let at = 0; at < 5; at += 1) expect(await checkSums(db.system)).toEqual([]);

  await sql`update kept_sum set amounts[1] = amounts[1] + 1 where part = 'today' and bucket < 10000 and unit_number = (
    select number from org_unit where id = ${root.id})`.execute(handle());
  const quiet = silence();
  const found = [];
  for (let at = 0; at < 40; at += 1) found.push(...(await checkSums(db.system)));
  quiet();
  expect(found.map((one) => [one.unitName, one.part, one.kept - one.counted]).toSorted()).toEqual([
    ['root', 'today', 1],
    ['root', 'today', 1],
  ]);
  expect(await sumsHealth(db.services.database)).toEqual({ alarmCount: 2, waitingCount: 1 });
  expect((await db.audited()).filter((action) => action === 'measures.sum-differs')).toHaveLength(2);

  const shares: number[] = [];
  expect(await recountSums(db.system, (share) => shares.push(share))).toBeGreaterThanOrEqual(2);
  expect(shares.at(-1)).toBe(1);
  expect(await sumsHealth(db.services.database)).toEqual({ alarmCount: 0, waitingCount: 0 });
  expect(await sums({ unitIds: [root.id], tree: 'today' })).toEqual({ root: 21 });
});

function silence(): () => void {
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true;
  return () => {
    process.stderr.write = write;
  };
}

// The embedded database has one connection: there nobody can wait for anybody.
test.runIf(process.env['TEST_DATABASE_URL'])(
  'twenty write at once under one root, and none waits for another',
  async () => {
    const { root, x, y } = await federation();
    await givenFact(db, x.id, { value: 1 });
    const pool = new pg.Pool({ connectionString: db.services.database.pool?.options.connectionString, max: 20 });
    const clients = await Promise.all(Array.from({ length: 20 }, () => pool.connect()));
    // All have written before the first commits: whoever waited for a row or a lock of another would fail here.
    for (const [at, client] of clients.entries()) {
      await client.query("begin; set local lock_timeout = '2s'");
      await client.query(
        `insert into fact (org_unit_id, measure_id, happened_on, value, source_type, source_id)
       values ($1, 'attendances', '2026-03-02', $2, 'activity', gen_random_uuid())`,
        [at % 2 === 0 ? x.id : y.id, 10],
      );
    }
    await foldAll(db.system, foldFacts);
    expect(await sums({ unitIds: [root.id] })).toEqual({ root: 1 });
    await Promise.all([...clients.map((client) => client.query('commit')), foldAll(db.system, foldFacts)]);
    expect(await sums({ unitIds: [root.id] })).toEqual({ root: 201 });
    await foldAll(db.system, foldFacts);
    expect(await sums({ unitIds: [root.id, x.id, y.id] })).toEqual({ root: 201, x: 101, y: 100 });
    expect(await recountSums(db.system)).toBe(0);
    for (const client of clients) client.release();
    await pool.end();
  },
);

test.runIf(process.env['TEST_DATABASE_URL'])(
  'who writes does not wait for the folder, nor is read before it is sure',
  async () => {
    const { root, x } = await federation();
    await givenFact(db, x.id, { value: 1 });
    await db.system.transaction(async (tx) => {
      await lockFold(tx, foldFacts);
      await foldFacts.batch(tx);
      await currentTransaction.exit(async () => {
        await givenFact(db, x.id, { value: 100 });
        expect(await foldBatch(db.system, foldFacts)).toBe('busy');
        expect(await sums({ unitIds: [root.id] })).toEqual({ root: 101 });
      });
    });
    expect(await sums({ unitIds: [root.id] })).toEqual({ root: 101 });
  },
);
