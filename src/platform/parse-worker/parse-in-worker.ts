import { DocumentError } from '#app/vanban/files/document-error.ts';
import type { SourceHints } from '#app/vanban/files/read-source.ts';
import type { ReadingProgress } from '#app/vanban/files/reading-options.ts';
import { endIdleReaders, endReader, keepWarm, type ReaderProcess, takeReader } from './reader-processes.ts';
import { Turns } from './take-turns.ts';
import { watchProcess } from './watch-process.ts';
import type { ParsedDocument, ParseMessage, ParseRequest, SheetHints } from './worker-messages.ts';

export interface ParseLimits {
  /** Milliseconds by the clock for a document; for one whose pages are recognised, for each page. */
  timeoutMs?: number;
  /** Milliseconds of processor time for a document, recognition of pages apart. */
  processorMs?: number;
  /** Megabytes that the process may hold in all; half of it JavaScript heap. */
  memoryMb?: number;
  onProgress?: (progress: ReadingProgress) => void;
  /** On whose behalf: of one key (a unit's id) one document is read at a time, so that others get their turn too. */
  turnOf?: string;
  /** Folder that holds `src`; the current one when absent. */
  projectRoot?: string;
}

const defaults = {
  // By the clock only what hangs is ended: a busy machine may take long over little.
  timeoutMs: 60_000,
  // A document of 350 pages, the longest that is read whole, takes half of it.
  processorMs: 4_900,
  memoryMb: 490,
};
/** Recognising a page of small print takes several seconds on every core that there is. */
const pageProcessorMs = 20_000;
/** A busy machine takes its time to start a process; that is not the document's fault. */
const startTimeoutMs = 60_000;
/** Two at a time leave a small machine its own share; what takes long (scans) goes on beside them. */
const turns = new Turns({ most: 2, slowAfterMs: 3_000, mostWithSlow: 4 });

/**
 * Reads a document and the plan in it in a process of its own. Throws DocumentError: what `readSource` throws, and
 * too_slow, too_much_memory or failed. The bytes are copied; the caller keeps its own.
 */
export async function parseInWorker(
  bytes: Uint8Array,
  hints: SourceHints = {},
  limits: ParseLimits = {},
): Promise<ParsedDocument> {
  const { fileName } = hints;
  const request: ParseRequest = { as: 'document', bytes, ...(fileName === undefined ? {} : { fileName }) };
  return askInTurn<ParsedDocument>(request, limits);
}

/** Reads the cells of a sheet there. Throws DocumentError: what `readSheetLines` throws, and as `parseInWorker`. */
export async function readSheetInWorker(
  bytes: Uint8Array,
  hints: SheetHints,
  limits: ParseLimits = {},
): Promise<string[][]> {
  return askInTurn<string[][]>({ as: 'sheet', bytes, ...hints }, limits);
}

function askInTurn<T>(request: ParseRequest, limits: ParseLimits): Promise<T> {
  return turns.take(limits.turnOf, async () => {
    const bounds: Bounds = { ...defaults, ...limits };
    for (;;) {
      const reader = takeReader(limits.projectRoot ?? process.cwd(), Math.ceil(bounds.memoryMb / 2));
      try {
        return await ask<T>(reader, request, bounds);
      } catch (error) {
        // A process that was kept warm broke before this document reached it: no fault of the document. There are few
        // of them, and a new one's fault is told.
        if (reader.hasBegun || !reader.isWarm) throw error;
      }
    }
  });
}

/** Ends the processes that are kept warm, so that a test or a command can end at once. */
export async function closeParseWorkers(): Promise<void> {
  await endIdleReaders();
}

type Bounds = typeof defaults & Pick<ParseLimits, 'onProgress'>;

/** What a process says of the document is no fault of the process; after anything else it is not used again. */
const endings: readonly string[] = ['too_slow', 'too_much_memory', 'failed'];

async function ask<T>(reader: ReaderProcess, request: ParseRequest, bounds: Bounds): Promise<T> {
  const { outcome, stop } = listen<T>(reader, bounds);
  reader.child.send(request, (error) => error && reader.child.emit('error', error));
  let isReusable = false;
  try {
    const result = await outcome;
    isReusable = true;
    return result;
  } catch (error) {
    isReusable = error instanceof DocumentError && !endings.includes(error.code);
    throw error;
  } finally {
    stop();
    if (isReusable) keepWarm(reader);
    else endReader(reader);
  }
}

/** Follows what the process says until it is done, refuses, dies, or its time or memory is over. */
function listen<T>(
  reader: ReaderProcess,
  { timeoutMs, processorMs, memoryMb, onProgress }: Bounds,
): { outcome: Promise<T>; stop: () => void } {
  const { child } = reader;
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const tooSlow = () => reject(new DocumentError('too_slow', { timeoutMs }));
  const tooMuch = () => reject(new DocumentError('too_much_memory', { memoryMb }));
  let clock = setTimeout(tooSlow, startTimeoutMs);
  let page = -1;
  const watch = watchProcess(child.pid ?? 0, { memoryMb, processorMs: startTimeoutMs }, (what) =>
    what === 'too_slow' ? tooSlow() : tooMuch(),
  );
  const begin = (processor: number) => {
    clearTimeout(clock);
    clock = setTimeout(tooSlow, timeoutMs);
    watch.restart(processor);
  };
  const onMessage = (message: ParseMessage) => {
    if (message.kind === 'begun') {
      reader.hasBegun = true;
      begin(processorMs);
    } else if (message.kind === 'done') resolve(message.result as T);
    else if (message.kind === 'refused') reject(new DocumentError(message.code, message.params));
    else {
      const { stage, done } = message.progress;
      // A new page that is recognised has a time of its own.
      if (stage === 'recognising' && Math.floor(done) > page) {
        page = Math.floor(done);
        begin(pageProcessorMs);
      }
      onProgress?.(message.progress);
    }
  };
  const onError = (cause: unknown) => reject(new DocumentError('failed', {}, { cause }));
  // The engine aborts where its heap is full; the system kills where its memory is.
  const onExit = (_code: number | null, signal: string | null) =>
    signal === 'SIGABRT' || signal === 'SIGKILL' ? tooMuch() : reject(new DocumentError('failed'));
  child.on('message', onMessage).on('error', onError).on('exit', onExit);
  const stop = () => {
    clearTimeout(clock);
    watch.end();
    child.off('message', onMessage).off('error', onError).off('exit', onExit);
  };
  return { outcome: promise, stop };
}
