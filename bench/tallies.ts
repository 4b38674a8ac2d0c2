/**
 * `node bench/tallies.ts URL [SMALL_URL] [--only build,boards,cost] [--targets 60] [--runs 100] [--rounds 10]`
 *
 * What the kept tallies of targets are for, measured in a made nation (bench/make-nation.ts): how long building takes,
 * what a plan's boards take with them and by one plain GROUP BY over the facts, and what a fact that serves a target costs in a small tree
 * (SMALL_URL) and in a large one. With --targets the plan of the largest province gets so many targets first.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openPostgres } from '#app/db/connect.ts';
import { openNation, type OpenNation } from './nation/open-nation.ts';
import { buildTallies } from './tallies/build-tallies.ts';
import { costOfServing, costTable } from './tallies/cost-of-serving.ts';
import { givePlan } from './tallies/give-plan.ts';
import { nameConnections } from './processor-time.ts';
import { timePlanBoards } from './tallies/time-plan-boards.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: 'build,boards,cost' },
    targets: { type: 'string' },
    runs: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '20' },
  },
});
if (!positionals[0]) throw new Error('Name the database: node bench/tallies.ts postgres://user@host/name');
const isAsked = (step: string): boolean => values.only.split(',').includes(step);
const load = (): string => `load of the machine ${loadavg()[0]?.toFixed(1)}`;
const databases = positionals.map((url) => openPostgres(nameConnections(url), { max: 4 }));
const nations: OpenNation[] = [];
for (const database of databases) nations.push(await openNation(database));
const [large] = nations;
if (!large) throw new Error('No database could be opened.');

if (values.targets) await givePlan(large, Number(values.targets));
if (isAsked('build')) {
  console.log(`\nBuilding; ${load()}`);
  console.table(await Promise.all(nations.map(buildTallies)));
}
if (isAsked('boards')) {
  console.log(`\nBoards of a plan, from what is kept and by a plain GROUP BY over the facts; ${load()}`);
  console.table(await timePlanBoards(large, Number(values.runs)));
}
if (isAsked('cost') && nations.length > 1) {
  console.log(`\nWhat a fact that serves a target costs, by the size of the tree; ${load()}`);
  console.table(costTable(await costOfServing(nations, Number(values.rounds), 30)));
}
await Promise.all(databases.map((database) => database.close()));
