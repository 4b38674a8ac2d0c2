import type { ColumnType, Generated } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    unitImport: UnitImportTable;
  }
}

export interface UnitImportTable {
  id: string;
  /** A list of units, or of decisions about them. */
  purpose: Generated<'units' | 'decisions'>;
  /** The paper behind a set of decisions (`Decision`). */
  decision: ColumnType<unknown, string | undefined, string>;
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
  /** Set while the list waits to be written or is being written; null again once refused. */
  confirmedAt: ColumnType<Date | null, Date | undefined, Date | null>;
  /** With whose rights it is written. */
  confirmedBy: ColumnType<string | null, string | undefined, string | null>;
  isSkippingFaulty: Generated<boolean>;
  rowsToWrite: Generated<number>;
  /** Null while nobody can tell. */
  writtenRows: ColumnType<number | null, number | undefined, number | null>;
  /** `ImportRefusal`: why the last confirmation came to nothing. */
  refusal: ColumnType<unknown, string | undefined, string | null>;
  /** What the set is undone by, once carried out. */
  reorganisationId: ColumnType<string | null, string | null | undefined, string>;
}

/** Every column once; the drift test compares it with the database. */
export const unitImportColumns = {
  id: true,
  purpose: true,
  decision: true,
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
  confirmedAt: true,
  confirmedBy: true,
  isSkippingFaulty: true,
  rowsToWrite: true,
  writtenRows: true,
  refusal: true,
  reorganisationId: true,
} satisfies Record<keyof UnitImportTable, true>;
