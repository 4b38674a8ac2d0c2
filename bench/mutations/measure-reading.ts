import { readFile, writeFile } from 'node:fs/promises';
import { parseInWorker } from '#app/platform/parse-worker/parse-in-worker.ts';
import { usageOf } from '#app/platform/parse-worker/watch-process.ts';
import { DocumentError } from '#app/vanban/files/document-error.ts';

export interface Measured {
  /** `whole`, `cut`, the code of the refusal, or what was thrown. */
  outcome: string;
  processorMs: number;
  clockMs: number;
  /** The most that the process which read the document held. */
  megabytes: number;
}

const small = Buffer.from('KẾ HOẠCH\nMở tủ sách');

/**
 * Reads a document as the server does and says what that took of the process that reads. Linux only. Nothing else may
 * be read meanwhile.
 */
export async function measureReading(bytes: Uint8Array, fileName: string): Promise<Measured> {
  const pid = (await findReader()) ?? (await startReader());
  // Linux keeps the highest level of a process's memory, and forgets it on demand.
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
  const before = usageOf(pid)?.processorMs ?? 0;
  const start = performance.now();
  // A process that is ended for taking too much leaves nothing to ask.
  let last = { processorMs: 0, megabytes: 0 };
  const look = async () => {
    const usage = usageOf(pid);
    if (usage)
      last = { processorMs: usage.processorMs - before, megabytes: Math.max(last.megabytes, await peakOf(pid)) };
  };
  const timer = setInterval(() => void look(), 20);
  const outcome = await parseInWorker(bytes, { fileName }).then(
    ({ source }) => (source.repairs?.includes('truncated') ? 'cut' : 'whole'),
    (error: unknown) => (error instanceof DocumentError ? error.code : String(error)),
  );
  clearInterval(timer);
  await look();
  return { outcome, clockMs: performance.now() - start, ...last };
}

async function startReader(): Promise<number> {
  await parseInWorker(small);
  const pid = await findReader();
  if (pid === null) throw new Error('no process that reads was found');
  return pid;
}

async function findReader(): Promise<number | null> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  return Number(children.trim().split(' ')[0]) || null;
}

async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
