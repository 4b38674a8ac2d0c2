import { parentPort } from 'node:worker_threads';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import type { ParseMessage, ParseRequest } from './worker-messages.ts';

/** The thread's side: reads one document after the other, as asked. */
const port = parentPort;
if (!port) throw new Error('parse-worker.ts is started by parseInWorker');

const say = (message: ParseMessage): void => port.postMessage(message);

port.on('message', async ({ bytes, fileName }: ParseRequest) => {
  say({ kind: 'begun' });
  try {
    const hints = fileName === undefined ? {} : { fileName };
    const source = await readSource(bytes, hints, { onProgress: (progress) => say({ kind: 'progress', progress }) });
    say({ kind: 'done', document: { source, plan: readPlan(source) } });
  } catch (error) {
    if (error instanceof DocumentError) say({ kind: 'refused', code: error.code, params: error.params });
    else say({ kind: 'refused', code: 'failed', params: {} });
  }
});
