import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    plan: PlanTable;
    planComment: PlanCommentTable;
    planDelivery: PlanDeliveryTable;
    planMove: PlanMoveTable;
  }
}

export interface PlanTable {
  id: string;
  orgUnitId: string;
  adoptedFromId: string | null;
  copiedFromId: string | null;
  sourceKind: string;
  sourceFileId: string | null;
  sourceText: Generated<string>;
  readNotes: ColumnType<unknown, string | undefined, string>;
  readState: Generated<string>;
  readError: Generated<string>;
  status: Generated<string>;
  docType: Generated<string>;
  title: Generated<string>;
  titleKey: Generated<string>;
  titleSort: Generated<string>;
  numberText: Generated<string>;
  registerYear: number | null;
  registerNumber: number | null;
  place: Generated<string>;
  issuedOn: string | null;
  validFrom: string | null;
  validTo: string | null;
  superiorName: Generated<string>;
  issuerName: Generated<string>;
  opening: Generated<string>;
  closing: Generated<string>;
  signerAuthority: Generated<string>;
  signerBody: Generated<string>;
  signerTitle: Generated<string>;
  signerName: Generated<string>;
  contact: Generated<string>;
  adoptDueOn: string | null;
  authorId: string | null;
  submittedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  issuedBy: string | null;
  issuedAt: Date | null;
  version: Generated<number>;
  createdAt: Generated<Date>;
  /** Its unit ended before it was issued, and nobody goes on with it. */
  endedEarlyOn: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const planColumns = {
  id: true,
  orgUnitId: true,
  adoptedFromId: true,
  copiedFromId: true,
  sourceKind: true,
  sourceFileId: true,
  sourceText: true,
  readNotes: true,
  readState: true,
  readError: true,
  status: true,
  docType: true,
  title: true,
  titleKey: true,
  titleSort: true,
  numberText: true,
  registerYear: true,
  registerNumber: true,
  place: true,
  issuedOn: true,
  validFrom: true,
  validTo: true,
  superiorName: true,
  issuerName: true,
  opening: true,
  closing: true,
  signerAuthority: true,
  signerBody: true,
  signerTitle: true,
  signerName: true,
  contact: true,
  adoptDueOn: true,
  authorId: true,
  submittedAt: true,
  approvedBy: true,
  approvedAt: true,
  issuedBy: true,
  issuedAt: true,
  version: true,
  createdAt: true,
  endedEarlyOn: true,
} satisfies Record<keyof PlanTable, true>;

export interface PlanCommentTable {
  id: Generated<string>;
  planId: string;
  about: Generated<string>;
  body: string;
  authorId: string | null;
  createdAt: Generated<Date>;
  resolvedAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const planCommentColumns = {
  id: true,
  planId: true,
  about: true,
  body: true,
  authorId: true,
  createdAt: true,
  resolvedAt: true,
} satisfies Record<keyof PlanCommentTable, true>;

export interface PlanDeliveryTable {
  id: Generated<string>;
  planId: string;
  issuerUnitId: string;
  unitId: string;
  purpose: string;
  deliveredAt: Date;
  openedAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  acknowledgeDueOn: string | null;
  adoptDueOn: string | null;
  adoptedPlanId: string | null;
  adoptedAt: Date | null;
  remindedAt: Date | null;
  reminderCount: Generated<number>;
}

/** Every column once; the drift test compares it with the database. */
export const planDeliveryColumns = {
  id: true,
  planId: true,
  issuerUnitId: true,
  unitId: true,
  purpose: true,
  deliveredAt: true,
  openedAt: true,
  acknowledgedAt: true,
  acknowledgedBy: true,
  acknowledgeDueOn: true,
  adoptDueOn: true,
  adoptedPlanId: true,
  adoptedAt: true,
  remindedAt: true,
  reminderCount: true,
} satisfies Record<keyof PlanDeliveryTable, true>;

export interface PlanMoveTable {
  id: GeneratedAlways<number>;
  planId: string;
  move: string;
  fromStatus: string | null;
  toStatus: string;
  comment: Generated<string>;
  movedBy: string | null;
  movedAt: Date;
}

/** Every column once; the drift test compares it with the database. */
export const planMoveColumns = {
  id: true,
  planId: true,
  move: true,
  fromStatus: true,
  toStatus: true,
  comment: true,
  movedBy: true,
  movedAt: true,
} satisfies Record<keyof PlanMoveTable, true>;
