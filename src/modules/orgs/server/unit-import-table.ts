import type { ColumnType } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    unitImport: UnitImportTable;
  }
}

export interface UnitImportTable {
  id: string;
  /** The unit under which everything in the list stands. */
  orgUnitId: string;
  userId: string | null;
  fileName: string;
  /** `Sheet`; its rows are emptied once written. */
  sheet: ColumnType<unknown, string, string>;
  /** `ColumnMapping`. */
  mapping: ColumnType<unknown, string, string>;
  asOfOn: string;
  /** What was written, for who comes back to the page. */
  counts: ColumnType<unknown, string | null, string | null>;
  createdAt: Date;
  expiresAt: Date;
  writtenAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const unitImportColumns = {
  id: true,
  orgUnitId: true,
  userId: true,
  fileName: true,
  sheet: true,
  mapping: true,
  asOfOn: true,
  counts: true,
  createdAt: true,
  expiresAt: true,
  writtenAt: true,
} satisfies Record<keyof UnitImportTable, true>;
