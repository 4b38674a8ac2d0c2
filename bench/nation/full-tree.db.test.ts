import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { tallyFold } from '#app/modules/progress/server/index.ts';
import { countFetched, type Fetched } from './count-fetched.ts';
import { makeNation } from './make-nation.ts';
import { wholeNation, type NationSize } from './nation-size.ts';
import { openNation, type OpenNation } from './open-nation.ts';
import { readerCosts } from './reader-costs.ts';
import { readers } from './readers.ts';

const db = testDatabase();
const heights = ['root', 'province', 'commune', 'grassroots'] as const;

/**
 * All units of the nation in their places; of its work a little, and of its targets three (people in a year and in each
 * half-year, units in a year), so that the test takes a minute or two.
 */
const fullTree: NationSize = { ...wholeNation, facts: 200_000, targets: [0, 2, 7] };

afterAll(async () => {
  await sql`truncate fact, org_unit cascade`.execute(db.services.database.db);
  await sql`delete from measure where id like 'made_%'`.execute(db.services.database.db);
});

// On a server alone: embedded it would take many minutes. There readers.db.test.ts compares two smaller trees.
test.runIf(process.env['TEST_DATABASE_URL'])(
  'every board and list sends its queries, and fetches what its page shows, in the tree of the whole federation',
  { timeout: 1_200_000 },
  async () => {
    const { database, fetchedBy } = countFetched(db.services.database);
    const start = performance.now();
    const seconds = (): string => ((performance.now() - start) / 1_000).toFixed(0);
    await makeNation(db.services.database, fullTree);
    const nation = await openNation(database);
    const made = seconds();
    // As in a nation at work: what plans ask is counted, so that boards read no facts.
    await foldAll(nation.system, tallyFold);
    const counted = seconds();
    const fetched = await readEverywhere(nation, fetchedBy);
    // .ci/run looks for this line: a test that was left out would say nothing.
    console.log(
      `Full tree: ${readers.length} boards and lists read at ${heights.length} heights of ${nation.root.unitCount} units; ` +
        `made after ${made} s, its tallies after ${counted} s, all read after ${seconds()} s`,
    );
    expect(nation.root.unitCount).toBeGreaterThan(127_000);
    expect.soft(queriesOf(fetched)).toEqual(queriesOf(readerCosts));
    expect(tooMuch(fetched)).toEqual([]);
  },
);

type Costs = Record<string, readonly [queries: readonly number[], most: number]>;

/** What each reader fetches: its queries at each height, and the most of one query anywhere. */
async function readEverywhere(
  nation: OpenNation,
  fetchedBy: (work: () => Promise<unknown>) => Promise<Fetched>,
): Promise<Costs> {
  const costs: Costs = {};
  for (const reader of readers) {
    const each: Fetched[] = [];
    for (const height of heights) each.push(await fetchedBy(() => reader.run(nation[height].ctx, nation[height])));
    costs[reader.name] = [each.map((one) => one.queries), Math.max(...each.map((one) => one.most))];
  }
  return costs;
}

const queriesOf = (costs: Readonly<Costs>): Record<string, string> =>
  Object.fromEntries(Object.entries(costs).map(([name, [queries]]) => [name, queries.join(' ')]));

const tooMuch = (fetched: Readonly<Costs>): string[] =>
  Object.entries(fetched)
    .filter(([name, [, most]]) => most > (readerCosts[name]?.[1] ?? 0))
    .map(([name, [, most]]) => `${name}: ${most}`);
