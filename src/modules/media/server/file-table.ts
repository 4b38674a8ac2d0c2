import type { ColumnType, Generated } from 'kysely';
import type { PreparedEvidence } from '#app/modules/media/server/prepare-evidence.ts';

declare module '#app/db/schema.ts' {
  interface Database {
    heldFile: HeldFileTable;
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
