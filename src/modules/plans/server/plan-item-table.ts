import type { ColumnType, Generated } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    planBasis: PlanBasisTable;
    planDuty: PlanDutyTable;
    planQuota: PlanQuotaTable;
    planRecipient: PlanRecipientTable;
    planSection: PlanSectionTable;
    planTarget: PlanTargetTable;
    planTask: PlanTaskTable;
    planTaskFile: PlanTaskFileTable;
    planTaskNote: PlanTaskNoteTable;
  }
}

/** What every item has: its place among its like, where it was read, and how far a person has looked at it. */
interface ItemOriginColumns {
  id: Generated<string>;
  planId: string;
  position: number;
  quote: Generated<string>;
  spanStart: number | null;
  spanEnd: number | null;
  confidence: Generated<number>;
  rule: Generated<string>;
  doubt: Generated<string>;
  review: Generated<string>;
}

const itemOriginColumns = {
  id: true,
  planId: true,
  position: true,
  quote: true,
  spanStart: true,
  spanEnd: true,
  confidence: true,
  rule: true,
  doubt: true,
  review: true,
} satisfies Record<keyof ItemOriginColumns, true>;

export interface PlanBasisTable extends ItemOriginColumns {
  text: string;
  docType: Generated<string>;
  number: Generated<string>;
  typed: Generated<string>;
  datedOn: string | null;
  issuer: Generated<string>;
  citedPlanId: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const planBasisColumns = {
  ...itemOriginColumns,
  text: true,
  docType: true,
  number: true,
  typed: true,
  datedOn: true,
  issuer: true,
  citedPlanId: true,
} satisfies Record<keyof PlanBasisTable, true>;

export interface PlanDutyTable extends ItemOriginColumns {
  statement: string;
  fromText: Generated<string>;
  toText: Generated<string>;
  period: Generated<string>;
  deadlineText: Generated<string>;
  dueOn: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const planDutyColumns = {
  ...itemOriginColumns,
  statement: true,
  fromText: true,
  toText: true,
  period: true,
  deadlineText: true,
  dueOn: true,
} satisfies Record<keyof PlanDutyTable, true>;

export interface PlanQuotaTable extends ItemOriginColumns {
  rootId: string;
  rowLabel: string;
  groupLabel: Generated<string>;
  item: string;
  count: number | null;
  perUnitMin: number | null;
  periodText: Generated<string>;
  topics: Generated<string>;
  isTotal: Generated<boolean>;
  unitIds: Generated<string[]>;
}

/** Every column once; the drift test compares it with the database. */
export const planQuotaColumns = {
  ...itemOriginColumns,
  rootId: true,
  rowLabel: true,
  groupLabel: true,
  item: true,
  count: true,
  perUnitMin: true,
  periodText: true,
  topics: true,
  isTotal: true,
  unitIds: true,
} satisfies Record<keyof PlanQuotaTable, true>;

export interface PlanRecipientTable extends ItemOriginColumns {
  label: string;
  purpose: Generated<string>;
  ruleKind: Generated<string>;
  ruleUnitId: string | null;
  ruleKindIds: Generated<string[]>;
  unitIds: Generated<string[]>;
}

/** Every column once; the drift test compares it with the database. */
export const planRecipientColumns = {
  ...itemOriginColumns,
  label: true,
  purpose: true,
  ruleKind: true,
  ruleUnitId: true,
  ruleKindIds: true,
  unitIds: true,
} satisfies Record<keyof PlanRecipientTable, true>;

export interface PlanSectionTable extends ItemOriginColumns {
  numbering: Generated<string>;
  heading: string;
  level: number;
  body: Generated<string>;
}

/** Every column once; the drift test compares it with the database. */
export const planSectionColumns = {
  ...itemOriginColumns,
  numbering: true,
  heading: true,
  level: true,
  body: true,
} satisfies Record<keyof PlanSectionTable, true>;

export interface PlanTargetTable extends ItemOriginColumns {
  rootId: string;
  inheritedFrom: string | null;
  statement: string;
  shape: string;
  measureId: string | null;
  populationId: string | null;
  populationText: Generated<string>;
  sectorIds: Generated<string[]>;
  kindIds: Generated<string[]>;
  comparator: Generated<string>;
  value: number | null;
  unit: Generated<string>;
  minPerUnit: number | null;
  cadence: Generated<string>;
  deadlineText: Generated<string>;
  dueOn: string | null;
  binds: Generated<string>;
  loweringReason: Generated<string>;
  loweringState: string | null;
  loweringNote: Generated<string>;
  loweringTerms: ColumnType<unknown, string | null | undefined, string | null>;
}

/** Every column once; the drift test compares it with the database. */
export const planTargetColumns = {
  ...itemOriginColumns,
  rootId: true,
  inheritedFrom: true,
  statement: true,
  shape: true,
  measureId: true,
  populationId: true,
  populationText: true,
  sectorIds: true,
  kindIds: true,
  comparator: true,
  value: true,
  unit: true,
  minPerUnit: true,
  cadence: true,
  deadlineText: true,
  dueOn: true,
  binds: true,
  loweringReason: true,
  loweringState: true,
  loweringNote: true,
  loweringTerms: true,
} satisfies Record<keyof PlanTargetTable, true>;

export interface PlanTaskTable extends ItemOriginColumns {
  rootId: string;
  inheritedFrom: string | null;
  statement: string;
  sectionRef: Generated<string>;
  kind: Generated<string>;
  ownerText: Generated<string>;
  ownerUnitId: string | null;
  ownerPersonId: string | null;
  deadlineText: Generated<string>;
  dueOn: string | null;
  recurrence: Generated<string>;
  state: Generated<string>;
  doneOn: string | null;
  doneNote: Generated<string>;
}

/** Every column once; the drift test compares it with the database. */
export const planTaskColumns = {
  ...itemOriginColumns,
  rootId: true,
  inheritedFrom: true,
  statement: true,
  sectionRef: true,
  kind: true,
  ownerText: true,
  ownerUnitId: true,
  ownerPersonId: true,
  deadlineText: true,
  dueOn: true,
  recurrence: true,
  state: true,
  doneOn: true,
  doneNote: true,
} satisfies Record<keyof PlanTaskTable, true>;

export interface PlanTaskNoteTable {
  id: Generated<string>;
  taskId: string;
  unitId: string;
  state: string;
  happenedOn: string;
  note: Generated<string>;
  notedBy: string | null;
  notedAt: Date;
}

/** Every column once; the drift test compares it with the database. */
export const planTaskNoteColumns = {
  id: true,
  taskId: true,
  unitId: true,
  state: true,
  happenedOn: true,
  note: true,
  notedBy: true,
  notedAt: true,
} satisfies Record<keyof PlanTaskNoteTable, true>;

export interface PlanTaskFileTable {
  noteId: string;
  fileId: string;
  thumbFileId: string | null;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const planTaskFileColumns = {
  noteId: true,
  fileId: true,
  thumbFileId: true,
  position: true,
} satisfies Record<keyof PlanTaskFileTable, true>;
