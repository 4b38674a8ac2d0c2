/**
 * `node bench/lists.ts URL [--runs 20] [--only WORD] [--at root,province]`: how long every board and list of the
 * workplace takes in a made nation, and how many queries it sends, for somebody at the confederation, at a province, at a
 * union of communes and at a grassroots union. A reader slower than ten seconds is run once.
 */
import { parseArgs } from 'node:util';
import { openPostgres } from '#app/db/connect.ts';
import { percentile, shown, timed, timesOf } from './measure-times.ts';
import { openNation } from './nation/open-nation.ts';
import { readers } from './nation/readers.ts';

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
const database = openPostgres(url, { max: 2 });
const nation = await openNation(database);
const rows: Record<string, string | number>[] = [];
for (const height of ['root', 'province', 'commune', 'grassroots'] as const) {
  if (!values.at.split(',').includes(height)) continue;
  const at = nation[height];
  for (const reader of readers.filter((one) => one.name.includes(values.only))) {
    const before = database.queryCount();
    const read = (): Promise<unknown> => reader.run(at.ctx, at);
    const first = await timed(read).catch((error: unknown) => ({ ms: NaN, fault: String(error).slice(0, 60) }));
    const queries = database.queryCount() - before;
    if ('fault' in first) {
      rows.push({ at: height, units: at.unitCount, reader: reader.name, 'p50 ms': first.fault, 'p95 ms': '', queries });
      continue;
    }
    const times = first.ms > 10_000 ? [first.ms] : await timesOf(first.ms > 1_000 ? 3 : Number(values.runs), read);
    rows.push({
      at: height,
      units: at.unitCount,
      reader: reader.name,
      'p50 ms': shown(percentile(times, 0.5)),
      'p95 ms': shown(percentile(times, 0.95)),
      queries,
    });
  }
}
console.table(rows);
await database.close();
