import { type ChildProcess, fork } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { usageOf } from './watch-process.ts';

/** A process that reads documents; warm ones are used again. */
export interface ReaderProcess {
  child: ChildProcess;
  key: string;
  retire: NodeJS.Timeout | null;
  /** It has read before. */
  isWarm: boolean;
  /** It has said that it reads the document that it was last taken for. */
  hasBegun: boolean;
}

const keepWarmMs = 60_000;
/** A fresh process takes 90; recognising letters leaves it with 350 that it never gives back. */
const mostKeptMb = 250;
const idle: ReaderProcess[] = [];

/** A warm process of the same kind, or a new one. `heapMb` bounds its JavaScript heap. */
export function takeReader(projectRoot: string, heapMb: number): ReaderProcess {
  const key = `${heapMb} ${projectRoot}`;
  const index = idle.findIndex((reader) => reader.key === key);
  const warm = index < 0 ? undefined : idle.splice(index, 1)[0];
  if (warm) {
    if (warm.retire) clearTimeout(warm.retire);
    warm.retire = null;
    warm.isWarm = true;
    warm.hasBegun = false;
    warm.child.ref();
    warm.child.channel?.ref();
    return warm;
  }
  const child = fork(join(projectRoot, 'src/platform/parse-worker/parse-worker.ts'), [], {
    // The process has no need of the server's flags, nor of its secrets.
    execArgv: [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=8', '--expose-gc'],
    env: { TZ: process.env['TZ'] ?? 'UTC' },
    // What a dying engine prints helps nobody; that it died is what is told.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  giveWay(child.pid);
  const reader: ReaderProcess = { child, key, retire: null, isWarm: false, hasBegun: false };
  // For good: a process that dies while nobody listens may not take this one with it.
  child.on('error', () => forget(reader)).on('exit', () => forget(reader));
  return reader;
}

/** Pages are answered before documents are read. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, Math.min(19, getPriority() + 5));
  } catch {
    // It has ended already, or the system knows no priorities.
  }
}

/** Keeps the process for the next document, for a minute; not one that has grown, whose next document would pay for it. */
export function keepWarm(reader: ReaderProcess): void {
  if ((usageOf(reader.child.pid ?? 0)?.megabytes ?? 0) > mostKeptMb) {
    endReader(reader);
    return;
  }
  reader.child.unref();
  reader.child.channel?.unref();
  reader.retire = setTimeout(() => endReader(reader), keepWarmMs);
  reader.retire.unref();
  idle.push(reader);
}

/** Ends the process at once, whatever it is doing. */
export function endReader(reader: ReaderProcess): void {
  forget(reader);
  if (reader.retire) clearTimeout(reader.retire);
  reader.child.kill('SIGKILL');
}

/** Ends the processes that are kept warm. */
export async function endIdleReaders(): Promise<void> {
  await Promise.all(
    idle.splice(0).map(async (reader) => {
      const ended = new Promise((resolve) => reader.child.once('exit', resolve));
      endReader(reader);
      if (reader.child.exitCode === null && reader.child.signalCode === null) await ended;
    }),
  );
}

function forget(reader: ReaderProcess): void {
  const index = idle.indexOf(reader);
  if (index >= 0) idle.splice(index, 1);
}
