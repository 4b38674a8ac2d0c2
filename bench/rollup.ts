/**
 * `node bench/rollup.ts [URL] [SMALL_URL] [--only boards,pages,cost,steady,restate,recount] [--runs 100] [--year 2025] [--at root,commune] [--seconds 60] [--rate 500]`
 *
 * What the kept sums are for, measured in a made nation (bench/make-nation.ts): boards beside the same figures by one
 * plain GROUP BY over the facts, in the same run and compared to the digit; what a fact costs in a small tree and in a
 * large one (SMALL_URL, a nation of a thousand units); how soon a fact is in the root's board under steady writing; and
 * how long the whole nation takes to be restated. Without a URL a small nation is made on the embedded database.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { openPostgres, pgliteParsers, wrapPglite, type OpenDatabase } from '#app/db/connect.ts';
import { makeNation } from './nation/make-nation.ts';
import { nationOf } from './nation/nation-size.ts';
import { openNation } from './nation/open-nation.ts';
import { nameConnections } from './processor-time.ts';
import { costOfAFact, costTable } from './rollup/cost-of-a-fact.ts';
import { restateNation } from './rollup/restate-nation.ts';
import { timeBoards, timeNothing, type BoardRow } from './rollup/time-boards.ts';
import { timePages } from './rollup/time-pages.ts';
import { writeSteadily } from './rollup/write-steadily.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: 'boards,pages,cost,steady,restate,recount' },
    runs: { type: 'string', default: '100' },
    year: { type: 'string', default: '' },
    at: { type: 'string', default: '' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '500' },
  },
});
const parts = new Set(values.only.split(','));
const [large, small] = await Promise.all([openOrMake(positionals[0], 3_000), openOrMake(positionals[1], 780)]);
const nation = await openNation(large);
const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
const { rows: found } = await large.db
  .selectFrom('fact')
  .select((eb) => eb.fn.countAll<number>().as('count'))
  .execute()
  .then((rows) => ({ rows }));
console.log(
  `${large.kind}: ${nation.root.unitCount} units, ${found[0]?.count ?? 0} facts; load of the machine ${load()}`,
);

if (parts.has('boards')) {
  const rows: BoardRow[] = [];
  await timeBoards(nation, { runs: Number(values.runs), year: values.year, at: values.at }, (row) => {
    rows.push(row);
    // The whole table comes at the end; a plain count of the whole nation may take minutes.
    console.log(Object.values(row).join('  '));
  });
  console.log('\nBoards of forty measures, kept and by one plain GROUP BY, with all branches and a page of them');
  console.table(rows);
  console.log(`A reading of nothing takes ${await timeNothing(nation, Number(values.runs))}`);
}
if (parts.has('pages')) {
  console.log('\nWhat the page of a board reads, year so far, six measures');
  console.table(await timePages(nation, Number(values.runs)));
}
if (parts.has('cost')) {
  const costs = await costOfAFact([await openNation(small), nation], 10, 50);
  console.log('\nWhat a source of five facts costs, by the size of the tree');
  console.table(costTable(costs));
}
if (parts.has('steady')) {
  const wish = { factsPerSecond: Number(values.rate), seconds: Number(values.seconds), writers: 8 };
  console.log(`\nEight writers at a steady rate for ${values.seconds} s, sums folded beside them`);
  console.table([await writeSteadily(nation, wish)]);
}
if (parts.has('restate')) {
  console.log('\nThe whole nation added up anew while others write');
  console.table([await restateNation(nation, 'today’s tree restated from the units’ own sums')]);
}
if (parts.has('recount')) {
  console.log('\nEvery sum counted anew from the facts while others write');
  console.table([await restateNation(nation, 'everything recounted from the facts')]);
}
console.log(`load of the machine at the end ${load()}`);
await Promise.all([large.close(), small.close()]);

/** A made nation on a server; without its address one of so many grassroots unions on the embedded database. */
async function openOrMake(url: string | undefined, grassroots: number): Promise<OpenDatabase> {
  if (url) return openPostgres(nameConnections(url), { max: 12 });
  const database = wrapPglite(await PGlite.create({ parsers: pgliteParsers }));
  const size = { ...nationOf(0), middle: 100, grassroots, members: grassroots * 93, facts: grassroots * 60 };
  await makeNation(database, size);
  return database;
}
