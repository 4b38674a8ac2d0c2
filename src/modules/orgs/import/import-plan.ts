import type { LocalDate } from '#app/platform/clock.ts';
import type { ColumnMapping, ImportField } from '#app/modules/orgs/import/columns.ts';
import type { KindLevel } from '#app/modules/orgs/kind-levels.ts';
import type { ListLine } from '#app/modules/orgs/import/read-cells.ts';

/** A table as it was read: every line under the headings, with its number in the file. */
export interface Sheet {
  header: string[];
  rows: SheetRow[];
}

export interface SheetRow {
  /** As the person sees it in the file, counted from 1. */
  rowNumber: number;
  cells: string[];
}

/** A unit that is there already, under the unit that the import is for (which is one of them). */
export interface PresentUnit {
  id: string;
  parentId: string | null;
  name: string;
  code: string | null;
  kindId: string;
  sectorId: string | null;
  shortName: string;
  symbol: string;
  address: string;
  email: string;
  phone: string;
  foundedOn: LocalDate;
  /** The latest declared values up to the import's as-of date. */
  figures: Record<string, number>;
}

export interface ImportFacts {
  sheet: Sheet;
  mapping: ColumnMapping;
  /** Active units at and below the root. */
  present: readonly PresentUnit[];
  /** Where a unit without a parent goes; null for an empty federation, whose first unit has none. */
  rootId: string | null;
  kinds: readonly (ListLine & KindLevel)[];
  sectors: readonly ListLine[];
  /** The day that the figures are as of, and on which changed names and parents begin. */
  asOfOn: LocalDate;
  today: LocalDate;
}

export const faultCodes = [
  'name_missing',
  'name_letters',
  'name_no_letter',
  'name_too_long',
  'code_twice',
  'code_differs',
  'unit_twice',
  'name_taken',
  'parent_unknown',
  'parent_ambiguous',
  'parent_faulty',
  'parent_itself',
  'parent_circle',
  'parent_level',
  'second_root',
  'kind_unknown',
  'kind_level',
  'sector_unknown',
  'count_unreadable',
  'date_unreadable',
  'date_future',
  'email_unreadable',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** What is wrong with one row: which column, why (`code`), and what stands there. */
export interface ImportFault {
  rowNumber: number;
  field: ImportField;
  code: FaultCode;
  value: string;
  /** The other row that it clashes with, where there is one. */
  otherRow?: number;
}

/** The unit's columns that a row states; what the row leaves empty is left alone. */
export interface StatedValues {
  name: string;
  code?: string;
  kindId?: string;
  sectorId?: string;
  shortName?: string;
  symbol?: string;
  address?: string;
  email?: string;
  phone?: string;
  foundedOn?: LocalDate;
  figures: Record<string, number>;
}

/** A parent: a unit that is there, another row that becomes one, or none (the first unit). */
export type ParentRef = { unitId: string } | { rowNumber: number } | null;

/** One difference, before and after, for the preview. Names of parents are written out. */
export interface PlannedChange {
  field: ImportField;
  before: string;
  after: string;
}

export interface PlannedUnit {
  rowNumber: number;
  action: 'new' | 'changed' | 'unchanged';
  /** The unit that is changed; absent for a new one. */
  unitId?: string;
  parent: ParentRef;
  values: StatedValues & { kindId: string };
  /** What differs; empty for a new or an unchanged unit. */
  changes: PlannedChange[];
}

export interface ImportPlan {
  /** Parents before children. */
  units: PlannedUnit[];
  faults: ImportFault[];
  counts: { new: number; changed: number; unchanged: number; faulty: number };
}
