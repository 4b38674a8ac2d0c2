import { afterAll, expect, test } from 'vitest';
import { hostileDocuments } from '#app/vanban/files/testing/hostile/index.ts';
import { DocumentError } from '#app/vanban/files/document-error.ts';
import { closeParseWorkers, parseInWorker } from './parse-in-worker.ts';

afterAll(closeParseWorkers);

// What each takes of processor and memory is printed by bench/hostile.ts; here the bounds themselves end what is over them.
test.for(hostileDocuments)('$name', { timeout: 120_000 }, async ({ make, becomes }) => {
  const outcome = await parseInWorker(make()).then(
    ({ source, plan }) => {
      const isCut = source.repairs?.includes('truncated') ?? false;
      expect(plan.notes.some(({ code }) => code === 'source-cut')).toBe(isCut);
      return isCut ? 'cut' : 'whole';
    },
    (error: unknown) => (error instanceof DocumentError ? error.code : String(error)),
  );
  expect(outcome).toBe(becomes);
});
