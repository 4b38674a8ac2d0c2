import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isAppError } from '#app/platform/errors.ts';
import { addDays } from '#app/platform/clock.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  absorbUnits,
  dissolveUnit,
  foundUnit,
  mergeUnits,
  renameUnit,
  splitUnit,
  transferUnit,
  undoReorganisation,
} from '#app/modules/orgs/server/index.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';

const db = testDatabase();

const pick = fc.nat({ max: 999 });
const step = fc.record({
  verb: fc.constantFrom('found', 'found', 'rename', 'transfer', 'transfer', 'merge', 'absorb', 'split', 'dissolve'),
  first: pick,
  second: pick,
  third: pick,
  // Mostly onward, now and then back before what was already entered.
  days: fc.integer({ min: -3, max: 20 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let serial = 0;

/** Everything with dates, and today's tree, without units that were taken back as never founded. */
async function everything(): Promise<unknown> {
  const { rows } = await sql<{ all: unknown }>`
    select json_build_object(
      'units', (select json_agg((id, parent_id, path, name, name_sort, search_key, symbol, founded_on, ended_on) order by id)
                from org_unit where ended_on is distinct from founded_on),
      'relations', (select json_agg((child_id, parent_id, type, valid_from, valid_to) order by child_id, valid_from, valid_to, parent_id) from org_relation),
      'names', (select json_agg((unit_id, name, valid_from, valid_to) order by unit_id, valid_from, valid_to, name) from org_unit_name
                where unit_id in (select id from org_unit where ended_on is distinct from founded_on)),
      'codes', (select json_agg((unit_id, code, valid_from, valid_to) order by unit_id, valid_from, code) from org_unit_code),
      'grants', (select json_agg((unit_id, user_id, valid_from, valid_to) order by unit_id, user_id) from role_grant),
      'places', (select json_agg((unit_id, path, valid_from, valid_to) order by unit_id, valid_from) from unit_place)) as all`.execute(
    db.services.database.db,
  );
  return rows[0]?.all;
}

async function undoLast(): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from reorganisation where undone_at is null order by created_at desc limit 1`.execute(
    db.services.database.db,
  );
  await undoReorganisation(db.system, rows[0]?.id ?? '');
}

async function take(one: Step, effectiveOn: string): Promise<void> {
  const { rows: units } = await sql<{
    id: string;
    version: number;
  }>`select id, version from org_unit where ended_on is distinct from founded_on order by path`.execute(
    db.services.database.db,
  );
  const at = (number: number): { id: string; version: number } =>
    units[number % units.length] ?? { id: '', version: 0 };
  const [a, b, c] = [at(one.first), at(one.second), at(one.third)];
  const decision = { decisionNumber: '1/QĐ', decidedOn: '2024-01-01', effectiveOn };
  serial += 1;
  const fresh = { name: `Đơn vị mới ${serial}`, kindId: 'grassroots_union' };
  const that = { ...decision, unitId: a.id, version: a.version };
  switch (one.verb) {
    case 'found':
      return void (await foundUnit(db.system, { ...decision, ...fresh, parentId: a.id }));
    case 'rename':
      return void (await renameUnit(db.system, { ...that, name: fresh.name }));
    case 'transfer':
      return void (await transferUnit(db.system, { ...that, toParentId: b.id }));
    case 'merge':
      return void (await mergeUnits(db.system, { ...decision, ...fresh, unitIds: [a.id, b.id], parentId: c.id }));
    case 'absorb':
      return void (await absorbUnits(db.system, { ...decision, unitIds: [a.id, b.id], successorId: c.id }));
    case 'split': {
      const parts = [
        { ...fresh, childIds: [b.id] },
        { ...fresh, name: `${fresh.name} hai`, childIds: [c.id] },
      ];
      return void (await splitUnit(db.system, { ...that, parts, isEnding: one.third % 2 === 0 }));
    }
    default:
      return void (await dissolveUnit(db.system, { ...that, ...(one.second % 2 ? { childrenToId: c.id } : {}) }));
  }
}

test(
  'whatever is founded, moved, merged, split and dissolved, the tree stays a tree, and undone it is as before',
  { timeout: 120_000 },
  async () => {
    const done: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        await sql`truncate org_unit restart identity cascade`.execute(db.services.database.db);
        let day = '2024-06-01';
        const decision = { decisionNumber: '1/QĐ', decidedOn: '2024-01-01', effectiveOn: '2024-01-01' };
        const root = await foundUnit(db.system, {
          ...decision,
          name: 'Gốc',
          kindId: 'provincial_federation',
          parentId: null,
        });
        for (const name of ['A', 'B', 'C']) {
          await foundUnit(db.system, { ...decision, name, kindId: 'commune_union', parentId: root.unitId });
        }
        for (const one of steps) {
          const on = addDays(day, one.days);
          if (on > day) day = on;
          const before = await everything();
          try {
            await take(one, on);
          } catch (error) {
            if (!isAppError(error) || !error.code.startsWith('orgs.')) throw error;
            continue;
          }
          await undoLast();
          expect(await everything()).toEqual(before);
          expect(await treeFaults(db)).toEqual([]);
          await take(one, on);
          done[one.verb] = (done[one.verb] ?? 0) + 1;
          expect(await treeFaults(db)).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
    // A sequence of refusals would prove nothing.
    for (const verb of ['found', 'rename', 'transfer', 'merge', 'absorb', 'split', 'dissolve']) {
      expect(done[verb] ?? 0, verb).toBeGreaterThan(0);
    }
  },
);
