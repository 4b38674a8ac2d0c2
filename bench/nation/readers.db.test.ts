import { sql, type Kysely } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { tallyFold } from '#app/modules/progress/server/index.ts';
import { nationFaults } from './check-nation.ts';
import { makeNation } from './make-nation.ts';
import { wholeNation, type NationSize } from './nation-size.ts';
import { openNation } from './open-nation.ts';
import { readers } from './readers.ts';

const db = testDatabase();

const nation = (grassroots: number, middle: number): NationSize => ({
  ...wholeNation,
  grassroots,
  middle,
  members: 100 * grassroots,
  facts: 8 * grassroots,
});
const hamlet = nation(300, 100);
const country = nation(2_300, 250);

// Measures are kept between tests, being reference data; those of the made nation are not.
afterAll(async () => {
  await sql`truncate fact, org_unit cascade`.execute(db.services.database.db);
  await sql`delete from measure where id like 'made_%'`.execute(db.services.database.db);
});

const faultsOf = (size: NationSize): Promise<string[]> =>
  db.services.database.db.connection().execute((one) => nationFaults(one as unknown as Kysely<never>, size));

/** One number for everything that was written. */
async function digest(): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select concat_ws(' ', (select sum(hashtextextended(f::text, 1)) from (select id, org_unit_id, measure_id, population_id, target_root_id, happened_on, value, corrects_id from fact) f),
      (select sum(hashtextextended(p::text, 2)) from (select unit_id, path, valid_from, valid_to from unit_place) p),
      (select sum(hashtextextended(f::text, 3)) from (select unit_id, population_id, as_of_on, value from org_figure) f)) as digest`.execute(
    db.services.database.db,
  );
  return rows[0]?.digest ?? '';
}

test(
  'the made nation is what the application would have left, and the same every time',
  { timeout: 120_000 },
  async () => {
    await makeNation(db.services.database, hamlet);
    expect(await faultsOf(hamlet)).toEqual([]);
    const first = await digest();
    await sql`truncate fact, org_unit cascade`.execute(db.services.database.db);
    await makeNation(db.services.database, hamlet);
    expect(await digest()).toBe(first);
  },
);

test('a fault in the made nation is found', { timeout: 120_000 }, async () => {
  await makeNation(db.services.database, hamlet);
  await sql`update unit_place set valid_to = '2025-07-02' where valid_to = '2025-07-01' and path = '.1.2.'`.execute(
    db.services.database.db,
  );
  await sql`update org_unit set parent_id = (select id from org_unit where path = '.1.60.') where path like '.1.60.%.%.%'`.execute(
    db.services.database.db,
  );
  const faults = await faultsOf(hamlet);
  expect(faults.join('\n')).toContain('places differ');
  expect(faults.join('\n')).toContain('path is not the parent’s path');
});

/** Queries of each reader, at each height of the tree. */
async function queriesOf(size: NationSize): Promise<Record<string, number>> {
  await makeNation(db.services.database, size);
  const made = await openNation(db.services.database);
  // As in a nation at work: what plans ask is counted, so that boards read no facts.
  await foldAll(made.system, tallyFold);
  const counts: Record<string, number> = {};
  for (const height of ['root', 'province', 'commune', 'grassroots'] as const) {
    const at = made[height];
    for (const reader of readers) {
      counts[`${height}: ${reader.name}`] = await db.queriesOf(() => reader.run(at.ctx, at));
    }
  }
  return counts;
}

test('every board and list costs no more queries at 3,000 units than at 600', { timeout: 600_000 }, async () => {
  const small = await queriesOf(hamlet);
  await sql`truncate fact, org_unit cascade`.execute(db.services.database.db);
  const large = await queriesOf(country);
  // Of a past day facts are read, four queries as the owner, only if anything has come since: in a hamlet perhaps nothing.
  const atMost = (name: string): number => small[name]! + (name.includes('past day') ? 6 : 0);
  // What has nothing to show (no unit is silent) asks for no names: that may be one less.
  expect(Object.entries(large).filter(([name, count]) => count > atMost(name))).toEqual([]);
  expect(
    Object.entries(small).filter(([name, count]) => count > large[name]! + 1 && !name.includes('past day')),
  ).toEqual([]);
  // Scopes, on a server also begin and commit, and what the screen shows.
  expect(Object.entries(large).filter(([, count]) => count > 40)).toEqual([]);
});
