import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Context } from '#app/platform/context.ts';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  foldFacts,
  recountSums,
  sumsOfBranches,
  type BranchSum,
  type SumTree,
} from '#app/modules/measures/server/index.ts';
import { givenFact } from '#app/modules/measures/server/testing/given.ts';
import { transferUnit } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
beforeAll(registerWorkKeepers);

const year = { measures: ['attendances'], from: '2026-01-01', to: '2026-12-31' } as const;

const board = (unit: GivenUnit, tree: SumTree, ctx: Context = db.system): Promise<readonly BranchSum[]> =>
  ctx.read((tx) => sumsOfBranches(tx, { ...year, unitIds: [unit.id], childrenOf: unit.id, tree }));

const valueOf = (rows: readonly BranchSum[], unit: GivenUnit): number | undefined =>
  rows.find((row) => row.unitId === unit.id)?.value;

async function federation(): Promise<Record<'root' | 'a' | 'b' | 'x' | 'y', GivenUnit>> {
  const root = await givenUnit(db, { name: 'root' });
  const a = await givenUnit(db, { name: 'a', parent: root, kind: 'commune_union' });
  const b = await givenUnit(db, { name: 'b', parent: root, kind: 'commune_union' });
  const x = await givenUnit(db, { name: 'x', parent: a });
  const y = await givenUnit(db, { name: 'y', parent: b });
  for (const unit of [x, y]) await givenFact(db, unit.id, { on: '2026-02-03', value: 5 });
  await foldAll(db.system, foldFacts);
  return { root, a, b, x, y };
}

const trees = ['today', 'then'] as const;

test.for(trees)('nothing has changed: what was read is given again, %s', async (tree) => {
  const { root, b, x } = await federation();
  const first = await board(root, tree);
  expect(valueOf(first, root)).toBe(10);
  expect(await board(root, tree)).toBe(first);
  // What is recorded beside a branch changes nothing in it, waiting or folded.
  const besides = await board(b, tree);
  await givenFact(db, x.id, { value: 100 });
  expect(await board(b, tree)).toBe(besides);
  await foldAll(db.system, foldFacts);
  expect(await board(b, tree)).toBe(besides);
});

test.for(trees)(
  'what is recorded is there at once, waiting and folded, also where it adds up to nothing, %s',
  async (tree) => {
    const { root, a, b, x, y } = await federation();
    for (const [at, [unit, value]] of (
      [
        [x, 7],
        [y, -7],
        [x, 0],
      ] as const
    ).entries()) {
      const before = await board(root, tree);
      await givenFact(db, unit.id, { value });
      const waiting = await board(root, tree);
      expect(waiting, `step ${at}`).not.toBe(before);
      await foldAll(db.system, foldFacts);
      const folded = await board(root, tree);
      expect(folded.toSorted(byUnit)).toEqual(waiting.toSorted(byUnit));
      expect(await board(root, tree)).toBe(folded);
    }
    const now = await board(root, tree);
    expect([root, a, b].map((unit) => valueOf(now, unit))).toEqual([10, 12, -2]);
  },
);

const byUnit = (one: BranchSum, other: BranchSum): number => one.unitId.localeCompare(other.unitId);

test('who moves from one branch to another is seen to have, though the sum above them is the same', async () => {
  const { root, a, b, x } = await federation();
  for (const tree of trees) await board(root, tree);
  const version = Number((await db.row('orgUnit', x.id))?.['version']);
  const decision = { decisionNumber: '1/QĐ', decidedOn: '2026-02-01', effectiveOn: '2026-02-01' };
  await transferUnit(db.system, { ...decision, unitId: x.id, version, toParentId: b.id });
  for (const tree of trees) {
    const rows = await board(root, tree);
    expect(
      [root, a, b].map((unit) => valueOf(rows, unit) ?? 0),
      tree,
    ).toEqual([10, 0, 10]);
  }
});

test('what a count puts right is not shown wrong any longer', async () => {
  const { root, a } = await federation();
  const wrongly = sql`
    update kept_sum set amounts[1] = 900 where part = 'today' and unit_number = (
      select number from org_unit where id = ${a.id})`;
  await wrongly.execute(db.services.database.db);
  expect(valueOf(await board(root, 'today'), a)).toBe(900);
  expect(await recountSums(db.system)).toBeGreaterThan(0);
  expect(valueOf(await board(root, 'today'), a)).toBe(5);
});

test('an answer never passes to whoever sees less', async () => {
  const { root, a, b } = await federation();
  const [ofRoot, ofA, ofB] = await Promise.all([root, a, b].map((unit) => givenActor(db, 'officer', unit)));
  for (const tree of trees) {
    const seen = await board(a, tree, db.as(ofRoot!));
    expect(seen).toHaveLength(2);
    expect(await board(a, tree, db.as(ofRoot!))).toBe(seen);
    // Of one's own branch: the same figures, read by oneself.
    expect(await board(a, tree, db.as(ofA!))).toEqual(seen);
    expect(await board(a, tree, db.as(ofA!))).not.toBe(seen);
    expect(await board(a, tree, db.as(ofB!))).toEqual([]);
    expect(await board(root, tree, db.as(ofA!))).toEqual([]);
  }
});

test('what was read in a transaction that came to nothing is not shown afterwards', async () => {
  const { root, x } = await federation();
  const undone = db.system.transaction(async (tx) => {
    await sql`
      insert into fact (org_unit_id, measure_id, happened_on, value, source_type, source_id)
      values (${x.id}, 'attendances', '2026-03-02', 1000, 'activity', gen_random_uuid())`.execute(tx.db);
    await foldFacts.batch(tx);
    const wish = { ...year, unitIds: [root.id], childrenOf: root.id, tree: 'today' } as const;
    expect(valueOf(await sumsOfBranches(tx, wish), root)).toBe(1010);
    expect(await sumsOfBranches(tx, wish)).toBe(await sumsOfBranches(tx, wish));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(valueOf(await board(root, 'today'), root)).toBe(10);
});

test.for(trees)(
  'what was read of a change that came to nothing is never given for another change, %s',
  async (tree) => {
    const { root, a, b, x, y } = await federation();
    const decision = { decisionNumber: '1/QĐ', decidedOn: '2026-01-10', effectiveOn: '2026-01-15', version: 1 };
    const takenBack: Context = {
      ...db.system,
      transaction: (work) =>
        db.system.transaction(async (tx) => {
          await work(tx);
          const rows = await sumsOfBranches(tx, { ...year, unitIds: [root.id], childrenOf: root.id, tree });
          expect(rows.map((row) => valueOf(rows, { ...root, id: row.unitId })).toSorted()).toEqual([10, 10]);
          throw new Error('taken back');
        }),
    };
    await expect(transferUnit(takenBack, { ...decision, unitId: x.id, toParentId: b.id })).rejects.toThrow(
      'taken back',
    );
    await transferUnit(db.system, { ...decision, unitId: y.id, toParentId: a.id });
    const rows = await board(root, tree);
    expect([valueOf(rows, a), valueOf(rows, b)]).toEqual([10, undefined]);
  },
);
