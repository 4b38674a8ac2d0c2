import type { Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    fact: FactTable;
    measure: MeasureTable;
  }
}

export interface FactTable {
  id: GeneratedAlways<number>;
  orgUnitId: string;
  measureId: string;
  populationId: string | null;
  targetRootId: string | null;
  happenedOn: string;
  value: number;
  sourceType: string;
  sourceId: string;
  correctsId: number | null;
  recordedBy: string | null;
  recordedAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const factColumns = {
  id: true,
  orgUnitId: true,
  measureId: true,
  populationId: true,
  targetRootId: true,
  happenedOn: true,
  value: true,
  sourceType: true,
  sourceId: true,
  correctsId: true,
  recordedBy: true,
  recordedAt: true,
} satisfies Record<keyof FactTable, true>;

export interface MeasureTable {
  id: string;
  nameVi: string;
  nameEn: string;
  unitVi: string;
  unitEn: string;
  rollUp: string;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const measureColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  unitVi: true,
  unitEn: true,
  rollUp: true,
  position: true,
} satisfies Record<keyof MeasureTable, true>;
