import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { breakage, breakDocument } from '#app/vanban/files/testing/break-document.ts';
import { checkSource } from '#app/vanban/files/testing/check-source.ts';
import { makeSamples } from '#app/vanban/files/testing/make-samples.ts';
import { closeParseWorkers, parseInWorker } from './parse-in-worker.ts';

afterAll(closeParseWorkers);

test(
  'a broken .pdf is read or refused with a code, however its library fares with it',
  { timeout: 600_000 },
  async () => {
    const { pdf = new Uint8Array() } = makeSamples();
    await fc.assert(
      fc.asyncProperty(breakage, async (broken) => {
        const outcome = await parseInWorker(breakDocument(pdf, broken)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DocumentError);
        else checkSource((outcome as Awaited<ReturnType<typeof parseInWorker>>).source);
      }),
      { numRuns: 120 },
    );
  },
);
