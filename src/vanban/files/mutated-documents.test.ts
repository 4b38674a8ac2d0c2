import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceDocument, Span } from '../source-document.ts';
import { DocumentError } from './document-error.ts';
import { readSource } from './read-source.ts';
import { breakage, breakDocument } from './testing/break-document.ts';
import { makeSamples } from './testing/make-samples.ts';

function spansOf(source: SourceDocument): Span[] {
  const tables = (source.tables ?? []).flatMap((table) => [
    table.span,
    ...table.rows.flatMap((row) => row.cells.map((cell) => cell.span)),
  ]);
  return [
    ...tables,
    ...(source.listMarks ?? []).map((mark) => mark.span),
    ...(source.headings ?? []).map((heading) => heading.span),
  ];
}

/** What holds of anything that was read at all. */
function checkDocument(source: SourceDocument): void {
  expect(source.text).toBe(source.text.normalize('NFC'));
  expect(source.text).not.toMatch(/\r|\uFEFF|\u00AD/);
  for (const { start, end } of spansOf(source)) {
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(source.text.length);
  }
}

test.for(Object.entries(makeSamples()))(
  'a broken .%s is read or refused with a code, in bounded time',
  { timeout: 120_000 },
  async ([, bytes]) => {
    await fc.assert(
      fc.asyncProperty(breakage, async (broken) => {
        const start = process.cpuUsage();
        const outcome = await readSource(breakDocument(bytes, broken)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DocumentError);
        else checkDocument(outcome as SourceDocument);
        const { user, system } = process.cpuUsage(start);
        expect(user + system).toBeLessThan(5_000_000);
      }),
      { numRuns: 120 },
    );
  },
);

test.for(Object.entries(makeSamples()))('every sample is read whole: .%s', async ([, bytes]) => {
  const source = await readSource(bytes);
  checkDocument(source);
  expect(source.text).toMatch(/KẾ HOẠCH|Kế hoạch|Mỗi tổ/);
});
