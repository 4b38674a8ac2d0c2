import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostileDocuments } from '#app/vanban/files/testing/hostile/index.ts';
import { measureReading, type Measured } from './mutations/measure-reading.ts';

/**
 * `node bench/hostile.ts [WORDS]`: reads documents that are made to take more than they should (a million list items,
 * archives that unfold, pages without end) as the server reads them, each in a process of its own, and prints what
 * became of each with processor time and memory. Ends with 1 where one took over 5 s or 512 MB, or became something
 * else than is foreseen. Only those whose name holds the words, if any are given.
 */
const [words = '', path] = process.argv.slice(2);
if (path) {
  // Told to read one file: a process that made the file would count what that took.
  process.send?.(await measureReading(new Uint8Array(await readFile(path)), words));
  process.exit();
}
const folder = await mkdtemp(join(tmpdir(), 'hostile-'));
const rows: (Measured & { name: string; foreseen: string; isFault: boolean })[] = [];
for (const { name, make, becomes } of hostileDocuments.filter((document) => document.name.includes(words))) {
  const file = join(folder, 'document');
  await writeFile(file, make());
  const measured = await readApart(file);
  const isFault = measured.outcome !== becomes || measured.processorMs > 5000 || measured.megabytes > 512;
  rows.push({ name, ...measured, foreseen: becomes, isFault });
  console.log(
    `${isFault ? 'FAULT ' : ''}${name}: ${measured.outcome}, ${Math.round(measured.processorMs)} ms, ${Math.round(measured.megabytes)} MB`,
  );
}
await rm(folder, { recursive: true });
console.table(
  rows.map(({ name, outcome, processorMs, megabytes }) => ({
    name,
    outcome,
    'processor ms': Math.round(processorMs),
    'MB at most': Math.round(megabytes),
  })),
);
const faults = rows.filter((row) => row.isFault).length;
console.log(`${rows.length} documents, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;

function readApart(file: string): Promise<Measured> {
  return new Promise((resolve) => {
    const reader = fork(fileURLToPath(import.meta.url), ['document', file], { execArgv: [] });
    reader.on('message', (measured) => resolve(measured as Measured));
    reader.on('exit', () => resolve({ outcome: 'process died', processorMs: 0, clockMs: 0, megabytes: 0 }));
  });
}
