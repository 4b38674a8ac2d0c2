import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { PreparedEvidence } from '#app/modules/media/server/prepare-evidence.ts';

declare module '#app/db/schema.ts' {
  interface Database {
    heldFile: HeldFileTable;
    storedFile: StoredFileTable;
    tableExport: TableExportTable;
  }
}

export interface StoredFileTable {
  id: string;
  orgUnitId: string;
  sha256: string;
  name: string;
  mime: string;
  sizeBytes: number;
  widthPx: number | null;
  heightPx: number | null;
  uploadedBy: string | null;
  createdAt: Generated<Date>;
}

/** Files of forms that were not accepted, until they are sent again; each person reaches only their own. */
export interface HeldFileTable {
  id: string;
  userId: string;
  evidence: ColumnType<PreparedEvidence, string, never>;
  heldAt: Date;
}

export const heldFileColumns = {
  id: true,
  userId: true,
  evidence: true,
  heldAt: true,
} satisfies Record<keyof HeldFileTable, true>;

/** Every column once; the drift test compares it with the database. */
export const storedFileColumns = {
  id: true,
  orgUnitId: true,
  sha256: true,
  name: true,
  mime: true,
  sizeBytes: true,
  widthPx: true,
  heightPx: true,
  uploadedBy: true,
  createdAt: true,
} satisfies Record<keyof StoredFileTable, true>;

/** Tables that left as files, and the pages that were opened for them: what the limit counts. */
export interface TableExportTable {
  id: GeneratedAlways<number>;
  userId: string;
  pageCount: number;
  begunAt: Date;
}

export const tableExportColumns = {
  id: true,
  userId: true,
  pageCount: true,
  begunAt: true,
} satisfies Record<keyof TableExportTable, true>;
