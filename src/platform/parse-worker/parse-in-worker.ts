import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import type { SourceHints } from '#app/vanban/files/read-source.ts';
import type { ReadingProgress } from '#app/vanban/files/reading-options.ts';
import type { ParsedDocument, ParseMessage, ParseRequest } from './worker-messages.ts';

export interface ParseLimits {
  /** Milliseconds for a document; for one whose pages are recognised, for each page. */
  timeoutMs?: number;
  /** Megabytes of JavaScript heap. */
  memoryMb?: number;
  onProgress?: (progress: ReadingProgress) => void;
  /** On whose behalf: of one key (a unit's id) one document is read at a time, so that others get their turn too. */
  turnOf?: string;
  /** Folder that holds `src`; the current one when absent. */
  projectRoot?: string;
}

interface Thread {
  worker: Worker;
  key: string;
  retire: NodeJS.Timeout | null;
}

const defaultTimeoutMs = 30_000;
const defaultMemoryMb = 384;
/** Two threads leave a small machine its own share. */
const mostThreads = 2;
const keepWarmMs = 60_000;
/** A busy machine takes its time to start a thread; that is not the document's fault. */
const startTimeoutMs = 60_000;

interface Turn {
  key: string | undefined;
  begin: () => void;
}

const idle: Thread[] = [];
const waiting: Turn[] = [];
const running: Turn[] = [];

/**
 * Reads a document and the plan in it in a thread of its own. Throws DocumentError: what `readSource` throws, and
 * too_slow, too_much_memory or failed. The bytes are copied; the caller keeps its own.
 */
export async function parseInWorker(
  bytes: Uint8Array,
  hints: SourceHints = {},
  limits: ParseLimits = {},
): Promise<ParsedDocument> {
  const turn = await takeTurn(limits.turnOf);
  try {
    const memoryMb = limits.memoryMb ?? defaultMemoryMb;
    const thread = takeThread(limits.projectRoot ?? process.cwd(), memoryMb);
    const request: ParseRequest = hints.fileName === undefined ? { bytes } : { bytes, fileName: hints.fileName };
    return await ask(thread, request, {
      timeoutMs: limits.timeoutMs ?? defaultTimeoutMs,
      memoryMb,
      onProgress: limits.onProgress,
    });
  } finally {
    running.splice(running.indexOf(turn), 1);
    beginNext();
  }
}

/** Ends the threads that are kept warm, so that a test or a command can end at once. */
export async function closeParseWorkers(): Promise<void> {
  await Promise.all(idle.splice(0).map((thread) => endThread(thread)));
}

function takeTurn(key: string | undefined): Promise<Turn> {
  return new Promise((resolve) => {
    const turn: Turn = { key, begin: () => resolve(turn) };
    waiting.push(turn);
    beginNext();
  });
}

/** Begins whatever may begin, the longest waiting first. */
function beginNext(): void {
  while (running.length < mostThreads) {
    const isFree = ({ key }: Turn): boolean => key === undefined || running.every((turn) => turn.key !== key);
    const at = waiting.findIndex(isFree);
    const turn = at < 0 ? undefined : waiting.splice(at, 1)[0];
    if (!turn) return;
    running.push(turn);
    turn.begin();
  }
}

function takeThread(projectRoot: string, memoryMb: number): Thread {
  const key = `${memoryMb} ${projectRoot}`;
  const index = idle.findIndex((thread) => thread.key === key);
  const warm = index < 0 ? undefined : idle.splice(index, 1)[0];
  if (warm) {
    if (warm.retire) clearTimeout(warm.retire);
    warm.retire = null;
    warm.worker.ref();
    return warm;
  }
  const worker = new Worker(join(projectRoot, 'src/platform/parse-worker/parse-worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    // The thread has no need of the server's flags, nor of its secrets.
    execArgv: [],
    env: { TZ: process.env['TZ'] ?? 'UTC' },
  });
  const thread: Thread = { worker, key, retire: null };
  // For good: a thread that dies while nobody listens may not take the process with it.
  worker.on('error', () => forget(thread)).on('exit', () => forget(thread));
  return thread;
}

interface Bounds {
  timeoutMs: number;
  memoryMb: number;
  onProgress: ParseLimits['onProgress'];
}

async function ask(thread: Thread, request: ParseRequest, bounds: Bounds): Promise<ParsedDocument> {
  const { outcome, stop } = listen(thread.worker, bounds);
  thread.worker.postMessage(request);
  let isReusable = false;
  try {
    const document = await outcome;
    isReusable = true;
    return document;
  } catch (error) {
    isReusable = error instanceof DocumentError && !['too_slow', 'too_much_memory', 'failed'].includes(error.code);
    throw error;
  } finally {
    stop();
    if (isReusable) keepWarm(thread);
    else void endThread(thread);
  }
}

/** Follows what the thread says until it is done, refuses, dies, or its time is over. */
function listen(
  worker: Worker,
  { timeoutMs, memoryMb, onProgress }: Bounds,
): { outcome: Promise<ParsedDocument>; stop: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<ParsedDocument>();
  let clock: NodeJS.Timeout | undefined;
  let page = -1;
  const startClock = (milliseconds: number) => {
    clearTimeout(clock);
    clock = setTimeout(() => reject(new DocumentError('too_slow', { timeoutMs })), milliseconds);
  };
  const onMessage = (message: ParseMessage) => {
    if (message.kind === 'begun') startClock(timeoutMs);
    else if (message.kind === 'done') resolve(message.document);
    else if (message.kind === 'refused') reject(new DocumentError(message.code, message.params));
    else {
      const { stage, done } = message.progress;
      // A new page that is recognised has a time of its own.
      if (stage === 'recognising' && Math.floor(done) > page) {
        page = Math.floor(done);
        startClock(timeoutMs);
      }
      onProgress?.(message.progress);
    }
  };
  const onError = (error: unknown) => {
    const isMemory = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
    reject(
      isMemory ? new DocumentError('too_much_memory', { memoryMb }) : new DocumentError('failed', {}, { cause: error }),
    );
  };
  const onExit = () => reject(new DocumentError('failed'));
  worker.on('message', onMessage).on('error', onError).on('messageerror', onError).on('exit', onExit);
  startClock(startTimeoutMs);
  const stop = () => {
    clearTimeout(clock);
    worker.off('message', onMessage).off('error', onError).off('messageerror', onError).off('exit', onExit);
  };
  return { outcome: promise, stop };
}

function keepWarm(thread: Thread): void {
  thread.worker.unref();
  thread.retire = setTimeout(() => {
    forget(thread);
    void endThread(thread);
  }, keepWarmMs);
  thread.retire.unref();
  idle.push(thread);
}

function forget(thread: Thread): void {
  const index = idle.indexOf(thread);
  if (index >= 0) idle.splice(index, 1);
}

async function endThread(thread: Thread): Promise<void> {
  if (thread.retire) clearTimeout(thread.retire);
  await thread.worker.terminate();
}
