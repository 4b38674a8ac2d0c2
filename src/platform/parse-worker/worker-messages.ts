import type { ReadPlan } from '#app/vanban/plan-document.ts';
import type { SourceDocument } from '#app/vanban/source-document.ts';
import type { DocumentErrorCode, DocumentErrorParams } from '#app/vanban/files/document-error.ts';
import type { ReadingProgress } from '#app/vanban/files/reading-options.ts';

/** What a thread is asked to read. */
export interface ParseRequest {
  bytes: Uint8Array;
  fileName?: string;
}

export interface ParsedDocument {
  source: SourceDocument;
  plan: ReadPlan;
}

/** What a thread says: that it begins, any number of times progress, and then one end. */
export type ParseMessage =
  | { kind: 'begun' }
  | { kind: 'progress'; progress: ReadingProgress }
  | { kind: 'done'; document: ParsedDocument }
  | { kind: 'refused'; code: DocumentErrorCode; params: DocumentErrorParams };
