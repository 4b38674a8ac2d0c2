/**
 * How fast the reader reads: `node bench/reader.ts [FOLDER …]`. Reads every document of the folders (the project's own
 * sample documents when none is given) several times in one process and prints a table by format. Times are of a warm
 * process; getting text out of the file and reading the plan out of the text are measured apart.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import { decisionWithPlan, unionPlan } from '#app/vanban/read/testing/sample-documents.ts';
import type { SourceDocument } from '#app/vanban/source-document.ts';

interface Sample {
  name: string;
  format: string;
  bytes: Uint8Array;
}

interface Timing {
  format: string;
  fileMs: number;
  planMs: number;
  characters: number;
}

const rounds = 5;
const formats = new Set(['.txt', '.md', '.docx', '.doc', '.pdf', '.rtf', '.odt', '.html']);

async function samplesOf(folders: readonly string[]): Promise<Sample[]> {
  if (folders.length === 0) {
    return [unionPlan, decisionWithPlan].map((text, i) => ({
      name: `sample-${i}.txt`,
      format: '.txt',
      bytes: new TextEncoder().encode(text),
    }));
  }
  const samples: Sample[] = [];
  for (const folder of folders) {
    for (const name of (await readdir(folder)).toSorted()) {
      const format = extname(name).toLowerCase();
      if (formats.has(format))
        samples.push({ name, format, bytes: new Uint8Array(await readFile(join(folder, name))) });
    }
  }
  return samples;
}

async function time(sample: Sample): Promise<Timing | null> {
  const started = performance.now();
  let source: SourceDocument;
  try {
    source = await readSource(sample.bytes, { fileName: sample.name });
  } catch {
    return null;
  }
  const read = performance.now();
  readPlan(source);
  return {
    format: sample.format,
    fileMs: read - started,
    planMs: performance.now() - read,
    characters: source.text.length,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function row(format: string, timings: readonly Timing[]): Record<string, string | number> {
  const whole = timings.map((t) => t.fileMs + t.planMs);
  const plan = timings.map((t) => t.planMs);
  return {
    format,
    documents: timings.length / rounds,
    'characters p50': percentile(
      timings.map((t) => t.characters),
      0.5,
    ),
    'whole p50 ms': percentile(whole, 0.5).toFixed(1),
    'whole p95 ms': percentile(whole, 0.95).toFixed(1),
    'plan p50 ms': percentile(plan, 0.5).toFixed(1),
    'plan p95 ms': percentile(plan, 0.95).toFixed(1),
    'documents a minute': Math.round(
      (60_000 * timings.length) /
        Math.max(
          1,
          whole.reduce((sum, ms) => sum + ms, 0),
        ),
    ),
  };
}

const samples = await samplesOf(process.argv.slice(2));
const timings: Timing[] = [];
for (const sample of samples) await time(sample);
for (let round = 0; round < rounds; round++) {
  for (const sample of samples) {
    const timing = await time(sample);
    if (timing) timings.push(timing);
  }
}
const present = [...new Set(timings.map((t) => t.format))].toSorted();
console.table([
  ...present.map((format) =>
    row(
      format,
      timings.filter((t) => t.format === format),
    ),
  ),
  row('all', timings),
]);
console.log(`heap after ${timings.length} readings: ${Math.round(process.memoryUsage().heapUsed / 1_048_576)} MB`);
