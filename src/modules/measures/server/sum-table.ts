import type { Generated, GeneratedAlways } from 'kysely';
import type { RecountScope } from '#app/modules/measures/measure-forms.ts';

declare module '#app/db/schema.ts' {
  interface Database {
    factLine: FactLineTable;
    factPending: FactPendingTable;
    keptSum: KeptSumTable;
    sumAlarm: SumAlarmTable;
    sumRun: SumRunTable;
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

/** What a sum is of: the unit's own facts, or all strictly below it under the tree of each fact's day or today's. */
export type SumPart = 'own' | 'then' | 'today';

/** The sums of one unit for one stretch of days, a number of each list for each line. */
export interface KeptSumTable {
  unitNumber: number;
  /** Half-months since 1900, or the quarter or year that holds one (`sum_buckets_of`). */
  bucket: number;
  part: SumPart;
  /** In order, each once. */
  lines: number[];
  factCounts: number[];
  amounts: number[];
}

/** Every column once; the drift test compares it with the database. */
export const keptSumColumns = {
  unitNumber: true,
  bucket: true,
  part: true,
  lines: true,
  factCounts: true,
  amounts: true,
} satisfies Record<keyof KeptSumTable, true>;

/** A sum that is not what the facts say. */
export interface SumAlarmTable {
  id: GeneratedAlways<number>;
  foundAt: Date;
  unitId: string;
  part: SumPart;
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

/** Sums counted anew: by a person's word or from the command line. */
export interface SumRunTable {
  id: GeneratedAlways<number>;
  scope: RecountScope;
  askedAt: Date;
  askedBy: string | null;
  percent: Generated<number>;
  /** The last sign of life; null before the first. */
  toldAt: Date | null;
  endedAt: Date | null;
  wrongCount: number | null;
  /** Code of an error. */
  failure: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const sumRunColumns = {
  id: true,
  scope: true,
  askedAt: true,
  askedBy: true,
  percent: true,
  toldAt: true,
  endedAt: true,
  wrongCount: true,
  failure: true,
} satisfies Record<keyof SumRunTable, true>;
