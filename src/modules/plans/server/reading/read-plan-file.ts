import { AppError, errorCodes, type AppErrorCode } from '#app/platform/errors.ts';
import { parseInWorker } from '#app/platform/parse-worker/parse-in-worker.ts';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import type { ReadPlan } from '#app/vanban/plan-document.ts';
import type { SourceDocument } from '#app/vanban/source-document.ts';

export interface ReadDocument {
  source: SourceDocument;
  plan: ReadPlan;
}

/**
 * Reads a plan out of a file's bytes, in a process with limits of time and memory; one of a unit's at a time. Throws
 * the `document.…` errors.
 */
export async function readPlanFile(bytes: Uint8Array, fileName: string, unitId: string): Promise<ReadDocument> {
  try {
    return await parseInWorker(bytes, { fileName }, { turnOf: unitId });
  } catch (error) {
    throw asAppError(error);
  }
}

/** Reads a plan out of text that was pasted. */
export async function readPlanText(text: string, unitId: string): Promise<ReadDocument> {
  return readPlanFile(new TextEncoder().encode(text), 'text.txt', unitId);
}

/** The reader knows nothing of the application; its codes are ours with `document.` before them. */
function asAppError(error: unknown): unknown {
  if (!(error instanceof DocumentError)) return error;
  const code = `document.${error.code}`;
  const known = errorCodes.includes(code as AppErrorCode) ? (code as AppErrorCode) : 'document.damaged';
  return new AppError(known, error.params);
}
