import { getHeapStatistics } from 'node:v8';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readSheetLines } from '#app/vanban/files/sheet/read-sheet-lines.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import { endWithParent } from './end-with-parent.ts';
import type { ParsedDocument, ParseMessage, ParseRequest } from './worker-messages.ts';

/** The side of the process that reads: one document after the other, as asked. */
if (!process.send) throw new Error('parse-worker.ts is started by parseInWorker');

const say = (message: ParseMessage): void => void process.send?.(message);
/** What a warm process may keep of documents that it has read; the next one is to have the memory to itself. */
const mostKeptBytes = 64 * 1024 * 1024;

async function read(request: ParseRequest): Promise<ParsedDocument | string[][]> {
  const { bytes } = request;
  if (request.as === 'sheet') return readSheetLines(bytes, request.kind, request.bounds);
  const hints = request.fileName === undefined ? {} : { fileName: request.fileName };
  const source = await readSource(bytes, hints, { onProgress: (progress) => say({ kind: 'progress', progress }) });
  return { source, plan: readPlan(source) };
}

process.on('message', async (request: ParseRequest) => {
  say({ kind: 'begun' });
  try {
    say({ kind: 'done', result: await read(request) });
  } catch (error) {
    if (error instanceof DocumentError) say({ kind: 'refused', code: error.code, params: error.params });
    else say({ kind: 'refused', code: 'failed', params: {} });
  }
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics();
  if (heap + outside > mostKeptBytes) globalThis.gc?.();
});

// Once the server is gone nobody is left to read for.
endWithParent();
process.on('disconnect', () => process.exit());
