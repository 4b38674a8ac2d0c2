import type { Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    fact: FactTable;
    measure: MeasureTable;
    populationPart: PopulationPartTable;
    targetDeclaration: TargetDeclarationTable;
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

/** Which groups of people make up a wider one ("đoàn viên, người lao động" is members and workers). */
export interface PopulationPartTable {
  wholeId: string;
  partId: string;
  /** The declared figure of the part already covers the whole (unions count workers with the members among them). */
  isFigureOfWhole: Generated<boolean>;
}

/** Every column once; the drift test compares it with the database. */
export const populationPartColumns = {
  wholeId: true,
  partId: true,
  isFigureOfWhole: true,
} satisfies Record<keyof PopulationPartTable, true>;

export interface TargetDeclarationTable {
  id: string;
  orgUnitId: string;
  targetId: string;
  targetRootId: string;
  declaredOn: string;
  numerator: number | null;
  denominator: number | null;
  rating: number | null;
  note: Generated<string>;
  fileId: string | null;
  declaredBy: string | null;
  declaredAt: Date;
}

/** Every column once; the drift test compares it with the database. */
export const targetDeclarationColumns = {
  id: true,
  orgUnitId: true,
  targetId: true,
  targetRootId: true,
  declaredOn: true,
  numerator: true,
  denominator: true,
  rating: true,
  note: true,
  fileId: true,
  declaredBy: true,
  declaredAt: true,
} satisfies Record<keyof TargetDeclarationTable, true>;
