import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { closeParseWorkers, parseInWorker } from '#app/platform/parse-worker/parse-in-worker.ts';
import { usageOf } from '#app/platform/parse-worker/watch-process.ts';
import { makePlanFiles } from './make-plan-files.ts';

/**
 * `node bench/memory.ts [FOLDER …] [--count 10000]`: reads so many documents one after the other as the server does, two
 * at a time in the same warm processes, and prints what the program and the processes that read hold after every
 * thousand. Reads the project's own plan in each format, and the documents in the folders. Linux only.
 */
const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '10000' } },
});
const known = new Set(['.docx', '.doc', '.rtf', '.odt', '.pdf', '.html', '.md', '.txt']);
const documents = [
  ...makePlanFiles().map(({ kind, bytes }) => ({ name: `plan${kind}`, bytes })),
  ...folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => known.has(extname(name)))
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })),
  ),
];
const count = Number(values.count);
let next = 0;
let done = 0;
const rows: Record<string, number>[] = [];

await Promise.all([readInTurn(), readInTurn()]);
await closeParseWorkers();
console.table(rows);

async function readInTurn(): Promise<void> {
  while (next < count) {
    const document = documents[next % documents.length];
    next += 1;
    if (!document) return;
    await parseInWorker(document.bytes, { fileName: document.name });
    done += 1;
    if (done % 1000 === 0 || done === count) rows.push(measure());
  }
}

function measure(): Record<string, number> {
  const { rss, heapUsed } = process.memoryUsage();
  const readers = readersOf(process.pid).map((pid) => Math.round(usageOf(pid)?.megabytes ?? 0));
  const row = {
    documents: done,
    'program MB': Math.round(rss / 1_048_576),
    'its heap MB': Math.round(heapUsed / 1_048_576),
    'first reader MB': readers[0] ?? 0,
    'second reader MB': readers[1] ?? 0,
  };
  console.log(Object.values(row).join('  '));
  return row;
}

function readersOf(pid: number): number[] {
  const children = readFileSync(`/proc/self/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
