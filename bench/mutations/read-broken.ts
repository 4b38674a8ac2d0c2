import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { closeParseWorkers, parseInWorker } from '#app/platform/parse-worker/parse-in-worker.ts';
import { breakage, breakDocument } from '#app/vanban/files/testing/break-document.ts';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { findOriginals, type Original } from './find-originals.ts';

/**
 * Started by bench/mutations.ts: reads the broken documents with the numbers that it is sent, one at a time in the
 * thread that the server also uses, and tells what became of each. A process of its own, so that what it takes of
 * processor and memory is what reading takes.
 */
export interface Outcome {
  index: number;
  format: string;
  name: string;
  /** `read`, the code of the refusal, or what was thrown. */
  outcome: string;
  processorMs: number;
  clockMs: number;
  /** The most that the whole process held while it read this document. */
  megabytes: number;
}

/** How often a format comes up; recognising letters takes a hundred times as long as anything else. */
const weights: Record<string, number> = { docx: 40, doc: 36, rtf: 30, odt: 30, pdf: 30, html: 16, md: 8, txt: 8 };
const rare = new Set(['picture', 'scan']);

const [seed = '1', ...folders] = process.argv.slice(2);
const originals = await findOriginals(folders);
const formats = [...originals.keys()].flatMap((format) =>
  Array<string>(rare.has(format) ? 1 : (weights[format] ?? 3)).fill(format),
);

process.on('message', (index: number | 'end') => {
  if (index === 'end') void closeParseWorkers().then(() => process.exit());
  else void read(index).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');

async function read(index: number): Promise<Outcome> {
  const { format, name, bytes } = originalOf(index);
  const [broken] = fc.sample(breakage, { seed: Number(seed) + index, numRuns: 1 });
  if (!broken) throw new Error('no breakage was drawn');
  const document = breakDocument(bytes, broken);
  await forgetPeak();
  const processor = process.cpuUsage();
  const start = performance.now();
  const outcome = await parseInWorker(document, { fileName: name }).then(
    () => 'read',
    (error: unknown) => (error instanceof DocumentError ? error.code : String(error)),
  );
  const { user, system } = process.cpuUsage(processor);
  const clockMs = performance.now() - start;
  return { index, format, name, outcome, processorMs: (user + system) / 1000, clockMs, megabytes: await peak() };
}

/** Number after number all formats come up by their weight, and in each its originals one after the other. */
function originalOf(index: number): Original {
  const format = formats[(index * 89) % formats.length] ?? 'txt';
  const own = originals.get(format) ?? [];
  const original = own[Math.floor(index / formats.length) % own.length];
  if (!original) throw new Error(`no original of ${format}`);
  return original;
}

/** Linux keeps the highest level of a process's memory, and forgets it on demand; elsewhere the present level counts. */
async function forgetPeak(): Promise<void> {
  await writeFile('/proc/self/clear_refs', '5').catch(() => undefined);
}

async function peak(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s*(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? process.memoryUsage().rss / 1_048_576 : Number(kilobytes) / 1024;
}
