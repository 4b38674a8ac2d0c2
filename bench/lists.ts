/**
 * `node bench/lists.ts URL [--runs 20] [--only WORD] [--at root,province]`: how long every board and list of the
 * workplace takes in a made nation, what of it is processor time (of the database's processes and of this one), and how
 * many queries it sends, for somebody at the confederation, at a province, at a union of communes and at a grassroots
 * union. A reader slower than ten seconds is run once.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openPostgres } from '#app/db/connect.ts';
import { percentile, shown, timed, timesOf, type Times } from './measure-times.ts';
import { openNation, type Stand } from './nation/open-nation.ts';
import type { Reader } from './nation/reader.ts';
import { readers } from './nation/readers.ts';
import { nameConnections, processorTime } from './processor-time.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    at: { type: 'string', default: 'root,province,commune,grassroots' },
  },
});
const [url] = positionals;
if (!url) throw new Error('Name the database: node bench/lists.ts postgres://user@host/name');
const database = openPostgres(nameConnections(url), { max: 2 });
const nation = await openNation(database);

async function measure(reader: Reader, at: Stand): Promise<Record<string, string | number>> {
  const before = database.queryCount();
  const read = (): Promise<unknown> => reader.run(at.ctx, at);
  const first = await timed(read).catch((error: unknown) => ({ ms: NaN, fault: String(error).slice(0, 60) }));
  const queries = database.queryCount() - before;
  if ('fault' in first) return { 'p50 ms': first.fault, queries };
  const runs = first.ms > 10_000 ? 0 : first.ms > 1_000 ? 3 : Number(values.runs);
  let times: Times = [first.ms];
  const own = process.cpuUsage();
  // Run once more than counted: the database's processes are asked for their time before and after all of them.
  const spent = await processorTime(database, async () => (times = runs === 0 ? times : await timesOf(runs, read)));
  const { user, system } = process.cpuUsage(own);
  return {
    'p50 ms': shown(percentile(times, 0.5)),
    'p95 ms': shown(percentile(times, 0.95)),
    'database CPU ms': runs === 0 ? '' : shown(spent / (runs + 1)),
    'own CPU ms': runs === 0 ? '' : shown((user + system) / 1_000 / (runs + 1)),
    queries,
  };
}

const rows: Record<string, string | number>[] = [];
for (const height of ['root', 'province', 'commune', 'grassroots'] as const) {
  if (!values.at.split(',').includes(height)) continue;
  const at = nation[height];
  for (const reader of readers.filter((one) => one.name.includes(values.only)))
    rows.push({ at: height, units: at.unitCount, reader: reader.name, ...(await measure(reader, at)) });
}
console.log(`Load of the machine ${loadavg()[0]?.toFixed(1)}`);
console.table(rows);
await database.close();
