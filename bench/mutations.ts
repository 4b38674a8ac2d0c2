import { type ChildProcess, fork } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Outcome } from './mutations/read-broken.ts';
import { printOutcomes } from './mutations/print-outcomes.ts';

/**
 * `node bench/mutations.ts [FOLDER …] [--count 20000] [--from 0] [--seed 1] [--processes 2] [--log FILE]`
 *
 * Reads broken documents of every format (bytes flipped, set, dropped, repeated, cut off; inside the parts of archives
 * too) as the server reads them, and prints by format what became of them, processor time and memory. A document is
 * given by seed and number alone, so any of them can be read again: `--from N --count 1`. With a log the run goes on
 * where an earlier one with the same seed ended. Starts from the project's own samples and the documents in the folders.
 * Ends with 1 where a reading failed in a way that is no refusal, took over 5 s or more than 512 MB.
 */
const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '20000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '2' },
    log: { type: 'string' },
  },
});
const outcomes = values.log && existsSync(values.log) ? readLog(values.log) : [];
const done = new Set(outcomes.map(({ index }) => index));
const from = Number(values.from);
const to = from + Number(values.count);
const started = performance.now();
const before = outcomes.length;
let next = from;

await Promise.all(Array.from({ length: Number(values.processes) }, () => readInTurn()));
console.log(
  `seed ${values.seed}, documents ${from} to ${to - 1}; ${outcomes.length - before} of them in this run of ${Math.round((performance.now() - started) / 1000)} s; load of the machine ${loadavg()[0]?.toFixed(1)}`,
);
process.exitCode = printOutcomes(outcomes.filter(({ index }) => index >= from && index < to)) > 0 ? 1 : 0;

/** Hands numbers to one process after the other; one that dies counts against the document it was reading. */
async function readInTurn(): Promise<void> {
  for (;;) {
    const reader = start();
    const died = await new Promise<number | null>((resolve) => {
      let at: number | null = null;
      const ask = () => {
        at = takeNext();
        reader.send(at ?? 'end');
      };
      reader.on('message', (message: Outcome | 'ready') => {
        if (message !== 'ready') keep(message);
        ask();
      });
      reader.on('exit', () => resolve(at));
    });
    if (died === null) return;
    keep({ index: died, format: '?', name: '?', outcome: 'process died', processorMs: 0, clockMs: 0, megabytes: 0 });
  }
}

function start(): ChildProcess {
  return fork(fileURLToPath(import.meta.resolve('./mutations/read-broken.ts')), [values.seed, ...folders], {
    execArgv: [],
  });
}

function takeNext(): number | null {
  while (next < to && done.has(next)) next += 1;
  if (next >= to) return null;
  next += 1;
  return next - 1;
}

function keep(outcome: Outcome): void {
  outcomes.push(outcome);
  done.add(outcome.index);
  if (values.log) appendFileSync(values.log, `${JSON.stringify(outcome)}\n`);
}

function readLog(path: string): Outcome[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Outcome);
}
