import { readdir, readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import mammoth from 'mammoth';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import { makePlanFiles } from './make-plan-files.ts';
import { makeScan } from './make-scan.ts';
import { percentile, shown } from './measure-times.ts';

/**
 * `node bench/reader.ts [FOLDER …] [--rounds 20]`: how fast documents become plans, by format, in this process and warm.
 * Reads the documents of the folders, or a plan of four pages made in each format when none is given, and one scanned
 * page. Getting text out of a file and a plan out of the text are told apart, and processor time from the clock's. For
 * .docx the same documents are also read by mammoth, which gives text without numbers, spans of tables or limits: reading
 * may take at most twice as long.
 */
const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '20' } },
});
const formats = new Set(['.docx', '.doc', '.rtf', '.odt', '.pdf', '.html', '.md', '.txt']);

interface Sample {
  format: string;
  bytes: Uint8Array;
}

interface Reading {
  format: string;
  fileMs: number;
  planMs: number;
  processorMs: number;
  characters: number;
}

async function findSamples(): Promise<Sample[]> {
  if (folders.length === 0) return makePlanFiles().map(({ kind, bytes }) => ({ format: kind, bytes }));
  const samples: Sample[] = [];
  for (const folder of folders) {
    for (const name of (await readdir(folder)).toSorted()) {
      const format = extname(name).toLowerCase();
      if (formats.has(format)) samples.push({ format, bytes: new Uint8Array(await readFile(join(folder, name))) });
    }
  }
  return samples;
}

async function read({ format, bytes }: Sample): Promise<Reading> {
  const processor = process.cpuUsage();
  const started = performance.now();
  const source = await readSource(bytes);
  const fileMs = performance.now() - started;
  readPlan(source);
  const planMs = performance.now() - started - fileMs;
  const { user, system } = process.cpuUsage(processor);
  return { format, fileMs, planMs, processorMs: (user + system) / 1000, characters: source.text.length };
}

/** Every sample once without counting it, then so many times, in turns, so that none meets a quieter moment. */
async function readAll(samples: readonly Sample[], rounds: number): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const sample of samples) {
      const reading = await read(sample);
      if (round > 0) readings.push(reading);
    }
  }
  return readings;
}

function row(format: string, readings: readonly Reading[], rounds: number): Record<string, string | number> {
  const share = (at: number, of: (reading: Reading) => number): number =>
    percentile(
      readings.map(of).toSorted((a, b) => a - b),
      at,
    );
  const whole = ({ fileMs, planMs }: Reading): number => fileMs + planMs;
  const total = readings.reduce((sum, reading) => sum + whole(reading), 0);
  return {
    format,
    documents: readings.length / rounds,
    'characters p50': share(0.5, ({ characters }) => characters),
    'file p50 ms': shown(share(0.5, ({ fileMs }) => fileMs)),
    'plan p50 ms': shown(share(0.5, ({ planMs }) => planMs)),
    'whole p50 ms': shown(share(0.5, whole)),
    'whole p95 ms': shown(share(0.95, whole)),
    'processor p50 ms': shown(share(0.5, ({ processorMs }) => processorMs)),
    'documents a minute': Math.round((60_000 * readings.length) / total),
  };
}

/** The same .docx read by mammoth and by us, in turns; of each document the least time, which others' work touches least. */
async function besideMammoth(samples: readonly Sample[], rounds: number): Promise<void> {
  let ours = 0;
  let theirs = 0;
  for (const { bytes } of samples) {
    const times = { ours: Infinity, theirs: Infinity };
    for (let round = 0; round <= rounds; round += 1) {
      const started = performance.now();
      await readSource(bytes);
      const between = performance.now();
      await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
      times.ours = Math.min(times.ours, between - started);
      times.theirs = Math.min(times.theirs, performance.now() - between);
    }
    ours += times.ours;
    theirs += times.theirs;
  }
  console.log(
    `${samples.length} .docx beside mammoth alone: ${shown(ours)} ms and ${shown(theirs)} ms, ${(ours / theirs).toFixed(2)} times (at most 2)`,
  );
}

const samples = await findSamples();
const rounds = Number(values.rounds);
const readings = await readAll(samples, rounds);
const scans = await readAll([{ format: 'scan', bytes: makeScan(30) }], 3);
const present = [...new Set(readings.map(({ format }) => format))].toSorted();
console.table([
  ...present.map((format) =>
    row(
      format,
      readings.filter((reading) => reading.format === format),
      rounds,
    ),
  ),
  row('all of these', readings, rounds),
  row('scan, a page', scans, 3),
]);
const docx = samples.filter(({ format }) => format === '.docx');
if (docx.length > 0) await besideMammoth(docx, rounds);
console.log(`load of the machine ${loadavg()[0]?.toFixed(1)}`);
