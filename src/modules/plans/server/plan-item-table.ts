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
  }
}

export interface PlanBasisTable {
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
  text: true,
  docType: true,
  number: true,
  typed: true,
  datedOn: true,
  issuer: true,
  citedPlanId: true,
} satisfies Record<keyof PlanBasisTable, true>;

export interface PlanDutyTable {
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
  statement: string;
  fromText: Generated<string>;
  toText: Generated<string>;
  period: Generated<string>;
  deadlineText: Generated<string>;
  dueOn: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const planDutyColumns = {
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
  statement: true,
  fromText: true,
  toText: true,
  period: true,
  deadlineText: true,
  dueOn: true,
} satisfies Record<keyof PlanDutyTable, true>;

export interface PlanQuotaTable {
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

export interface PlanRecipientTable {
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
  label: string;
  purpose: Generated<string>;
  ruleKind: Generated<string>;
  ruleUnitId: string | null;
  ruleKindIds: Generated<string[]>;
}

/** Every column once; the drift test compares it with the database. */
export const planRecipientColumns = {
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
  label: true,
  purpose: true,
  ruleKind: true,
  ruleUnitId: true,
  ruleKindIds: true,
} satisfies Record<keyof PlanRecipientTable, true>;

export interface PlanSectionTable {
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
  numbering: Generated<string>;
  heading: string;
  level: number;
  body: Generated<string>;
}

/** Every column once; the drift test compares it with the database. */
export const planSectionColumns = {
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
  numbering: true,
  heading: true,
  level: true,
  body: true,
} satisfies Record<keyof PlanSectionTable, true>;

export interface PlanTargetTable {
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

export interface PlanTaskTable {
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
