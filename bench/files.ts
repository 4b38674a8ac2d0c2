import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import mammoth from 'mammoth';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import { makePlanFiles } from './make-plan-files.ts';

/**
 * `node bench/files.ts [FOLDER] [ROUNDS]`: how long it takes to turn documents into text, by format, in this process.
 * Without a folder a plan of four pages is made in each format. For .docx the same documents are also read by mammoth,
 * which gives text without numbers, tables' spans or limits: reading may take at most twice as long.
 */
const [folder, rounds = '40'] = process.argv.slice(2);
const known = new Set(['.txt', '.md', '.html', '.docx', '.doc', '.rtf', '.odt', '.pdf']);

interface Sample {
  kind: string;
  bytes: Uint8Array;
}

const samples = folder ? await readFolder(folder) : makePlanFiles();
const kinds = [...new Set(samples.map(({ kind }) => kind))];
console.log('format    documents    p50 ms    p95 ms   with plan p50    documents a minute');
for (const kind of kinds) {
  const own = samples.filter((sample) => sample.kind === kind);
  const times = await measure(own, async ({ bytes }) => void (await readSource(bytes)));
  const whole = await measure(own, async ({ bytes }) => void readPlan(await readSource(bytes)));
  const perMinute = Math.round(60_000 / mean(times));
  console.log(
    `${kind.padEnd(10)}${pad(own.length, 9)}${pad(at(times, 0.5), 10)}${pad(at(times, 0.95), 10)}${pad(at(whole, 0.5), 16)}${pad(perMinute, 22)}`,
  );
}
const docx = samples.filter(({ kind }) => kind === '.docx');
if (docx.length > 0) {
  const ours = await measure(docx, async ({ bytes }) => void (await readSource(bytes)));
  const theirs = await measure(
    docx,
    async ({ bytes }) => void (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })),
  );
  const ratio = at(ours, 0.5) / at(theirs, 0.5);
  console.log(
    `\n.docx beside mammoth alone: ${at(ours, 0.5).toFixed(2)} ms and ${at(theirs, 0.5).toFixed(2)} ms, ${ratio.toFixed(2)} times (at most 2)`,
  );
}
console.log(`resident memory at the end: ${Math.round(process.memoryUsage().rss / 1e6)} MB`);

async function readFolder(path: string): Promise<Sample[]> {
  const names = (await readdir(path)).filter((name) => known.has(extname(name)));
  return Promise.all(
    names.map(async (name) => ({ kind: extname(name), bytes: new Uint8Array(await readFile(join(path, name))) })),
  );
}

/** Milliseconds of every reading, after one round that is not counted. */
async function measure(own: Sample[], read: (sample: Sample) => Promise<void>): Promise<number[]> {
  for (const sample of own) await read(sample);
  const times: number[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const sample of own) {
      const start = performance.now();
      await read(sample);
      times.push(performance.now() - start);
    }
  }
  return times.toSorted((a, b) => a - b);
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function mean(times: number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function pad(value: number, width: number): string {
  return (Number.isInteger(value) ? String(value) : value.toFixed(2)).padStart(width);
}
