import { expect } from 'vitest';
import type { SourceDocument, Span } from '../../source-document.ts';

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

/** Expects what holds of anything that was read at all. */
export function checkSource(source: SourceDocument): void {
  expect(source.text).toBe(source.text.normalize('NFC'));
  expect(source.text).not.toMatch(/\r|\uFEFF|\u00AD/);
  for (const { start, end } of spansOf(source)) {
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(source.text.length);
  }
}
