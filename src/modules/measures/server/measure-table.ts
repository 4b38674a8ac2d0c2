import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { MeasureRule, RollUp } from '#app/modules/measures/measure-rule.ts';

declare module '#app/db/schema.ts' {
  interface Database {
    fact: FactTable;
    measure: MeasureTable;
    measureFigure: MeasureFigureTable;
    measureGroup: MeasureGroupTable;
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
  rollUp: RollUp;
  position: number;
  groupId: string | null;
  /** Null: everybody's; otherwise the unit whose measure it is. */
  orgUnitId: string | null;
  rule: ColumnType<MeasureRule, string | undefined, string>;
  /** The ratio that this is one side of. */
  partOf: string | null;
  validFrom: string | null;
  retiredOn: string | null;
  countedAt: Date | null;
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
  groupId: true,
  orgUnitId: true,
  rule: true,
  partOf: true,
  validFrom: true,
  retiredOn: true,
  countedAt: true,
} satisfies Record<keyof MeasureTable, true>;

export interface MeasureGroupTable {
  id: string;
  nameVi: string;
  nameEn: string;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const measureGroupColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  position: true,
} satisfies Record<keyof MeasureGroupTable, true>;

/** What a unit states of a measure that no activity yields. */
export interface MeasureFigureTable {
  id: string;
  orgUnitId: string;
  measureId: string;
  asOfOn: string;
  value: number;
  note: Generated<string>;
  declaredBy: string | null;
  declaredAt: Date;
  /** Its measure's figures of this unit count for a target. */
  servesTarget: Generated<boolean>;
}

/** Every column once; the drift test compares it with the database. */
export const measureFigureColumns = {
  id: true,
  orgUnitId: true,
  measureId: true,
  asOfOn: true,
  value: true,
  note: true,
  declaredBy: true,
  declaredAt: true,
  servesTarget: true,
} satisfies Record<keyof MeasureFigureTable, true>;

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
