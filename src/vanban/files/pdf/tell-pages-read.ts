import type { SourceDocument } from '../../source-document.ts';

/** Says of a document that only so many of its pages were read, where that is so. */
export function tellPagesRead(source: SourceDocument, read: number, of: number): SourceDocument {
  if (read >= of) return source;
  return { ...source, pagesRead: { read, of }, repairs: [...new Set(source.repairs).add('truncated')] };
}
