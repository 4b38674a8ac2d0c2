import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '#app/platform/clock.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { foundUnit, undoReorganisation } from '#app/modules/orgs/server/index.ts';
import {
  changeTree,
  changeTreeIfFits,
  treeChange,
  treeVerbs,
} from '#app/modules/orgs/server/testing/random-changes.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';

const db = testDatabase();

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

test(
  'whatever is founded, moved, merged, split and dissolved, the tree stays a tree, and undone it is as before',
  { timeout: 120_000 },
  async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`tree: seed ${seed}`);
    const done: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(treeChange, { minLength: 8, maxLength: 24 }), async (steps) => {
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
          const taken = await changeTreeIfFits(db, one, on);
          if (!taken) continue;
          await undoLast();
          expect(await everything()).toEqual(before);
          expect(await treeFaults(db)).toEqual([]);
          await changeTree(db, taken, on);
          done[one.verb] = (done[one.verb] ?? 0) + 1;
          expect(await treeFaults(db)).toEqual([]);
        }
      }),
      { numRuns: 15, seed },
    );
    // A sequence of refusals would prove nothing.
    for (const verb of treeVerbs) expect(done[verb] ?? 0, verb).toBeGreaterThan(0);
  },
);
