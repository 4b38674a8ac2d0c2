import type { GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    tallyQuestion: TallyQuestionTable;
    tallyPlan: TallyPlanTable;
    tallyOwn: TallyOwnTable;
    tallyBranch: TallyBranchTable;
    tallyMark: TallyMarkTable;
  }
}

export interface TallyQuestionTable {
  id: GeneratedAlways<number>;
  rootId: string;
  ruleKey: string;
  rule: unknown;
  periodKey: string;
  fromOn: string;
  toOn: string;
  scopeNumber: number;
  builtTo: number;
  isReady: boolean;
  placedOn: string;
  createdAt: Date;
}

/** Every column once; the drift test compares it with the database. */
export const tallyQuestionColumns = {
  id: true,
  rootId: true,
  ruleKey: true,
  rule: true,
  periodKey: true,
  fromOn: true,
  toOn: true,
  scopeNumber: true,
  builtTo: true,
  isReady: true,
  placedOn: true,
  createdAt: true,
} satisfies Record<keyof TallyQuestionTable, true>;

export interface TallyPlanTable {
  planId: string;
  openedOn: string;
}

/** Every column once; the drift test compares it with the database. */
export const tallyPlanColumns = { planId: true, openedOn: true } satisfies Record<keyof TallyPlanTable, true>;

interface TallyValues {
  numerator: number;
  denominator: number;
  fromOthers: number;
  reported: number;
  notReported: number;
  notApplicable: number;
  tooNew: number;
  ended: number;
  withoutFigure: number;
  ratedUnmet: number;
  ratedFair: number;
  ratedGood: number;
  ratedExcellent: number;
  doubts: number;
}

const valueColumns = {
  numerator: true,
  denominator: true,
  fromOthers: true,
  reported: true,
  notReported: true,
  notApplicable: true,
  tooNew: true,
  ended: true,
  withoutFigure: true,
  ratedUnmet: true,
  ratedFair: true,
  ratedGood: true,
  ratedExcellent: true,
  doubts: true,
} as const;

export interface TallyOwnTable extends TallyValues {
  unitNumber: number;
  questionId: number;
}

/** Every column once; the drift test compares it with the database. */
export const tallyOwnColumns = {
  unitNumber: true,
  questionId: true,
  ...valueColumns,
} satisfies Record<keyof TallyOwnTable, true>;

export interface TallyBranchTable extends TallyValues {
  unitNumber: number;
  questionId: number;
  tree: 'now' | 'then';
}

/** Every column once; the drift test compares it with the database. */
export const tallyBranchColumns = {
  unitNumber: true,
  questionId: true,
  tree: true,
  ...valueColumns,
} satisfies Record<keyof TallyBranchTable, true>;

export interface TallyMarkTable {
  id: GeneratedAlways<number>;
  unitId: string;
  rootId: string | null;
  dueOn: string;
}

/** Every column once; the drift test compares it with the database. */
export const tallyMarkColumns = { id: true, unitId: true, rootId: true, dueOn: true } satisfies Record<
  keyof TallyMarkTable,
  true
>;
