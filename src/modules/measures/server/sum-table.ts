import type { GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    branchSum: BranchSumTable;
    factLine: FactLineTable;
    factPending: FactPendingTable;
    sumAlarm: SumAlarmTable;
    unitSum: UnitSumTable;
  }
}

/** What is summed: a measure for a population, under a short number. */
export interface FactLineTable {
  id: GeneratedAlways<number>;
  measureId: string;
  populationId: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const factLineColumns = { id: true, measureId: true, populationId: true } satisfies Record<
  keyof FactLineTable,
  true
>;

/** Facts that no sum holds yet; a trigger on `fact` fills it. */
export interface FactPendingTable {
  factId: number;
}

/** Every column once; the drift test compares it with the database. */
export const factPendingColumns = { factId: true } satisfies Record<keyof FactPendingTable, true>;

/** What a unit itself did in a half-month. */
export interface UnitSumTable {
  unitNumber: number;
  factCount: number;
  /** Half-months since 1900 (`sum_half`). */
  bucket: number;
  line: number;
  value: number;
}

/** Every column once; the drift test compares it with the database. */
export const unitSumColumns = {
  unitNumber: true,
  factCount: true,
  bucket: true,
  line: true,
  value: true,
} satisfies Record<keyof UnitSumTable, true>;

/** What everything strictly below a unit did in a half-month, a quarter or a year (`sum_buckets_of`). */
export interface BranchSumTable extends UnitSumTable {
  /** Under today's tree; otherwise under the tree of each fact's day. */
  isToday: boolean;
}

/** Every column once; the drift test compares it with the database. */
export const branchSumColumns = { ...unitSumColumns, isToday: true } satisfies Record<keyof BranchSumTable, true>;

/** A sum that is not what the facts say. */
export interface SumAlarmTable {
  id: GeneratedAlways<number>;
  foundAt: Date;
  unitId: string;
  part: 'own' | 'then' | 'today';
  measureId: string;
  populationId: string | null;
  fromOn: string;
  toOn: string;
  kept: number;
  counted: number;
  resolvedAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const sumAlarmColumns = {
  id: true,
  foundAt: true,
  unitId: true,
  part: true,
  measureId: true,
  populationId: true,
  fromOn: true,
  toOn: true,
  kept: true,
  counted: true,
  resolvedAt: true,
} satisfies Record<keyof SumAlarmTable, true>;
