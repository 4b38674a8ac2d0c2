import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { makeSamples } from '#app/vanban/files/testing/make-samples.ts';
import { mutateBytes, type Mutation } from '#app/vanban/files/testing/mutate-bytes.ts';
import { closeParseWorkers, parseInWorker } from '#app/platform/parse-worker/parse-in-worker.ts';

/**
 * `node bench/mutations.ts [COUNT] [FOLDER]`: reads COUNT documents broken at random, in threads with limits of 5 s and
 * 384 MB, and prints by format what became of them. Ends with 1 where a reading failed in a way that is no refusal.
 * Starts from the project's own samples, or from the documents in a folder. The same count gives the same documents.
 */
const [count = '20000', folder] = process.argv.slice(2);
const timeoutMs = 5000;
const known = new Set(['.txt', '.md', '.html', '.docx', '.doc', '.rtf', '.odt', '.pdf']);
const kinds: Mutation['kind'][] = ['flip', 'flip', 'flip', 'set', 'set', 'cut', 'drop', 'repeat'];

const originals = folder ? await readFolder(folder) : Object.entries(makeSamples());
const outcomes = new Map<string, Map<string, number>>();
let slowest = 0;
let failed = 0;
const random = generator(20_251_121);

let next = 0;
await Promise.all([work(), work()]);
await closeParseWorkers();
for (const [format, counts] of outcomes) {
  const parts = [...counts].toSorted((a, b) => b[1] - a[1]).map(([outcome, number]) => `${outcome} ${number}`);
  console.log(`${format.padEnd(14)} ${parts.join(', ')}`);
}
console.log(
  `slowest ${Math.round(slowest)} ms, failures ${failed}, resident memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
);
process.exitCode = failed > 0 ? 1 : 0;

async function work(): Promise<void> {
  while (next < Number(count)) {
    const original = originals[next % originals.length];
    next += 1;
    if (!original) return;
    const [format, bytes] = original;
    const mutations = Array.from({ length: 1 + Math.floor(random() * 8) }, (): Mutation => ({
      kind: kinds[Math.floor(random() * kinds.length)] ?? 'flip',
      at: random(),
      value: Math.floor(random() * 256),
      length: Math.floor(random() * 64),
    }));
    const start = performance.now();
    const outcome = await parseInWorker(mutateBytes(bytes, mutations), {}, { timeoutMs }).then(
      () => 'read',
      (error: unknown) => (error instanceof DocumentError ? error.code : String(error)),
    );
    slowest = Math.max(slowest, performance.now() - start);
    if (
      ![
        'read',
        'empty',
        'no_text',
        'damaged',
        'encrypted',
        'unsupported_kind',
        'kind_mismatch',
        'archive_bomb',
        'too_large',
      ].includes(outcome)
    ) {
      failed += 1;
      console.log(`${format}: ${outcome} after ${JSON.stringify(mutations)}`);
    }
    const counts = outcomes.get(format) ?? new Map<string, number>();
    outcomes.set(format, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }
}

async function readFolder(path: string): Promise<[string, Uint8Array][]> {
  const names = (await readdir(path)).filter((name) => known.has(extname(name)));
  return Promise.all(
    names.map(async (name): Promise<[string, Uint8Array]> => [name, new Uint8Array(await readFile(join(path, name)))]),
  );
}

/** Numbers from 0 to 1, the same on every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
