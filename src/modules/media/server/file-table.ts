import type { Generated } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    storedFile: StoredFileTable;
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
