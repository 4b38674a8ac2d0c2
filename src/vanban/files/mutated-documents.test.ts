import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceDocument } from '../source-document.ts';
import { DocumentError } from './document-error.ts';
import { readSource } from './read-source.ts';
import { breakage, breakDocument } from './testing/break-document.ts';
import { checkSource } from './testing/check-source.ts';
import { makeSamples } from './testing/make-samples.ts';

// A .pdf is taken apart by a library that may never end with a broken one: broken ones are read in a process, beside the
// tests of that.
const samples = Object.entries(makeSamples());
const readHere = samples.filter(([format]) => format !== 'pdf');

test.for(readHere)(
  'a broken .%s is read or refused with a code, in bounded time',
  { timeout: 120_000 },
  async ([, bytes]) => {
    await fc.assert(
      fc.asyncProperty(breakage, async (broken) => {
        const start = process.cpuUsage();
        const outcome = await readSource(breakDocument(bytes, broken)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DocumentError);
        else checkSource(outcome as SourceDocument);
        const { user, system } = process.cpuUsage(start);
        expect(user + system).toBeLessThan(5_000_000);
      }),
      { numRuns: 120 },
    );
  },
);

test.for(samples)('every sample is read whole: .%s', async ([, bytes]) => {
  const source = await readSource(bytes);
  checkSource(source);
  expect(source.text).toMatch(/KẾ HOẠCH|Kế hoạch|Mỗi tổ/);
});
