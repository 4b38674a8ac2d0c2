import fc from 'fast-check';
import { sql } from 'kysely';
import { isAppError } from '#app/platform/errors.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';
import {
  absorbUnits,
  dissolveUnit,
  foundUnit,
  mergeUnits,
  renameUnit,
  splitUnit,
  transferUnit,
} from '#app/modules/orgs/server/index.ts';

export const treeVerbs = ['found', 'rename', 'transfer', 'merge', 'absorb', 'split', 'dissolve'] as const;

const pick = fc.nat({ max: 999 });

/** One change of the tree, its units given as numbers that are taken among those there are when it is carried out. */
export const treeChange = fc.record({
  // Without new units the others soon find nothing to work on.
  verb: fc.constantFrom(...treeVerbs, 'found', 'transfer'),
  first: pick,
  second: pick,
  third: pick,
  /** Mostly onward from the latest change, now and then back before what was already entered. */
  days: fc.integer({ min: -3, max: 25 }),
});
/** What a change needs of a test's database, or of one process of several. */
type Working = Pick<TestDatabase, 'services' | 'system'>;

export type TreeChange = typeof treeChange extends fc.Arbitrary<infer S> ? S : never;

let serial = 0;

/** Carries a change out; throws what the operation throws. */
export async function changeTree(db: Working, change: TreeChange, effectiveOn: LocalDate): Promise<void> {
  const { rows: units } = await sql<{ id: string; version: number }>`
    select id, version from org_unit where ended_on is distinct from founded_on order by path`.execute(
    db.services.database.db,
  );
  const at = (number: number): { id: string; version: number } =>
    units[number % units.length] ?? { id: '', version: 0 };
  const [a, b, c] = [at(change.first), at(change.second), at(change.third)];
  const decision = { decisionNumber: '1/QĐ', decidedOn: '2024-01-01', effectiveOn };
  serial += 1;
  const fresh = { name: `Đơn vị mới ${serial}`, kindId: 'grassroots_union' };
  const that = { ...decision, unitId: a.id, version: a.version };
  switch (change.verb) {
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
      return void (await splitUnit(db.system, { ...that, parts, isEnding: change.third % 2 === 0 }));
    }
    case 'dissolve':
      return void (await dissolveUnit(db.system, { ...that, ...(change.second % 2 ? { childrenToId: c.id } : {}) }));
  }
}

/**
 * Carries out a change or, where its units do not fit, the same with the next ones: most picks fit no merger. Answers
 * with what was carried out, or null where a few tries were all refused.
 */
export async function changeTreeIfFits(
  db: Working,
  change: TreeChange,
  effectiveOn: LocalDate,
): Promise<TreeChange | null> {
  for (let shift = 0; shift < 6; shift += 1) {
    const shifted = {
      ...change,
      first: change.first + shift,
      second: change.second + 2 * shift,
      third: change.third + 3 * shift,
    };
    try {
      await changeTree(db, shifted, effectiveOn);
      return shifted;
    } catch (error) {
      if (!isAppError(error) || !error.code.startsWith('orgs.')) throw error;
    }
  }
  return null;
}
