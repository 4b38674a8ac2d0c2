import type { ReadPlan } from '#app/vanban/plan-document.ts';
import type { SourceDocument } from '#app/vanban/source-document.ts';
import type { DocumentErrorCode, DocumentErrorParams } from '#app/vanban/files/document-error.ts';
import type { SheetBounds } from '#app/vanban/files/sheet/read-sheet-lines.ts';
import type { ReadingProgress } from '#app/vanban/files/reading-options.ts';

/** What a process is asked to read: a document with the plan in it, or the cells of a sheet. */
export type ParseRequest =
  { as: 'document'; bytes: Uint8Array; fileName?: string } | ({ as: 'sheet'; bytes: Uint8Array } & SheetHints);

export interface SheetHints {
  kind: 'xlsx' | 'csv';
  bounds: SheetBounds;
}

export interface ParsedDocument {
  source: SourceDocument;
  plan: ReadPlan;
}

/** What a process says: that it begins, any number of times progress, and then one end. */
export type ParseMessage =
  | { kind: 'begun' }
  | { kind: 'progress'; progress: ReadingProgress }
  | { kind: 'done'; result: ParsedDocument | string[][] }
  | { kind: 'refused'; code: DocumentErrorCode; params: DocumentErrorParams };
