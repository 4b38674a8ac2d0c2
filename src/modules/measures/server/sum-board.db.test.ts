import { beforeAll, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { factsBehind, foldFacts, sumBoard, sumBoardFile } from '#app/modules/measures/server/index.ts';
import { readSumBoard, sumBoardQuery } from '#app/modules/measures/sum-board-address.ts';
import { givenFact } from '#app/modules/measures/server/testing/given.ts';
import { transferUnit } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
beforeAll(registerWorkKeepers);

const view = (query: string) => readSumBoard(new URLSearchParams(query), '2026-03-16');

async function ward(): Promise<{ root: GivenUnit; a: GivenUnit; b: GivenUnit; x: GivenUnit; y: GivenUnit }> {
  const root = await givenUnit(db, { name: 'Tỉnh' });
  const a = await givenUnit(db, { name: 'Phường A', parent: root, kind: 'commune_union' });
  const b = await givenUnit(db, { name: 'Phường B', parent: root, kind: 'commune_union' });
  const x = await givenUnit(db, { name: 'CĐCS X', parent: a });
  const y = await givenUnit(db, { name: 'CĐCS Y', parent: a });
  await givenFact(db, x.id, { on: '2026-02-01', value: 5 });
  await givenFact(db, a.id, { on: '2026-02-01', value: 2 });
  await givenFact(db, x.id, { on: '2026-02-20', value: 30 });
  return { root, a, b, x, y };
}

test('what the unit did itself and what its branches did add up, and who reported nothing is told apart', async () => {
  const { a } = await ward();
  const officer = db.as(await givenActor(db, 'officer', a));
  const board = await officer.read((tx) => sumBoard(tx, view('measure=attendances')));
  expect(board.total).toEqual({ attendances: 37 });
  expect(board.own).toEqual({ attendances: 2 });
  expect(board.branches.map((one) => [one.name, one.sums])).toEqual([
    ['CĐCS X', { attendances: 35 }],
    ['CĐCS Y', {}],
  ]);
  expect(board.above).toEqual([]);
});

test('of a unit that moved out of sight the past stays in the total, without its name', async () => {
  const { a, b, x } = await ward();
  const move = { decisionNumber: '1/QĐ', decidedOn: '2026-02-10', effectiveOn: '2026-02-10' };
  await transferUnit(db.system, { ...move, unitId: x.id, version: 1, toParentId: b.id });
  const officer = db.as(await givenActor(db, 'officer', a));
  const then = await officer.read((tx) => sumBoard(tx, view('measure=attendances')));
  expect(then.branches.map((one) => [one.name, one.sums])).toEqual([
    ['CĐCS Y', {}],
    ['', { attendances: 5 }],
  ]);
  expect([then.own, then.total]).toEqual([{ attendances: 2 }, { attendances: 7 }]);
  const today = await officer.read((tx) => sumBoard(tx, view('measure=attendances&tree=today')));
  expect([today.own, today.total]).toEqual([{ attendances: 2 }, { attendances: 2 }]);
  await expect(officer.read((tx) => sumBoard(tx, view(`unit=${x.id}`)))).rejects.toMatchObject({ code: 'not_found' });
});

test('a figure opens into the facts of the unit itself, a page at a time', async () => {
  const { x } = await ward();
  for (let at = 0; at < 40; at += 1) await givenFact(db, x.id, { on: '2026-01-05' });
  const officer = db.as(await givenActor(db, 'officer', x));
  const behind = { unitId: x.id, measures: ['attendances'], from: '2026-01-01', to: '2026-02-10' };
  const first = await officer.read((tx) => factsBehind(tx, { ...behind, page: 1 }));
  expect([first.facts.length, first.factCount, first.facts[0]?.value]).toEqual([30, 41, 5]);
  const second = await officer.read((tx) => factsBehind(tx, { ...behind, page: 2 }));
  expect(second.facts).toHaveLength(11);
});

test('facts of a unit out of sight are neither listed nor counted', async () => {
  const { a, b, x } = await ward();
  const behind = { measures: ['attendances'], from: '2026-01-01', to: '2026-03-01', page: 1 };
  const asked = async (of: GivenUnit, unitId: string) => {
    const officer = db.as(await givenActor(db, 'officer', of));
    return officer.read(async (tx) => (await factsBehind(tx, { ...behind, unitId })).factCount);
  };
  expect([await asked(a, x.id), await asked(x, x.id)]).toEqual([2, 2]);
  expect([await asked(b, x.id), await asked(x, a.id)]).toEqual([0, 0]);
  const neighbour = db.as(await givenActor(db, 'officer', b));
  expect((await neighbour.read((tx) => factsBehind(tx, { ...behind, unitId: x.id }))).facts).toEqual([]);
});

test('the board asks the same number of queries whatever there is below and however much was done', async () => {
  const { root, x } = await ward();
  const officer = db.as(await givenActor(db, 'officer', root));
  const ask = () => officer.read((tx) => sumBoard(tx, view('')));
  const few = await db.queriesOf(ask);
  for (let at = 0; at < 30; at += 1) await givenUnit(db, { parent: root });
  for (let at = 0; at < 50; at += 1) await givenFact(db, x.id, { on: '2026-01-05' });
  await foldAll(db.system, foldFacts);
  expect(await db.queriesOf(ask)).toBe(few);
  // The unit, the measures, the sums, the names, the units above; and what a transaction begins and ends with.
  expect(few).toBeLessThanOrEqual(8);
});

test('a page of branches says what the whole board says of them, and the last one who else has a sum', async () => {
  const { root, a, b, x } = await ward();
  for (let at = 10; at < 208; at += 1)
    await givenUnit(db, { name: `Phường C${at}`, parent: root, kind: 'commune_union' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const ended = await givenUnit(db, {
    name: 'Phường cũ',
    parent: root,
    foundedOn: '2020-01-01',
    endedOn: '2025-12-31',
  });
  await givenFact(db, ended.id, { on: '2026-01-05', value: 3 });
  const move = { decisionNumber: '1/QĐ', decidedOn: '2026-02-10', effectiveOn: '2026-02-10' };
  await transferUnit(db.system, { ...move, unitId: x.id, version: 1, toParentId: b.id });
  for (const tree of ['today', 'then']) {
    const ask = (page: number, of: 'page' | 'all' = 'page') =>
      officer.read((tx) => sumBoard(tx, view(`measure=attendances&tree=${tree}&branches=${page}`), of));
    const all = await ask(1, 'all');
    const pages = [await ask(1), await ask(2)];
    expect(all.branches.map((one) => one.name).at(-1)).toBe('Phường cũ');
    expect(pages.flatMap((page) => page.branches)).toEqual(all.branches);
    expect(pages.map((page) => [page.branches.length, page.branchCount])).toEqual([
      [100, 200],
      [101, 200],
    ]);
    for (const page of pages) expect([page.own, page.total]).toEqual([all.own, all.total]);
    // A page behind the last one is the last one.
    expect((await ask(7)).branches).toEqual(pages[1]!.branches);
    expect((await ask(7)).view.branchPage).toBe(2);
  }
  const own = await officer.read((tx) => sumBoard(tx, view(`measure=attendances&unit=${a.id}&tree=then`)));
  expect(own.own).toEqual({ attendances: 2 });
});

test('the board leaves as a file that says what it shows', async () => {
  const { root } = await ward();
  const officer = db.as(await givenActor(db, 'officer', root));
  const file = await officer.read((tx) => sumBoardFile(tx, view('measure=attendances'), 'csv'));
  const text = Buffer.from(file.bytes).toString('utf8');
  expect(file.name).toMatch(/^Chỉ số của Tỉnh từ .*\.csv$/);
  expect(text).toMatch(/Phường A.*37/);
  expect(text).toMatch(/Cộng.*37/);
});

test('pages of facts and of branches are turned one without the other, and another unit begins at the first', () => {
  const read = view('page=2&branches=3');
  expect([read.page, read.branchPage]).toEqual([2, 3]);
  expect(sumBoardQuery(read, { branchPage: 4 })).toMatch(/page=2&branches=4$/);
  expect(sumBoardQuery(read, { page: 1, branchPage: 1 })).not.toMatch(/page|branches/);
});

test.for([
  ['', ['2026-01-01', '2026-03-16', 'then', 1]],
  ['from=2026-03-01&to=2026-01-01&tree=today', ['2026-01-01', '2026-03-01', 'today', 1]],
  ['from=2026-02-31&to=x&page=-3&unit=abc', ['2026-01-01', '2026-03-16', 'then', 1]],
] as const)('the address "%s" is read as days, tree and page', ([query, expected]) => {
  const read = view(query);
  expect([read.from, read.to, read.tree, read.page]).toEqual(expected);
  expect([read.unitId, read.branchPage]).toEqual([null, 1]);
});
